"""Events as rows of a table, as CSV and as JSON."""

import json
from collections.abc import Iterable

from extract.exporting.cells import to_table
from extract.exporting.query import Found
from extract.records import Event

COLUMNS = (
    "date",
    "date_role",
    "issuer",
    "measure",
    "action",
    "stage",
    "certainty",
    "direction",
    "materials",
    "targets",
    "headline_en",
    "headline_zh",
    "quote",
    "confidence",
    "published",
    "title",
    "record",
    "event",
)
"""Columns of the table of events; several values of one field are joined by "; "."""

_BY_WEIGHT = ("effective", "announced", "expires")


def row_of(found: Found) -> dict[str, str]:
    """Return the event as a row: every column of `COLUMNS`, empty where the event does not say."""
    event, article = found.event, found.record.article
    day, role = date_of(event)
    return {
        "date": day,
        "date_role": role,
        "issuer": event.issuer.jurisdiction,
        **{key: getattr(event, key) for key in ("measure", "action", "stage", "certainty", "direction")},
        "materials": _join(material.id for material in event.materials),
        "targets": _join(target.name or target.jurisdiction or target.class_ for target in event.targets),
        "headline_en": event.headline.en,
        "headline_zh": event.headline.zh,
        "quote": event.triggers[0].evidence.quote,
        "confidence": f"{event.confidence:.2f}",
        "published": article.published or "",
        "title": article.title or "",
        "record": found.name,
        "event": event.id,
    }


def date_of(event: Event) -> tuple[str, str]:
    """Return the date by which an event is listed and its role: when it took effect, or else was announced."""
    dates = sorted((item for item in event.dates if item.value), key=lambda item: _BY_WEIGHT.index(item.role))
    return (dates[0].value or "", dates[0].role) if dates else ("", "")


def date_in(event: Event, role: str) -> str | None:
    """Return the event's first date of a role, as EDTF."""
    return next((item.value for item in event.dates if item.role == role and item.value), None)


def to_csv(found: Iterable[Found]) -> str:
    """Return the events as CSV with a line of column names."""
    return to_table(COLUMNS, map(row_of, found))


def to_json(found: Iterable[Found]) -> str:
    """Return the events as a JSON list: record, the article's title, date and source, and the whole event."""
    items = [
        {
            "record": item.name,
            "article": {
                key: getattr(item.record.article, key)
                for key in ("id", "title", "published", "publisher", "url", "language")
            },
            "event": item.event.model_dump(mode="json", by_alias=True),
        }
        for item in found
    ]
    return json.dumps(items, ensure_ascii=False, indent=2) + "\n"


def _join(values: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(values))
