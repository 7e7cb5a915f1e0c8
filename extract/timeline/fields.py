"""The fields of a change: those of its events, each with its support and its rivals."""

from collections.abc import Callable, Hashable, Iterable
from datetime import date
from typing import Any, TypeVar

from extract.records import (
    AttributionValue,
    ConditionValue,
    DateValue,
    InstrumentValue,
    IssuerValue,
    TargetValue,
    Told,
)
from extract.records.edtf import day_bounds
from extract.timeline.items import Item, closed
from extract.timeline.telling import Version, certainties, is_rumour, rank, told, told_by, versions

V = TypeVar("V")
_STAGE_ORDER = {"considered": 0, "planned": 1, "announced": 2, "in_force": 3, "ended": 4}


def fields_of(items: list[Item]) -> dict[str, Any]:
    """Return the fields of the change that `items` (in order of report) tell of."""
    return {
        "measure": _code(items, "measure"),
        "action": _code(items, "action"),
        "stage": _stage(items),
        "certainty": _certainty(items),
        "direction": _code(items, "direction"),
        "issuer": _issuer(items),
        "targets": _each(items, _targets),
        "materials": _each(items, lambda item: ((m.id, m.id) for m in item.event.materials)),
        "conditions": _conditions(items),
        "dates": _dates(items),
        "instrument": _instrument(items),
        "attribution": _each(items, _attribution),
    }


def _code(items: list[Item], name: str) -> Told[Any]:
    found = versions(items, lambda item: [(getattr(item.event, name), getattr(item.event, name))])
    return told(found[0], found[1:])


def _certainty(items: list[Item]) -> Told[Any]:
    found = certainties(items)
    return told(found[0], found[1:])


def _stage(items: list[Item]) -> Told[Any]:
    """Show the furthest stage that anyone states as fact, of a rumour the furthest that is reported; denials reach none."""
    tellers = told_by(items)
    rumour = is_rumour(tellers)
    counted = [item for item in tellers if (item.event.certainty == "stated") != rumour] or tellers
    furthest = max((item.event.stage for item in counted), key=_STAGE_ORDER.__getitem__)
    found = versions(tellers, lambda item: [(item.event.stage, item.event.stage)])
    shown = next(version for version in found if version[0] == furthest)
    return told(shown, [version for version in found if version is not shown])


def _issuer(items: list[Item]) -> Told[IssuerValue]:
    def named(item: Item) -> Iterable[tuple[Hashable, IssuerValue]]:
        issuer = item.event.issuer
        value = IssuerValue(jurisdiction=issuer.jurisdiction, name=issuer.name, authority_id=issuer.authority_id)
        yield (issuer.authority_id or (issuer.name or "").casefold()), value

    found = versions(items, named)
    with_name = [version for version in found if version[0].name] or found
    shown = with_name[0]
    return told(shown, [version for version in found if version is not shown])


def _each(items: list[Item], values: Callable[[Item], Iterable[tuple[Hashable, V]]]) -> tuple[Told[V], ...]:
    return tuple(told(version) for version in versions(items, values))


def _targets(item: Item) -> Iterable[tuple[Hashable, TargetValue]]:
    for target in item.event.targets:
        value = TargetValue(jurisdiction=target.jurisdiction, class_=target.class_, name=target.name)
        yield (value.jurisdiction, value.class_, (value.name or "").casefold()), value


def _attribution(item: Item) -> Iterable[tuple[Hashable, AttributionValue]]:
    for source in item.event.attribution:
        yield (source.name.casefold(), source.kind), AttributionValue(name=source.name, kind=source.kind)


def _instrument(items: list[Item]) -> Told[InstrumentValue] | None:
    def named(item: Item) -> Iterable[tuple[Hashable, InstrumentValue]]:
        act = item.event.instrument
        if act:
            key = (item.act.number, item.act.year) if item.act else (act.name or "").casefold()
            yield key, InstrumentValue(name=act.name, number=act.number, key=act.key)

    found = versions(items, named)
    found.sort(key=lambda version: version[0].key is None)  # a numbered act says more than a name
    return told(found[0], found[1:]) if found else None


def _dates(items: list[Item]) -> tuple[Told[DateValue], ...]:
    """One entry a role and time; vaguer tellings of it are support, other days are rivals.

    Who denies a change gives the day of the denial, if any.
    """
    tellers = told_by(items)
    shown: list[Told[DateValue]] = []
    for role in ("announced", "effective", "expires"):
        found = versions(tellers, lambda item, role=role: _role_dates(item, role))  # type: ignore[misc]
        found.sort(key=lambda version: _width(version[0].value))
        exact = _exact_with_vaguer(found)
        exact.sort(key=rank)
        shown += [told(exact[0], exact[1:])] if exact else []
    return tuple(shown)


def _role_dates(item: Item, role: str) -> Iterable[tuple[Hashable, DateValue]]:
    for found in item.event.dates:
        if found.role == role and found.value and "X" not in found.value:
            yield found.value, DateValue(role=found.role, value=found.value)


def _width(value: str) -> int:
    days = closed(value)
    return (days[1] - days[0]).days if days else 100_000


def _exact_with_vaguer(found: list[Version[DateValue]]) -> list[Version[DateValue]]:
    """Let `2025-10` support `2025-10-09`, which it contains."""
    exact: list[Version[DateValue]] = []
    for value, items in found:
        inside = next((version for version in exact if _overlap(version[0].value, value.value)), None)
        if inside is None:
            exact.append((value, list(items)))
        else:
            inside[1].extend(item for item in items if item not in inside[1])
    return exact


def _overlap(a: str, b: str) -> bool:
    (first, last), (other_first, other_last) = day_bounds(a), day_bounds(b)
    return (first or date.min) < (other_last or date.max) and (other_first or date.min) < (last or date.max)


def _conditions(items: list[Item]) -> tuple[Told[ConditionValue], ...]:
    """One entry for each type, effect and value; sources that give only another value for it are its rivals."""

    def given(item: Item) -> Iterable[tuple[Hashable, ConditionValue]]:
        for c in item.event.conditions:
            key = (c.type, c.effect, c.value or c.text.casefold())
            yield key, ConditionValue(type=c.type, effect=c.effect, value=c.value, text=c.text)

    shown: list[tuple[Version[ConditionValue], list[Version[ConditionValue]]]] = []
    for version in versions(items, given):
        other = next((entry for entry in shown if _rivals(entry[0], version)), None)
        if other:
            other[1].append(version)
        else:
            shown.append((version, []))
    return tuple(told(version, rivals) for version, rivals in shown)


def _rivals(a: Version[ConditionValue], b: Version[ConditionValue]) -> bool:
    """Both give a value for one kind of condition, and no article gives both."""
    return (
        (a[0].type, a[0].effect) == (b[0].type, b[0].effect)
        and a[0].value is not None
        and b[0].value is not None
        and _unit(a[0].value) == _unit(b[0].value)
        and not {item.claim.record for item in a[1]} & {item.claim.record for item in b[1]}
    )


def _unit(value: str) -> str:
    """Return what a value counts in: `t` of `500 t`, `PM` of `P6M`; tonnes and per cent are no rivals."""
    return "".join(character for character in value if not (character.isdigit() or character in " .,"))
