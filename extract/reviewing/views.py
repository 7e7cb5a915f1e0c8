"""The fields of events and statistics as reviewers compare them: plain values, with the words that they rest on."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from extract.deciding.anchors import words_of
from extract.evaluating.places import Places
from extract.records import Event, Span, Statistic

Parts = tuple[tuple[str, Any], ...]
"""What tells one value: the path of each field (`dates.role`) with what stands there; what is None is left out."""


class Seen(NamedTuple):
    """What one reviewer has in one field: the values, sorted, none where it is empty, their words, and the values in their parts."""

    value: tuple[str, ...] = ()
    evidence: tuple[Span, ...] = ()
    parts: tuple[Parts, ...] = ()


Item = Event | Statistic


def _seen(values: Iterable[Parts], spans: Iterable[Span | None]) -> Seen:
    return _sorted(((" ".join(str(held) for _, held in parts), parts) for parts in values), spans)


def _sorted(values: Iterable[tuple[str, Parts]], spans: Iterable[Span | None]) -> Seen:
    told = {words: parts for words, parts in values if words}
    by_words = tuple(sorted(told))
    kept = tuple(dict.fromkeys(span for span in spans if span))
    return Seen(by_words, kept, tuple(told[words] for words in by_words))


def _parts(**held: Any) -> Parts:
    """Return what is not None, each under the last word of its path."""
    return tuple((name, value) for name, value in held.items() if value is not None)


def _under(field: str, held: Parts) -> Parts:
    return tuple((f"{field}.{name.rstrip('_')}", value) for name, value in held)


def _code(name: str) -> Callable[[Event, Places], Seen]:
    return lambda event, _: _seen([((name, getattr(event, name)),)], [trigger.evidence for trigger in event.triggers])


def _each(name: str, *parts: str) -> Callable[[Event | Statistic, Places], Seen]:
    """Return the view of a list: of each of its items the parts that tell it, which is what the scorer compares."""

    def view(item: Event | Statistic, _: Places) -> Seen:
        held: Sequence[object] = getattr(item, name)
        values = (_under(name, _parts(**{part: getattr(one, part) for part in parts})) for one in held)
        return _seen(values, (getattr(one, "evidence", None) for one in held))

    return view


def _triggers(event: Event, places: Places) -> Seen:
    spans = [trigger.evidence for trigger in event.triggers]
    numbers = (places.sentence_at(span.start) + 1 for span in spans)
    return _sorted(((f"sentence {number}", (("sentence", number),)) for number in numbers), spans)


def _issuer(event: Event, _: Places) -> Seen:
    return _seen([(("issuer.jurisdiction", event.issuer.jurisdiction),)], [event.issuer.evidence])


def _instrument(event: Event, _: Places) -> Seen:
    act = event.instrument
    return _seen([_parts(instrument=act.key or act.number or act.name)], [act.evidence]) if act else Seen()


def _amends(event: Event, _: Places) -> Seen:
    link = event.amends
    if link is None:
        return Seen()
    named = _parts(event_id=link.event_id) or _parts(instrument_key=link.instrument_key)
    return _seen([_under("amends", (*_parts(relation=link.relation), *named))], [])


def _slot(name: str) -> Callable[[Statistic, Places], Seen]:
    return lambda figure, _: _seen([_parts(**{name: getattr(figure, name)})], [figure.evidence])


EVENT_VIEWS: Mapping[str, Callable[[Event, Places], Seen]] = {
    **{name: _code(name) for name in ("measure", "action", "stage", "certainty")},
    "triggers": _triggers,
    "issuer": _issuer,
    "targets": _each("targets", "jurisdiction", "class_", "name"),
    "materials": _each("materials", "id"),
    "conditions": _each("conditions", "type", "effect", "value"),
    "dates": _each("dates", "role", "value"),
    "instrument": _instrument,
    "amends": _amends,
    "attribution": _each("attribution", "kind", "name"),
}
"""What is compared of an event. Triggers are the same in the same sentences, an issuer is its jurisdiction, a legal act its key."""

STATISTIC_VIEWS: Mapping[str, Callable[[Statistic, Places], Seen]] = {
    **{name: _slot(name) for name in ("indicator", "kind", "value", "value_high", "unit", "bound")},
    **{name: _slot(name) for name in ("origin", "destination", "period", "comparison")},
    "materials": _each("materials", "id"),
    "attribution": _each("attribution", "kind", "name"),
}
"""What is compared of a statistic."""


def views_of(item: Item, places: Places) -> dict[str, Seen]:
    """Return each field of an item as reviewers compare it; `places` are those of its article's text."""
    if isinstance(item, Event):
        return {name: view(item, places) for name, view in EVENT_VIEWS.items()}
    return {name: view(item, places) for name, view in STATISTIC_VIEWS.items()}


def presence_of(item: Item | None) -> Seen:
    """Return whether the item is there, and the words by which it is found."""
    return Seen(("yes",), words_of(item)) if item else Seen(("no",))
