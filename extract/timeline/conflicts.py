"""Where sources differ and cannot all be right."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from extract.records import Change, Conflict, Figure, Reading, Told, Version

V = TypeVar("V")

_MORE = "more articles give it"
_ORDER = "it is from the more trusted source, or was given first"


def conflicts_of(changes: Iterable[Change], figures: Iterable[Figure]) -> tuple[Conflict, ...]:
    """Return the conflicts about dates, condition values, denials and figures."""
    found = [conflict for change in changes for conflict in _of_change(change)]
    return (*found, *(conflict for figure in figures for conflict in _of_figure(figure)))


def _of_change(change: Change) -> Iterator[Conflict]:
    for date in change.dates:
        if date.rivals:
            yield _between(change.id, f"dates.{date.value.role}", _versions(date, lambda value: value.value))
    for condition in change.conditions:
        if condition.rivals:
            field = f"conditions.{condition.value.type}.{condition.value.effect}"
            yield _between(change.id, field, _versions(condition, lambda value: value.value or value.text))
    if any(rival.value == "denied" for rival in change.certainty.rivals):
        yield _between(change.id, "certainty", _versions(change.certainty, str))


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
    because = _MORE if first > second else _ORDER
    return Conflict(subject=subject, field=field, versions=tuple(versions), shown_because=because)


def _shown(reading: Reading, unit: str) -> str:
    high = "" if reading.value_high is None else f" to {reading.value_high:g}"
    return f"{reading.bound.replace('_', ' ')} {reading.value:g}{high} {unit}"
