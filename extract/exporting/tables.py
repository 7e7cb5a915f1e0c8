"""Records and timeline as tables for SQL."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from extract.exporting import changes
from extract.exporting.rows import date_in
from extract.records import ArticleRecord, Event, Timeline

Row = Mapping[str, Any]
Records = Iterable[tuple[str, ArticleRecord]]

_TEXT, _TEXTS, _NUMBER, _WHOLE = "VARCHAR", "VARCHAR[]", "DOUBLE", "BIGINT"
_CODES = ("measure", "action", "stage", "certainty", "direction")
_ROLES = ("announced", "effective", "expires")
_QUANTITY = ("indicator", "kind", "unit", "origin", "destination", "period", "comparison")


class Table(NamedTuple):
    """The columns of a table with their SQL types, and its rows, made from the records or from the timeline."""

    columns: Mapping[str, str]
    of_records: Callable[[Records], Iterator[Row]] | None = None
    of_timeline: Callable[[Timeline], Iterator[Row]] | None = None


def _articles(records: Records) -> Iterator[Row]:
    for path, record in records:
        article = record.article
        told = ("id", "title", "publisher", "published", "language", "url", "source")
        yield {"record": path, **{name: getattr(article, name) for name in told}, "characters": len(article.text)}


def _events(records: Records) -> Iterator[Row]:
    for path, record in records:
        for event in record.events:
            yield {"record": path, "event": event.id, **_event(event)}


def _event(event: Event) -> Row:
    act = event.instrument
    return {
        **{name: getattr(event, name) for name in _CODES},
        "issuer": event.issuer.jurisdiction,
        "authority": event.issuer.authority_id or event.issuer.name,
        "materials": [material.id for material in event.materials],
        "targets": [target.name or target.jurisdiction or target.class_ for target in event.targets],
        **{role: date_in(event, role) for role in _ROLES},
        "instrument": (act.key or act.number or act.name) if act else None,
        "headline_en": event.headline.en,
        "headline_zh": event.headline.zh,
        "quote": event.triggers[0].evidence.quote,
        "confidence": event.confidence,
    }


def _statistics(records: Records) -> Iterator[Row]:
    for path, record in records:
        for item in record.statistics:
            yield {
                "record": path,
                "statistic": item.id,
                **{name: getattr(item, name) for name in (*_QUANTITY, "value", "value_high", "bound", "confidence")},
                "materials": [material.id for material in item.materials],
                "quote": item.evidence.quote,
            }


def _claims(timeline: Timeline) -> Iterator[Row]:
    for change in timeline.changes:
        for claim in change.claims:
            yield {"change": change.id, "record": claim.record, "event": claim.event}


def _figures(timeline: Timeline) -> Iterator[Row]:
    for figure in timeline.figures:
        yield {
            "id": figure.id,
            **{name: getattr(figure, name) for name in (*_QUANTITY, "first_reported", "last_reported", "confidence")},
            **{name: getattr(figure.reading, name) for name in ("value", "value_high", "bound")},
            "materials": list(figure.materials),
            "rivals": len(figure.rivals),
        }


def _conflicts(timeline: Timeline) -> Iterator[Row]:
    for conflict in timeline.conflicts:
        for number, version in enumerate(conflict.versions):
            yield {
                "subject": conflict.subject,
                "field": conflict.field,
                "version": number,
                "value": version.value,
                "articles": len({claim.record for claim in version.claims}),
                "shown_because": conflict.shown_because,
            }


def _columns(*texts: str, **others: str) -> dict[str, str]:
    return {**dict.fromkeys(texts, _TEXT), **others}


_MEASURED = {"value": _NUMBER, "value_high": _NUMBER, "materials": _TEXTS, "confidence": _NUMBER}

TABLES = {
    "articles": Table(
        _columns("record", "id", "title", "publisher", "published", "language", "url", "source", characters=_WHOLE),
        of_records=_articles,
    ),
    "events": Table(
        _columns(
            *("record", "event", *_CODES, "issuer", "authority", *_ROLES, "instrument"),
            *("headline_en", "headline_zh", "quote"),
            materials=_TEXTS,
            targets=_TEXTS,
            confidence=_NUMBER,
        ),
        of_records=_events,
    ),
    "statistics": Table(
        _columns("record", "statistic", *_QUANTITY, "bound", "quote", **_MEASURED), of_records=_statistics
    ),
    "changes": Table(changes.COLUMNS, of_timeline=changes.change_rows),
    "claims": Table(_columns("change", "record", "event"), of_timeline=_claims),
    "figures": Table(
        _columns("id", *_QUANTITY, "bound", "first_reported", "last_reported", **_MEASURED, rivals=_WHOLE),
        of_timeline=_figures,
    ),
    "conflicts": Table(
        _columns("subject", "field", "value", "shown_because", version=_WHOLE, articles=_WHOLE), of_timeline=_conflicts
    ),
}
"""Table by name."""
