"""What the dates of a list share: `March and November 2018` has one year, `October 9 and 30, 2025` one month and year."""

import re
from collections.abc import Iterator
from itertools import pairwise

from extract.finding.grammar import Found, Grammar
from extract.finding.times.joining import Joined
from extract.finding.times.mention import Mention, mention_of

_AND = re.compile(r",? (?:and|or|&) (?:the )?|, (?=\d{1,2}(?:st|nd|rd|th)?\b,? )")


def mentions_of(found: Found, grammar: Grammar, folded: str) -> Iterator[Mention]:
    """Yield the mention of a match, or each of a match whose rule says `list`: `day`, perhaps `day3`, and `day2` at its end."""
    mention = mention_of(found, grammar)
    fields = mention.fields
    if not fields.pop("list", False):
        yield mention
        return
    days = [fields.pop(name) for name in ("day", "day3", "day2") if name in fields]
    joints = [joint.span() for joint in _AND.finditer(folded, found.start, found.end)][: len(days) - 1]
    starts, ends = (found.start, *(end for _, end in joints)), (*(start for start, _ in joints), found.end)
    for day, start, end in zip(days, starts, ends, strict=True):
        yield Mention(start, end, mention.make, {**fields, "day": day}, given_year=mention.given_year)


def share_years(groups: list[Joined], folded: str, between: re.Pattern[str]) -> None:
    """Lend the year of the last date of a list to those before it that tell a month and no year; a later month lies in the year before."""
    for group, following in reversed(list(pairwise(groups))):
        fields, later = group.first.fields, following.first.fields
        if not _lacks_year(group) or "month" not in later or not {"year"} <= later.keys():
            continue
        if between.fullmatch(folded, group.end, following.start):
            fields["year"] = later["year"] - (fields["month"] > later["month"])
            group.first.given_year = True


def _lacks_year(group: Joined) -> bool:
    first = group.first
    told = any(name.startswith("year") for name in first.fields) or first.given_year
    return first.make in ("date", "part") and "month" in first.fields and group.second is None and not told
