"""What a reviewer saw, kept beside the verdict: by it a value is found again, and a later extraction compared with what was decided."""

from collections.abc import Sequence
from typing import Any

from extract.deciding.anchors import Reviewable
from extract.deciding.paths import Path, parsed, value_at
from extract.records import Event, Span

_TOLD = (
    "measure",
    "action",
    "stage",
    "certainty",
    "issuer",
    "targets",
    "materials",
    "conditions",
    "dates",
    "instrument",
)
_MATTER = ("measure", "action", "indicator", "kind", "value")
"""Fields in which an item that was rejected must be the same to be rejected still."""


def seen_of(item: Reviewable, field: str | None) -> Any:
    """Return what stands at `field` of an item: the item of a list that the path goes through, or else the value.

    Without a field: the values of the whole item, without the words that they rest on.
    """
    document = item.model_dump(mode="json", by_alias=True)
    if field is None:
        names = (
            _TOLD if isinstance(item, Event) else tuple(name for name in document if name not in ("id", "confidence"))
        )
        return bare({name: document[name] for name in names})
    path = parsed(field)
    depth = list_depth(path)
    return value_at(document, path if depth is None else path[: depth + 1])


def list_depth(path: Path) -> int | None:
    """Return where a path enters a list, None for one that does not."""
    return next((at for at, part in enumerate(path) if isinstance(part, int)), None)


def altered(item: Reviewable, seen: Any, *, matter: bool = False) -> tuple[str, ...]:
    """Return the fields of an item whose values are not those that were seen; with `matter` only those that say what it is about.

    A decision that tells nothing of what was seen finds nothing altered.
    """
    now = seen_of(item, None)
    known = seen if isinstance(seen, dict) else {}
    return tuple(name for name in now if name in known and now[name] != known[name] and (not matter or name in _MATTER))


def place_of_seen(held: Sequence[Any], number: int, seen: Any) -> int | None:
    """Return the place in a list of what was seen at `number`: the same, or the only one with the same words or the same values."""
    if number < len(held) and held[number] == seen:
        return number
    for alike in (_same, _same_words, _same_values):
        places = [at for at, item in enumerate(held) if alike(item, seen)]
        if len(places) == 1:
            return places[0]
    return None


def bare(value: Any) -> Any:
    """Return the JSON of a value without the words that it rests on."""
    if isinstance(value, dict):
        return {name: bare(held) for name, held in value.items() if name not in ("evidence", "basis")}
    return [bare(held) for held in value] if isinstance(value, list) else value


def at_its_words(value: Any, text: str) -> Any:
    """Return a JSON value whose quotes stand where `text`, another version of their article, has them.

    Quotes that it does not have, or several times, stay where they were, and will not fit.
    """
    if isinstance(value, dict):
        if {"start", "end", "quote"} <= value.keys():
            return _moved(value, text)
        return {name: at_its_words(held, text) for name, held in value.items()}
    return [at_its_words(held, text) for held in value] if isinstance(value, list) else value


def _moved(span: dict[str, Any], text: str) -> dict[str, Any]:
    quote = str(span["quote"])
    if text[span["start"] : span["end"]] == quote or text.count(quote) != 1:
        return span
    return Span.of(text, text.index(quote), text.index(quote) + len(quote)).model_dump()


def _same(item: Any, seen: Any) -> bool:
    return bool(item == seen)


def _same_words(item: Any, seen: Any) -> bool:
    one, other = (value.get("evidence") if isinstance(value, dict) else None for value in (item, seen))
    return bool(one and other and one["start"] < other["end"] and other["start"] < one["end"])


def _same_values(item: Any, seen: Any) -> bool:
    return bool(bare(item) == bare(seen))
