"""Where sources differ and cannot all be right."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Literal, TypeVar

from extract.records import Change, ConditionValue, Conflict, Figure, Reading, Told, Version
from extract.timeline.items import Days
from extract.timeline.timing import gap

V = TypeVar("V")

Because = Literal["more_articles", "more_trusted", "furthest_stage"]
Reported = Mapping[str, Days]

_DEGREES = ("prohibit", "limit")
_TO_COME = frozenset({"considered", "planned"})
_SAME_NEWS = 1  # days between reports of one piece of news


def conflicts_of(changes: Iterable[Change], figures: Iterable[Figure], reported: Reported) -> tuple[Conflict, ...]:
    """Return the conflicts about dates, conditions, stages, denials and figures.

    `reported` maps a record to the days on which its article can have appeared.
    """
    found = [conflict for change in changes for conflict in _of_change(change, reported)]
    return (*found, *(conflict for figure in figures for conflict in _of_figure(figure)))


def _of_change(change: Change, reported: Reported) -> Iterator[Conflict]:
    for date in change.dates:
        if date.rivals:
            yield _between(change.id, f"dates.{date.value.role}", _versions(date, lambda value: value.value))
    for condition in change.conditions:
        if condition.rivals:
            field = f"conditions.{condition.value.type}.{condition.value.effect}"
            yield _between(change.id, field, _versions(condition, lambda value: value.value or value.text))
    yield from _of_scope(change)
    yield from _of_stage(change, reported)
    if any(rival.value == "denied" for rival in change.certainty.rivals):
        yield _between(change.id, "certainty", _versions(change.certainty, str))


def _of_scope(change: Change) -> Iterator[Conflict]:
    """Yield a conflict when one source says that something is forbidden, another that it is limited."""
    by_type: dict[str, dict[str, list[Told[ConditionValue]]]] = defaultdict(lambda: defaultdict(list))
    for told in change.conditions:
        if told.value.effect in _DEGREES and not told.value.value:
            by_type[told.value.type][told.value.effect].append(told)
    for type_, degrees in by_type.items():
        versions = [_texts(degrees[effect]) for effect in _DEGREES if degrees.get(effect)]
        if len(versions) > 1 and len({claim.record for version in versions for claim in version.claims}) > 1:
            yield _between(change.id, f"conditions.{type_}", versions)


def _texts(tellings: list[Told[ConditionValue]]) -> Version:
    texts = dict.fromkeys(told.value.text for told in tellings)
    claims = dict.fromkeys(claim for told in tellings for claim in told.support)
    effect = tellings[0].value.effect
    return Version(value=f"{effect}: {' / '.join(texts)}", claims=tuple(claims))


def _of_stage(change: Change, reported: Reported) -> Iterator[Conflict]:
    """Yield a conflict when reports of the same days differ on whether it is still to come; later ones tell of progress."""
    sides = [
        [told for told in (change.stage, *change.stage.rivals) if (told.value in _TO_COME) == side]
        for side in (False, True)
    ]
    days = [{reported[c.record] for told in side for c in told.support if c.record in reported} for side in sides]
    if any(gap(done, to_come) <= _SAME_NEWS or to_come > done for done in days[0] for to_come in days[1]):
        versions = _versions(change.stage, str)
        yield _between(change.id, "stage", versions)


def _of_figure(figure: Figure) -> Iterator[Conflict]:
    if figure.rivals:
        readings = (figure.reading, *figure.rivals)
        versions = [Version(value=_shown(reading, figure.unit), claims=reading.support) for reading in readings]
        yield _between(figure.id, "reading", versions)


def _versions(told: Told[V], show: Callable[[V], str]) -> list[Version]:
    tellings = (told, *told.rivals)
    return [Version(value=show(telling.value), claims=telling.support) for telling in tellings]


def _between(subject: str, field: str, versions: list[Version]) -> Conflict:
    first, second = (len({claim.record for claim in version.claims}) for version in versions[:2])
    because: Because = "furthest_stage" if field == "stage" else "more_articles" if first > second else "more_trusted"
    return Conflict(subject=subject, field=field, versions=tuple(versions), shown_because=because)


def _shown(reading: Reading, unit: str) -> str:
    high = "" if reading.value_high is None else f" to {reading.value_high:g}"
    return f"{reading.bound.replace('_', ' ')} {reading.value:g}{high} {unit}"
