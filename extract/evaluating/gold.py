"""The gold form of the annotation guidelines to records and back."""

from collections.abc import Iterator, Mapping
from typing import Any

from extract.assembling.directions import direction_of
from extract.assembling.links import RELATIONS
from extract.errors import RecordError
from extract.evaluating.acts import headline_of_gold, instrument_of
from extract.evaluating.locating import Locator
from extract.records import (
    Amends,
    Article,
    ArticleRecord,
    Attribution,
    Condition,
    Event,
    EventDate,
    Instrument,
    Issuer,
    MaterialMention,
    Provenance,
    Span,
    Statistic,
    Target,
    Time,
    Trigger,
)
from extract.records.ids import distinct_ids

Json = Mapping[str, Any]

_CONTEXT = "context"  # the basis of an argument that the annotator inherited


class _Reader:
    """Builds the records of one article's annotations."""

    def __init__(self, article: Article) -> None:
        self._article = article
        self._locator = Locator(article.text)

    def span(self, item: Json) -> Span | None:
        if not item.get("quote"):
            return None
        found = self._locator.find(item["quote"], item.get("near"))
        if found is None:
            message = f"{self._article.id}: the article does not hold the quote {item['quote']!r}; mend the annotation"
            raise RecordError(message)
        return found

    def needed_span(self, item: Json) -> Span:
        found = self.span(item)
        if found is None:
            message = f"{self._article.id}: a trigger, condition or statistic has no quote; mend the annotation"
            raise RecordError(message)
        return found

    def grounds(self, item: Json) -> dict[str, Any]:
        found = self.span(item)
        return {"evidence": found, "basis": None if found else _CONTEXT}

    def event(self, gold: Json) -> Event:
        issuer = gold["issuer"]
        given = issuer.get("jurisdiction") or "XX"
        arguments = self._arguments(gold)
        return Event(
            id=gold["id"],
            measure=gold["measure"],
            action=gold["action"],
            stage=gold["stage"],
            certainty=gold["certainty"],
            direction=direction_of(gold["measure"], gold["action"]),
            headline=headline_of_gold(gold, arguments["targets"], arguments["materials"]),
            triggers=tuple(Trigger(evidence=self.needed_span(item)) for item in gold["triggers"]),
            issuer=Issuer(jurisdiction=given, name=issuer.get("name"), **self.grounds(issuer)),
            instrument=self._instrument(gold, given),
            amends=_amends(gold),
            confidence=1.0,
            **arguments,
        )

    def _instrument(self, gold: Json, jurisdiction: str) -> Instrument | None:
        if not gold.get("instrument"):
            return None
        return instrument_of(gold["instrument"], jurisdiction=jurisdiction, published=self._article.published)

    def _arguments(self, gold: Json) -> dict[str, Any]:
        return {
            "targets": tuple(
                Target(jurisdiction=t["jurisdiction"], class_=t["class"], name=t.get("name"), **self.grounds(t))
                for t in gold["targets"]
            ),
            "materials": tuple(MaterialMention(id=m["id"], **self.grounds(m)) for m in gold["materials"]),
            "conditions": tuple(self._condition(item) for item in gold["conditions"]),
            "dates": tuple(EventDate(role=d["role"], value=d["value"], **self.grounds(d)) for d in gold["dates"]),
            "attribution": self._attribution(gold),
        }

    def _condition(self, gold: Json) -> Condition:
        span = self.needed_span(gold)
        return Condition(
            type=gold["type"], effect=gold["effect"], value=gold.get("value"), text=span.quote, evidence=span
        )

    def _attribution(self, gold: Json) -> tuple[Attribution, ...]:
        items = gold.get("attribution") or ()
        return tuple(Attribution(name=item["name"], kind=item["kind"], **self.grounds(item)) for item in items)

    def statistics(self, gold: list[Json]) -> tuple[Statistic, ...]:
        spans = [self.needed_span(item) for item in gold]
        keys = [
            (self._article.text_sha256, item["indicator"], item["kind"], item["value"], span.start)
            for item, span in zip(gold, spans, strict=True)
        ]
        ids = distinct_ids("s", keys)
        return tuple(self._statistic(*found) for found in zip(ids, gold, spans, strict=True))

    def _statistic(self, id_: str, gold: Json, span: Span) -> Statistic:
        high = gold.get("value_high")
        return Statistic(
            id=id_,
            indicator=gold["indicator"],
            kind=gold["kind"],
            value=float(gold["value"]),
            value_high=None if high is None else float(high),
            unit=gold["unit"],
            bound=gold["bound"],
            materials=tuple(MaterialMention(id=name, basis=_CONTEXT) for name in gold.get("materials") or ()),
            origin=gold.get("origin"),
            destination=gold.get("destination"),
            period=gold.get("period"),
            comparison=gold.get("comparison"),
            attribution=self._attribution(gold),
            evidence=span,
            confidence=1.0,
        )


def record_from_gold(gold: Json, article: Article) -> ArticleRecord:
    """Return the annotations of `article` as a record. Raises RecordError when the article does not hold a quote."""
    reader = _Reader(article)
    events = tuple(reader.event(item) for item in gold.get("events") or ())
    return ArticleRecord(
        article=article,
        events=events,
        statistics=reader.statistics(list(gold.get("statistics") or ())),
        materials=tuple({m.evidence: m for e in events for m in e.materials if m.evidence}.values()),
        times=tuple(_times(events)),
        provenance=Provenance(tool_version="gold", model="none", knowledge_sha256=""),
    )


def gold_from_record(record: ArticleRecord, *, annotator: str = "record") -> dict[str, Any]:
    """Return `record` in the gold form; dates without a full year are left out, since the form has none."""
    writer = _Writer(Locator(record.article.text))
    return {
        "id": record.article.id,
        "annotator": annotator,
        "events": [writer.event(event) for event in record.events],
        "statistics": [writer.statistic(figure) for figure in record.statistics],
    }


class _Writer:
    """Puts events and statistics into the gold form."""

    def __init__(self, locator: Locator) -> None:
        self._locator = locator

    def quoted(self, span: Span | None, **fields: Any) -> dict[str, Any]:
        near = self._locator.near(span) if span else None
        return {**fields, "quote": span.quote if span else None, **({"near": near} if near else {})}

    def event(self, event: Event) -> dict[str, Any]:
        issuer, act = event.issuer, event.instrument
        return {
            **{key: getattr(event, key) for key in ("id", "measure", "action", "stage", "certainty")},
            "triggers": [self.quoted(trigger.evidence) for trigger in event.triggers],
            "issuer": self.quoted(issuer.evidence, jurisdiction=issuer.jurisdiction, name=issuer.name),
            "targets": [
                self.quoted(t.evidence, **{"jurisdiction": t.jurisdiction, "class": t.class_, "name": t.name})
                for t in event.targets
            ],
            "materials": [self.quoted(m.evidence, id=m.id) for m in event.materials],
            "conditions": [
                self.quoted(c.evidence, type=c.type, effect=c.effect, value=c.value) for c in event.conditions
            ],
            "dates": [
                self.quoted(d.evidence, role=d.role, value=d.value)
                for d in event.dates
                if d.value is not None and "X" not in d.value
            ],
            "instrument": (act.name or act.number or act.key) if act else None,
            "amends": event.amends.event_id if event.amends else None,
            "attribution": self._attribution(event.attribution),
        }

    def statistic(self, figure: Statistic) -> dict[str, Any]:
        plain = ("indicator", "kind", "value", "value_high", "unit", "bound", "origin", "destination", "period")
        fields = {key: getattr(figure, key) for key in (*plain, "comparison")}
        quoted = self.quoted(figure.evidence, **fields, materials=[m.id for m in figure.materials])
        attribution = self._attribution(figure.attribution)
        return {**quoted, "attribution": attribution} if attribution else quoted

    def _attribution(self, items: tuple[Attribution, ...]) -> list[dict[str, Any]]:
        return [self.quoted(item.evidence, name=item.name, kind=item.kind) for item in items]


def _amends(gold: Json) -> Amends | None:
    if not gold.get("amends"):
        return None
    return Amends(event_id=gold["amends"], relation=RELATIONS.get(gold["action"], "replaces"))


def _times(events: tuple[Event, ...]) -> Iterator[Time]:
    seen = set()
    for event in events:
        for found in event.dates:
            if found.evidence and (found.evidence, found.role) not in seen:
                seen.add((found.evidence, found.role))
                yield Time(value=found.value, evidence=found.evidence, role=found.role)
