"""What the dates of a list share: `March and November 2018` has one year, `October 9 and 30, 2025` one month and year."""

import re
from collections.abc import Iterator
from itertools import pairwise

from extract.finding.grammar import Found, Grammar
from extract.finding.times.joining import Joined
from extract.finding.times.mention import Mention, mention_of

_AND = re.compile(r",? (?:and|or|&) (?:the )?")


def mentions_of(found: Found, grammar: Grammar, folded: str) -> Iterator[Mention]:
    """Yield the mention of a match, or both of a match whose rule says `list`."""
    mention = mention_of(found, grammar)
    joint = _AND.search(folded, found.start, found.end) if mention.fields.pop("list", False) else None
    if joint is None:
        yield mention
        return
    seconds = {name.removesuffix("2"): value for name, value in mention.fields.items() if name.endswith("2")}
    shared = {name: value for name, value in mention.fields.items() if not name.endswith("2")}
    for start, end, own in ((found.start, joint.start(), {}), (joint.end(), found.end, seconds)):
        yield Mention(start, end, mention.make, {**shared, **own}, given_year=mention.given_year)


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
