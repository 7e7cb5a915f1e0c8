"""One article as found against the same article as annotated."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from extract.evaluating.comparable import Argument, Comparable, ComparableEvent, ComparableStatistic
from extract.evaluating.matching import Pair, pair_up
from extract.evaluating.places import Place
from extract.evaluating.tallies import FIELDS, ROLES, Tally

_MATCH = 1000
"""A match outweighs any likeness between the matched, so that as many as can be are matched."""
_SAME_VALUE = 0.005
"""Figures count as the same within half a percent: rounding in the telling."""


@dataclass(frozen=True, slots=True)
class Fault:
    """An item that was missed or is spurious: its measure or value, and its words."""

    kind: str
    article: str
    what: Any
    words: str | None


@dataclass(slots=True)
class Tallies:
    """The counts of many articles."""

    fields: dict[str, Tally] = field(default_factory=lambda: {name: Tally() for name in FIELDS})
    roles: dict[str, Tally] = field(default_factory=lambda: {name: Tally() for name in ROLES})
    faults: list[Fault] = field(default_factory=list)

    def compare(self, expected: Comparable, found: Comparable, *, article: str) -> None:
        """Count what `found` has of `expected`, two views of one article."""
        self._events(expected.events, found.events, article)
        self._statistics(expected.statistics, found.statistics, article)
        self._sets("materials", expected.materials, found.materials)
        self._sets("dates", expected.dates, found.dates)

    def _sets(self, name: str, expected: frozenset[Any], found: frozenset[Any]) -> None:
        self.fields[name].add(len(expected & found), len(found), len(expected))

    def _events(self, expected: Sequence[ComparableEvent], found: Sequence[ComparableEvent], article: str) -> None:
        located = locate_events(expected, found)
        pairs = pair_events(expected, found)
        matched = [(expected[i], found[j]) for i, j in pairs]
        sizes = len(found), len(expected)
        self.fields["located"].add(len(located), *sizes)
        self.fields["event"].add(len(pairs), *sizes)
        self.fields["exact"].add(sum(_is_exact(*pair) for pair in matched), *sizes)
        self.fields["trigger"].add(
            sum(len(one.sentences & other.sentences) for one, other in matched),
            sum(len(event.sentences) for event in found),
            sum(len(event.sentences) for event in expected),
        )
        self._arguments(expected, found, matched)
        for one, other in matched:
            self._details(one, other)
        self._note("event", article, _unmatched(expected, found, pairs))

    def _arguments(
        self,
        expected: Sequence[ComparableEvent],
        found: Sequence[ComparableEvent],
        matched: Sequence[tuple[ComparableEvent, ComparableEvent]],
    ) -> None:
        rightly = [key for one, other in matched for key in one.arguments.keys() & other.arguments.keys()]
        all_found = [key for event in found for key in event.arguments]
        all_expected = [key for event in expected for key in event.arguments]
        self.fields["argument"].add(len(rightly), len(all_found), len(all_expected))
        for role, tally in self.roles.items():
            tally.add(*(sum(key[0] == role for key in keys) for keys in (rightly, all_found, all_expected)))

    def _details(self, one: ComparableEvent, other: ComparableEvent) -> None:
        told = [key for key in one.arguments.keys() & other.arguments.keys() if one.arguments[key]]
        near = sum(_overlap(one.arguments[key], other.arguments[key]) for key in told)
        self.fields["evidence"].add(near, len(told), len(told))
        self.fields["certainty"].add(one.certainty == other.certainty, 1, 1)
        self.fields["instrument"].add(one.has_instrument == other.has_instrument, 1, 1)
        self.fields["amends"].add(one.has_amends == other.has_amends, 1, 1)
        self._sets("attribution", one.attribution, other.attribution)
        self._sets("condition_value", one.condition_values, other.condition_values)

    def _statistics(
        self, expected: Sequence[ComparableStatistic], found: Sequence[ComparableStatistic], article: str
    ) -> None:
        pairs = pair_statistics(expected, found)
        told_alike = pair_up(
            expected, found, lambda one, other: _same_figure(one, other) * (_telling(one) == _telling(other))
        )
        sizes = len(found), len(expected)
        self.fields["statistic"].add(len(pairs), *sizes)
        self.fields["indicator"].add(len(told_alike), *sizes)
        for i, j in pairs:
            ours, theirs = expected[i].slots, found[j].slots
            self.fields["stat_slots"].add(sum(ours[name] == theirs[name] for name in ours), len(ours), len(ours))
        self._note("statistic", article, _unmatched(expected, found, pairs))

    def _note(self, kind: str, article: str, unmatched: tuple[Sequence[Any], Sequence[Any]]) -> None:
        for fate, items in zip(("missed", "spurious"), unmatched, strict=True):
            for item in items:
                what = item.measure if isinstance(item, ComparableEvent) else item.value
                self.faults.append(Fault(f"{fate} {kind}", article, what, item.words))


def pair_events(expected: Sequence[ComparableEvent], found: Sequence[ComparableEvent]) -> list[Pair]:
    """Return the indexes of the events that match: they share a trigger sentence and have the same measure."""
    return pair_up(expected, found, lambda one, other: _likeness(one, other) * (one.measure == other.measure))


def locate_events(expected: Sequence[ComparableEvent], found: Sequence[ComparableEvent]) -> list[Pair]:
    """Return the indexes of the events that are told in the same place: they share a trigger sentence, whatever they say of it."""
    return pair_up(expected, found, _likeness)


def pair_statistics(expected: Sequence[ComparableStatistic], found: Sequence[ComparableStatistic]) -> list[Pair]:
    """Return the indexes of the figures that match: same value and unit, told in the same sentence."""
    return pair_up(expected, found, _same_figure)


def _likeness(one: ComparableEvent, other: ComparableEvent) -> float:
    """Return 0 when no trigger sentence is shared, else how much two events agree."""
    shared = len(one.sentences & other.sentences)
    if not shared:
        return 0
    same: int = sum(getattr(one, name) == getattr(other, name) for name in ("measure", "action", "stage", "issuer"))
    ours, theirs = one.arguments.keys(), other.arguments.keys()
    alike = len(ours & theirs) / (len(ours | theirs) or 1)
    return _MATCH + same + alike + shared / 100


def _is_exact(one: ComparableEvent, other: ComparableEvent) -> bool:
    return (one.action, one.stage, one.issuer) == (other.action, other.stage, other.issuer)


def _overlap(ours: Sequence[Place], theirs: Sequence[Place]) -> bool:
    return any(a[0] < b[1] and b[0] < a[1] for a in ours for b in theirs)


def _same_figure(one: ComparableStatistic, other: ComparableStatistic) -> float:
    if one.unit != other.unit or not one.sentences & other.sentences or not _same_value(one.value, other.value):
        return 0
    return _MATCH + (one.indicator == other.indicator) + (one.kind == other.kind)


def _same_value(one: Any, other: Any) -> bool:
    try:
        a, b = float(one), float(other)
    except (TypeError, ValueError):
        return False
    return abs(a - b) <= _SAME_VALUE * max(abs(a), abs(b), 1e-9)


def _telling(figure: ComparableStatistic) -> Argument:
    return figure.indicator, figure.kind


def _unmatched(expected: Sequence[Any], found: Sequence[Any], pairs: Sequence[Pair]) -> tuple[list[Any], list[Any]]:
    ours, theirs = {i for i, _ in pairs}, {j for _, j in pairs}
    missed = [item for number, item in enumerate(expected) if number not in ours]
    return missed, [item for number, item in enumerate(found) if number not in theirs]
