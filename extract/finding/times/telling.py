"""What a text has told so far: the dates that lend their year, month or day to those that follow."""

import re
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache
from typing import NamedTuple

from extract.finding.grammar import read_grammar
from extract.finding.times import periods
from extract.finding.times.choosing import Context
from extract.finding.times.joining import Joined
from extract.finding.times.mention import Mention
from extract.finding.times.periods import OPEN, Period
from extract.knowledge.loading import HOME

_NEAR = 400
"""Code points over which a date is remembered."""
_RIGHT_BEFORE = 12
"""Code points over which the day from which something applies is the one that is told of."""
_ENTRY = 2000
"""Code points over which the dates that lines begin with are one chronicle."""
_LONG_AGO = 300
"""Days before the article from which on a text tells a story of its own."""
_LINE_END = re.compile("\n")
_BLANK_TO_LINE_END = re.compile(r"[^\S\n]*(?:\n|\Z)")
_TELLS_YEAR = frozenset(["year_shift", "year_again"])
"""Fields that tell the year in words."""
_LEND = frozenset(["date", "figures", "part"])
"""Mentions that lend on the year that they were lent."""


class _After(NamedTuple):
    """Patterns of what follows a date: `begins` says that something applies from it, `aside` only which thing is meant (`4月4日公布的`)."""

    begins: re.Pattern[str]
    aside: re.Pattern[str]


@cache
def _after(language: str) -> _After:
    patterns: dict[str, str] = read_grammar(HOME / language / "edges.yaml")["patterns"]
    return _After(re.compile(patterns["begins"]), re.compile(patterns["aside"]))


class Telling:
    """The dates told last, from which the next one is read; `note` each mention in order, after `context_of` it."""

    def __init__(self, base: Context, folded: str, language: str) -> None:
        self._base, self._folded, self._after = base, folded, _after(language)
        self._line_ends = [match.start() for match in _LINE_END.finditer(folded)]
        self._dated: Mention | None = None
        self._said: Mention | None = None
        self._day: Mention | None = None
        self._begun: Mention | None = None
        self._ended: Mention | None = None
        self._stretch: Mention | None = None
        self._entry: Mention | None = None

    def context_of(self, group: Joined, lean: int) -> Context:
        """Return what the dates of a group are read from, in a clause of that lean."""
        return self._base._replace(
            lean=lean,
            near=self._lent_to(group),
            said=_period(self._said, group.start),
            last=_period(self._begun if self._has_just_begun(group) else self._day, group.start),
            ended=_period(self._ended, group.start),
            told=_period(self._stretch, group.start),
            just_told=_period(self._day, group.start) if self._is_in_paragraph(self._day, group) else None,
            is_alone=lean == 0 and self._is_alone(group),
        )

    def note(self, mention: Mention, edge: str | None = None) -> None:
        """Remember a mention with its meaning; `edge` is how it is opened, if it is."""
        period = mention.period
        if period is None or period.first.startswith(("X", OPEN)):
            self._ended = mention if period is not None and edge == "until" and _is_day(period.last) else self._ended
            return
        if mention.make == "same_time":  # what is compared with tells nothing further
            return
        has_year = mention.given_year or not _TELLS_YEAR.isdisjoint(mention.fields)
        is_lent = mention.basis == "text" and mention.make in _LEND
        if has_year:
            self._said = mention
        if (has_year or is_lent) and len(period.first) > len("2025"):
            self._dated = mention
        elif mention.basis == "article date" and not _is_long_ago(period, self._base.today):
            self._dated = None  # the text is back in its own days
        self._note_day(mention, period, edge)
        if OPEN not in period:
            self._stretch = mention
        if self._begins_entry(mention.start) and (has_year or self._lent_by_entry(mention.start)):
            self._entry = mention

    def _note_day(self, mention: Mention, period: Period, edge: str | None) -> None:
        if not _is_day(period.first):
            return
        if edge is not None or self._after.begins.match(self._folded, mention.end):
            self._begun = replace(mention, period=periods.point(period.first))
        elif not self._after.aside.match(self._folded, mention.end):
            self._day, self._begun, self._ended = mention, None, None

    def _lent_to(self, group: Joined) -> Period | None:
        if self._begins_entry(group.start):
            return self._lent_by_entry(group.start)
        if self._entry is not None and self._is_in_paragraph(self._entry, group):
            return self._entry.period
        period = _period(self._dated, group.start)
        if period is None or not self._is_in_paragraph(self._dated, group):
            return None
        return period if _is_long_ago(period, self._base.today) else None

    def _is_in_paragraph(self, told: Mention | None, group: Joined) -> bool:
        return told is not None and (
            bisect_left(self._line_ends, told.end) == bisect_left(self._line_ends, group.start)
        )

    def _has_just_begun(self, group: Joined) -> bool:
        """Tell whether the day from which something applies stands right before: `in force from May 1. On the same day ...`."""
        begun = self._begun
        return begun is not None and group.start - begun.end < _RIGHT_BEFORE and self._is_in_paragraph(begun, group)

    def _is_alone(self, group: Joined) -> bool:
        if _BLANK_TO_LINE_END.match(self._folded, group.end) is None:
            return False
        return self._follows_line_end(group.start, str.isspace)

    def _begins_entry(self, start: int) -> bool:
        """Tell whether a date stands first in its line, but for blanks and bullets."""
        return self._follows_line_end(start, _is_no_word)

    def _follows_line_end(self, place: int, is_passed: Callable[[str], bool]) -> bool:
        """Tell whether only characters that are passed over stand before `place` in its line.

        Walks back from there, which takes no longer than the way from the date before.
        """
        while place and (last := self._folded[place - 1]) != "\n":
            if not is_passed(last):
                return False
            place -= 1
        return True

    def _lent_by_entry(self, start: int) -> Period | None:
        return self._entry.period if self._entry is not None and start - self._entry.end < _ENTRY else None


def _period(mention: Mention | None, start: int) -> Period | None:
    return mention.period if mention is not None and start - mention.end < _NEAR else None


def _is_no_word(character: str) -> bool:
    return not (character.isalnum() or character == "_")


def _is_day(point: str) -> bool:
    return len(point) == len("2025-10-09")


def _is_long_ago(period: Period, today: date | None) -> bool:
    """Near the article's own date, dates are read from that."""
    return today is None or (today - periods.first_day(period.first)).days > _LONG_AGO
