"""One item, an event or statistic, with one decision applied to it."""

import json
from collections.abc import Sequence
from typing import Any, TypeVar

from pydantic import ValidationError

from extract.deciding.anchors import Reviewable
from extract.deciding.derived import DERIVED, rederived
from extract.deciding.faults import Fault, faults_in, path_of, raised, refuse
from extract.deciding.paths import Json, Path, parsed, put, value_at
from extract.deciding.seeing import bare, list_depth, place_of_seen
from extract.records import Decision, Event, Span, Statistic, spans_in

Item = TypeVar("Item", Event, Statistic)

REVIEWER = "reviewer"
"""The basis of a value that a reviewer gave and the article has no words for."""

_GROUNDED = frozenset(
    {"issuer", "targets", "materials", "conditions", "dates", "instrument", "attribution", "triggers"}
)


def edited(item: Item, decision: Decision, text: str) -> Item:
    """Return `item` with the decision's value at its field, and its words. Raises UnfitError when that does not fit `text`."""
    document: Json = item.model_dump(mode="json", by_alias=True)
    path: Path = _place(document, decision)
    put(document, path, decision.value)
    if decision.evidence:
        _ground(item, document, path, decision.evidence)
    else:
        _base(document, path)
    return checked(type(item), document, text, before=item)


def extended(item: Item, decision: Decision, text: str) -> Item:
    """Return `item` with the decision's value added to the list at its field. Raises UnfitError when that does not fit `text`."""
    document: Json = item.model_dump(mode="json", by_alias=True)
    path: Path = _allowed(decision.field or "")
    held = value_at(document, path)
    if not isinstance(held, list):
        refuse("bad_path", decision.field or "")
    held.append(decision.value)
    if decision.evidence:
        _ground(item, document, (*path, len(held) - 1), decision.evidence)
    else:
        _base(document, (*path, len(held) - 1))
    return checked(type(item), document, text, before=item)


def same_as_seen(item: Reviewable, decision: Decision) -> bool:
    """Tell whether the value at the decision's field is the one that the reviewer saw, apart from its words."""
    document: Json = item.model_dump(mode="json", by_alias=True)
    path: Path = _place(document, decision)
    depth = list_depth(path)
    return bool(bare(value_at(document, path if depth is None else path[: depth + 1])) == bare(decision.seen))


def checked(kind: type[Item], document: Json, text: str, *, before: Item | None = None) -> Item:
    """Return the item that `document` tells, all its words standing in `text`. Raises UnfitError naming each field at fault."""
    try:
        found = kind.model_validate_json(json.dumps(document))
    except ValidationError as error:
        raise raised(faults_in(error)) from error
    lost = [span for span in spans_in(found) if text[span.start : span.end] != span.quote]
    if lost:
        raise raised(Fault.of("words_elsewhere", field) for field in _fields_of(document, lost))
    return rederived(found, before) if isinstance(found, Event) and isinstance(before, Event | None) else found


def _allowed(field: str) -> Path:
    path = parsed(field)
    if path[0] in DERIVED:
        refuse("derived", field)
    return path


def _place(document: Json, decision: Decision) -> Path:
    """Return where the decision's field stands today: a list may have been put in another order."""
    path = _allowed(decision.field or "")
    depth = list_depth(path)
    if depth is None or decision.seen is None:
        return path
    held = value_at(document, path[:depth])
    number = place_of_seen(held if isinstance(held, list) else [], int(path[depth]), decision.seen)
    if number is None:
        refuse("gone", decision.field or "")
    return (*path[:depth], number, *path[depth + 1 :])


def _ground(item: Reviewable, document: Json, path: Path, evidence: Span) -> None:
    """Give the words to the innermost value on the path that can have some: `dates[1]` for `dates[1].value`."""
    span = evidence.model_dump(mode="json")
    home = _grounded(document, path)
    if home is not None:
        home["evidence"] = span
        if "basis" in home:
            home["basis"] = None
        if "text" in home:
            home["text"] = evidence.quote
    elif isinstance(item, Statistic):
        document["evidence"] = span
    else:
        refuse("no_words", path_of(path))


def _base(document: Json, path: Path) -> None:
    """Say of a value without words that it is the reviewer's."""
    home = _grounded(document, path)
    if home is not None and home.get("evidence") is None and path[0] not in ("conditions", "triggers"):
        home["basis"] = home.get("basis") or REVIEWER


def _grounded(document: Json, path: Path) -> Json | None:
    if path[0] not in _GROUNDED:
        return None
    whole = 1 if path[0] in ("issuer", "instrument") else 2
    home = value_at(document, path[:whole]) if len(path) >= whole else None
    return home if isinstance(home, dict) else None


def _fields_of(document: Any, lost: Sequence[Span], path: Path = ()) -> list[str]:
    """Return the paths at which one of the spans stands."""
    if isinstance(document, dict):
        if any((span.start, span.quote) == (document.get("start"), document.get("quote")) for span in lost):
            return [path_of(path)]
        return [found for name, held in document.items() for found in _fields_of(held, lost, (*path, name))]
    if isinstance(document, list):
        return [found for at, held in enumerate(document) for found in _fields_of(held, lost, (*path, at))]
    return []
