"""Annotations and records in the one form that the scorer compares."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from extract.evaluating.places import Place, Places
from extract.records.edtf import day_bounds

Json = Mapping[str, Any]
Argument = tuple[object, ...]
"""A role and its value: ("issuer", "CN"), ("target", "US", "military"), ("date", "effective", bounds), ..."""

_CONTEXT = 60
"""Code points on each side of a quote that tell its place when the text has it more than once."""
_SLOTS = ("bound", "origin", "destination", "period", "comparison")


@dataclass(frozen=True, slots=True)
class ComparableEvent:
    """One event: `sentences` hold its triggers, `arguments` have the places of their evidence, `lost` triggers have none.

    `confidence` is that of a record, 0 to 1; None in the gold form.
    """

    measure: str | None
    action: str | None
    stage: str | None
    issuer: str
    sentences: frozenset[int]
    arguments: Mapping[Argument, Sequence[Place]]
    certainty: str | None
    has_instrument: bool
    has_amends: bool
    attribution: frozenset[str]
    condition_values: frozenset[tuple[str, str]]
    lost: int
    words: str
    confidence: float | None


@dataclass(slots=True)
class ComparableStatistic:
    """One figure, told once or several times in the article; `confidence`, 0 to 1, is that of its surest telling."""

    value: Any
    unit: str
    indicator: str | None
    kind: str | None
    slots: Mapping[str, object]
    sentences: frozenset[int]
    materials: frozenset[str]
    words: str | None
    confidence: float | None

    @property
    def identity(self) -> tuple[object, ...]:
        """What two tellings of one figure share."""
        return self.value, self.unit, self.indicator, self.kind, self.slots["destination"], self.slots["period"]


@dataclass(frozen=True, slots=True)
class Comparable:
    """What one article tells, as annotated or as found."""

    events: Sequence[ComparableEvent] = ()
    statistics: Sequence[ComparableStatistic] = ()

    @property
    def materials(self) -> frozenset[object]:
        """The material ids that events and statistics name."""
        named = {key[1] for event in self.events for key in event.arguments if key[0] == "material"}
        return frozenset(named).union(*(figure.materials for figure in self.statistics))

    @property
    def dates(self) -> frozenset[Argument]:
        """The (role, day bounds) pairs that events carry."""
        return frozenset(key[1:] for event in self.events for key in event.arguments if key[0] == "date")


def comparable(document: Json, places: Places) -> Comparable:
    """Return a gold file or a record, parsed from JSON, as what the scorer compares; quotes are found with `places`."""
    reader = _Reader(places, _text_of(document))
    events = [reader.event(item) for item in document.get("events") or ()]
    return Comparable(events, _merged(map(reader.statistic, document.get("statistics") or ())))


def bounds(value: str | None) -> tuple[object, object] | None:
    """Return the half-open day interval of an EDTF value; None when it is unresolved or its year unknown."""
    if not value or "X" in value:
        return None
    try:
        return day_bounds(value)
    except ValueError:
        return value, value


def _text_of(document: Json) -> str:
    article = document.get("article")
    return str(article.get("text") or "") if isinstance(article, Mapping) else ""


def _material(identifier: object) -> str:
    return "other" if str(identifier).startswith("other:") else str(identifier)


def _code(jurisdiction: str | None) -> str:
    return (jurisdiction or "XX").upper()


def _merged(figures: Iterable[ComparableStatistic]) -> list[ComparableStatistic]:
    """Merge the tellings of one figure: it may be found in any of their sentences."""
    merged: dict[tuple[object, ...], ComparableStatistic] = {}
    for figure in figures:
        first = merged.setdefault(figure.identity, figure)
        first.sentences |= figure.sentences
        first.materials |= figure.materials
        first.confidence = max((first.confidence, figure.confidence), key=lambda told: told or 0.0)
    return list(merged.values())


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads the items of one document; `text` is the text of a record, empty for the gold form."""

    places: Places
    text: str

    def place(self, item: Json | None) -> Place | None:
        if item is None:
            return None
        evidence = item.get("evidence")
        span = evidence if isinstance(evidence, Mapping) else item
        if "start" in span and "quote" in span:
            return self._of_span(span)
        return self.places.find(item.get("quote"), near=item.get("near"))

    def _of_span(self, span: Json) -> Place | None:
        start, end = span["start"], span["end"]
        around = self.text[max(0, start - _CONTEXT) : start], self.text[end : end + _CONTEXT]
        return self.places.find(span["quote"], context=around if self.text else None)

    def event(self, item: Json) -> ComparableEvent:
        triggers = item.get("triggers") or ()
        found = [self.place(trigger) for trigger in triggers]
        conditions = item.get("conditions") or ()
        return ComparableEvent(
            measure=item.get("measure"),
            action=item.get("action"),
            stage=item.get("stage"),
            issuer=_code((item.get("issuer") or {}).get("jurisdiction")),
            sentences=frozenset(self.places.sentence_at(place[0]) for place in found if place),
            arguments=self._arguments(item),
            certainty=item.get("certainty"),
            has_instrument=bool(item.get("instrument")),
            has_amends=bool(item.get("amends")),
            attribution=frozenset(source["kind"] for source in item.get("attribution") or ()),
            condition_values=frozenset((c["type"], str(c["value"])) for c in conditions if c.get("value") is not None),
            lost=found.count(None),
            words=" / ".join(_quote(trigger) or "?" for trigger in triggers[:3]),
            confidence=item.get("confidence"),
        )

    def _arguments(self, item: Json) -> Mapping[Argument, Sequence[Place]]:
        issuer = item.get("issuer") or {}
        shelf = _Shelf(self)
        shelf.put(("issuer", _code(issuer.get("jurisdiction"))), issuer)
        for target in item.get("targets") or ():
            shelf.put(("target", _code(target.get("jurisdiction")), target.get("class") or "all"), target)
        for material in item.get("materials") or ():
            shelf.put(("material", _material(material.get("id"))), material)
        for condition in item.get("conditions") or ():
            shelf.put(("condition", condition.get("type"), condition.get("effect")), condition)
        for date in item.get("dates") or ():
            if days := bounds(date.get("value")):
                shelf.put(("date", date.get("role"), days), date)
        return shelf.places

    def statistic(self, item: Json) -> ComparableStatistic:
        place = self.place(item)
        slots = {name: bounds(item.get(name)) if name == "period" else item.get(name) for name in _SLOTS}
        named = (entry if isinstance(entry, str) else entry.get("id") for entry in item.get("materials") or ())
        return ComparableStatistic(
            value=item.get("value"),
            unit=(item.get("unit") or "").lower(),
            indicator=item.get("indicator"),
            kind=item.get("kind"),
            slots=slots,
            sentences=self.places.sentences(place) if place else frozenset(),
            materials=frozenset(map(_material, named)),
            words=_quote(item),
            confidence=item.get("confidence"),
        )


@dataclass(frozen=True, slots=True)
class _Shelf:
    """Collects arguments; the same argument told twice has two places."""

    reader: _Reader
    places: dict[Argument, list[Place]] = field(default_factory=dict)

    def put(self, argument: Argument, item: Json) -> None:
        place = self.reader.place(item)
        self.places.setdefault(argument, []).extend([place] if place else [])


def _quote(item: Json) -> str | None:
    evidence = item.get("evidence")
    quote: str | None = item.get("quote") or (evidence.get("quote") if isinstance(evidence, Mapping) else None)
    return quote
