"""Joins mentions that belong together: ranges, open ends, a weekday and its date, distances from a date."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from typing import Any

from extract.finding.grammar import read_grammar
from extract.finding.times import periods
from extract.finding.times.choosing import Context
from extract.finding.times.mention import Mention
from extract.finding.times.periods import OPEN, Period
from extract.finding.times.resolving import after, before
from extract.knowledge.loading import HOME
from extract.records.edtf import is_edtf

Makers = Mapping[str, Callable[[Mention, Context], None]]
_POINTS = frozenset(
    [
        "date",
        "part",
        "month_shift",
        "day_word",
        "day_again",
        "weekday",
        "near_weekday",
        "shift",
        "decade",
        "century",
        "figures",
        "offset",
        "week_of",
        "at_once",
    ]
)
_LOOK = 24
"""Code points before and after a date in which an opening or closing word may stand."""


class Joined:
    """One or two mentions with the words that open, close or join them."""

    def __init__(self, first: Mention) -> None:
        self.first = first
        self.second: Mention | None = None
        self.edge: str | None = None
        self.distance: tuple[float, str] | None = None
        self.start, self.end = first.start, first.end


@cache
def edge_words(language: str) -> dict[str, re.Pattern[str]]:
    """Return the patterns of `edges.yaml`: what joins, opens or closes dates."""
    document: dict[str, Any] = read_grammar(HOME / language / "edges.yaml")
    return {name: re.compile(pattern) for name, pattern in document["patterns"].items()}


def join(mentions: list[Mention], folded: str, language: str) -> list[Joined]:
    """Return the mentions in order, joined where the words between and around them say so."""
    words = edge_words(language)
    groups: list[Joined] = []
    for mention in mentions:
        if groups and _absorb(groups[-1], mention, folded, words):
            continue
        groups.append(Joined(mention))
    for index, group in enumerate(groups):
        floor = groups[index - 1].end if index else 0
        ceiling = groups[index + 1].start if index + 1 < len(groups) else len(folded)
        _open(group, folded, words, (floor, ceiling))
    return groups


def _absorb(group: Joined, mention: Mention, folded: str, words: Mapping[str, re.Pattern[str]]) -> bool:
    last = group.second or group.first
    between = folded[last.end : mention.start]
    if last.make in ("duration", "event", "offset_again", "offset") and _is_distance(group, mention, between, words):
        return True
    if len(between) > _LOOK or mention.make not in _POINTS or last.make not in _POINTS:
        return False
    if words["apposition"].fullmatch(between) and _is_same_day(last, mention, between):
        last.end = group.end = mention.end
        return True
    return _is_range(group, last, mention, folded, words)


def _is_same_day(last: Mention, mention: Mention, between: str) -> bool:
    """`Tuesday, January 6`, `today (January 6)` and `January 6 (Tuesday)`: the date says more than the day of the week."""
    names_day = "weekday" in last.make or (last.make == "day_word" and "(" in between)
    if names_day and mention.make in ("date", "figures") and "day" in mention.fields:
        last.fields, last.make, last.given_year = mention.fields, mention.make, mention.given_year
        return True
    return (
        (mention.make == "weekday" or (mention.make == "day_word" and "(" in between))
        and last.make in ("date", "figures")
        and "day" in last.fields
        and "shift" not in mention.fields
    )


def _is_range(
    group: Joined, last: Mention, mention: Mention, folded: str, words: Mapping[str, re.Pattern[str]]
) -> bool:
    between = folded[last.end : mention.start]
    if group.second is None and words["range"].fullmatch(between) and "year2" not in last.fields:
        needs_opening = words["loose_range"].fullmatch(between)
        if needs_opening and not words["range_opening"].search(folded[max(group.start - _LOOK, 0) : group.start]):
            return False
        group.second = mention
        group.end = mention.end
        return True
    return False


def _is_distance(group: Joined, mention: Mention, between: str, words: Mapping[str, re.Pattern[str]]) -> bool:
    """`3 days after January 12`, `two weeks before Christmas`: the duration becomes the way from the date."""
    last = group.first
    way = words["distance"].fullmatch(between) if last.make in ("duration", "event") else None
    is_told = last.make == "offset_again" and between in (" ", " the ") and last.fields.get("way") == "before"
    if group.second is not None or mention.make not in _POINTS or not (way or is_told) or "n" not in last.fields:
        return False
    if way is not None and way["way"] == "from" and mention.make not in ("day_word", "weekday", "near_weekday"):
        return False  # `a year from April 2027` is a term that begins then
    sign = -1 if is_told or (way is not None and way["way"] in ("before", "prior to", "ahead of")) else 1
    group.distance = (sign * float(last.fields["n"]), str(last.fields["unit"]))
    group.first = mention
    group.end = mention.end
    return True


def _open(group: Joined, folded: str, words: Mapping[str, re.Pattern[str]], room: tuple[int, int]) -> None:
    if group.first.make not in _POINTS or group.distance is not None:
        return
    left = folded[max(group.start - _LOOK, room[0]) : group.start]
    right = folded[group.end : min(group.end + _LOOK, room[1])]
    if group.second is not None or any(name.endswith("2") for name in group.first.fields):
        opening = words["range_opening"].search(left)
        closing = words["range_closing"].match(right)
        group.start -= len(opening.group()) if opening else 0
        group.end += closing.end() if closing else 0
        return
    for name in ("since", "until", "after", "before"):
        prefix, suffix = words[f"{name}_prefix"].search(left), words[f"{name}_suffix"].match(right)
        if prefix or suffix:
            group.edge = name
            group.start -= len(prefix.group()) if prefix else 0
            group.end += suffix.end() if suffix else 0
            return


def resolve_joined(group: Joined, context: Context, makers: Makers) -> Mention:
    """Return one mention with the meaning of the group; it has no period where that lies outside the calendar."""
    try:
        mention = _meant(group, context, makers)
    except (ValueError, OverflowError):
        mention = replace(group.first, period=None)
    return replace(mention, start=group.start, end=group.end)


def _meant(group: Joined, context: Context, makers: Makers) -> Mention:
    first = group.first
    if group.second is None:
        _make(first, context, makers)
        mention = first if group.edge is None else _opened(first, group.edge)
    else:
        mention = _ranged(first, group.second, context, makers)
    return mention if group.distance is None else _moved(mention, *group.distance)


def _moved(mention: Mention, count: float, unit: str) -> Mention:
    period = mention.period
    if (
        period is None
        or "X" in period.first
        or OPEN in period
        or unit not in ("day", "workday", "week", "fortnight", "month", "year")
    ):
        return replace(mention, period=None)
    start = periods.last_day(period.last) if count > 0 else periods.first_day(period.first)
    return replace(mention, period=periods.day(periods.shift(start, unit, count)))


def _make(mention: Mention, context: Context, makers: Makers) -> None:
    """Fill in what a mention means; what the calendar does not have (2,000 years ago, February 30) stays open."""
    try:
        makers[mention.make](mention, context)
    except (ValueError, OverflowError):
        mention.period = None
    if mention.period is not None and not is_edtf(mention.period.value):
        mention.period = None


def _ranged(first: Mention, second: Mention, context: Context, makers: Makers) -> Mention:
    if second.given_year and not first.given_year and first.make in _YEARLESS:
        _make(second, context, makers)
        _make(first, before(second.period, context) if second.period else context, makers)
    else:
        _make(first, context, makers)
        _make(second, _second_context(first, second, context), makers)
    if first.period is None or second.period is None:
        return first
    if first.period.first > second.period.last and "XX" not in first.period.first + second.period.last:
        return first
    return replace(
        first, period=Period(first.period.first, second.period.last), given_year=first.given_year or second.given_year
    )


_YEARLESS = ("date", "part", "figures")
"""Mentions whose year the other end of a range may tell."""


def _second_context(first: Mention, second: Mention, context: Context) -> Context:
    if first.period is None or second.make not in (*_YEARLESS, "weekday"):
        return context
    if not second.fields.keys().isdisjoint(("year_shift", "month_shift", "shift")):
        return context
    return after(first.period, context)


def _opened(mention: Mention, edge: str) -> Mention:
    role, period = _ROLES.get(edge), mention.period
    if period is None or OPEN in period:
        return replace(mention, role=role)
    if (
        mention.fields.get("part") == "end"
        and "whole" not in mention.fields
        and period.first == period.last
        and "X" not in period.last
    ):
        period = periods.point(periods.last_day(period.last).isoformat())  # until the end of March: the 31st
    if edge in ("until", "before"):
        return replace(mention, period=Period(OPEN, period.last), role=role)
    is_whole = edge == "after" and "X" not in period.last and (period.first != period.last or len(period.last) < _DAY)
    start = periods.following(period.last) if is_whole else period.first  # after the summer: from September
    return replace(mention, period=Period(start, OPEN), role=role)


_ROLES = {"since": "effective", "until": "expires"}
_DAY = len("2025-10-09")
