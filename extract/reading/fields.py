"""The names under which articles' metadata come: in front matter, JSON and the metadata table."""

from collections.abc import Mapping
from typing import Any

from extract.reading.draft import Field, Told

ALIASES: dict[Field, tuple[str, ...]] = {
    "id": ("id",),
    "title": ("title", "headline"),
    "published": ("published", "date", "published_at", "publication_date", "pubdate", "datepublished"),
    "url": ("url", "link", "canonical_url"),
    "publisher": ("publisher", "source", "site", "sitename"),
    "language": ("language", "lang"),
}
_NESTED = 8
"""How deep a value may be wrapped in lists and objects."""
TEXT_KEYS = ("text", "content", "body", "articlebody", "maintext")


def told_by(fields: Mapping[Any, Any], basis: str) -> tuple[Told, ...]:
    """Return what `fields` tell; of several names of one field the first in `ALIASES` counts."""
    values = {str(key).strip().lower(): value for key, value in fields.items() if isinstance(key, str)}
    told = []
    for field, names in ALIASES.items():
        value = next((shown for name in names if (shown := _shown(values.get(name)))), None)
        if value is not None:
            told.append(Told(field, value, basis))
    return tuple(told)


def text_of(fields: Mapping[Any, Any]) -> str | None:
    """Return the text of an article in JSON, or None."""
    values = {str(key).strip().lower(): value for key, value in fields.items()}
    return next((value for name in TEXT_KEYS if isinstance(value := values.get(name), str) and value.strip()), None)


def _shown(value: Any) -> str | None:
    """Return a plain value as words; {"name": ...}, as JSON-LD has it, is its name, a list its first item."""
    for _ in range(_NESTED):  # no recursion: YAML can make a list that holds itself
        if isinstance(value, list) and value:
            value = value[0]
        elif isinstance(value, dict):
            value = value.get("name")
        else:
            break
    if isinstance(value, str | int) and not isinstance(value, bool):
        return str(value).strip() or None
    return None
