"""From what a hand does on the page to what the desk is asked: words that are selected, a new event, rows that go to another."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Final

from extract.deciding.anchors import items_in
from extract.deciding.paths import parsed, value_at
from extract.records import ArticleRecord, Event, Span
from extract.records.codes import UNKNOWN
from extract.records.mentions import is_duration
from extract.reviewing.figures import unit_of
from extract.reviewing.outcomes import Wanted
from extract.reviewing.web.forms import Part, form_of

_NAMED: Final = frozenset({"issuer", "targets", "attribution", "instrument"})
"""Fields whose `name` is what the article calls them."""

_FIRST: Final = {
    "measure": "licence_requirement",
    "action": "introduce",
    "stage": "announced",
    "certainty": "stated",
    "issuer": {"jurisdiction": UNKNOWN},
}
"""How an event begins where there is none before it."""

_UNDERIVED: Final = {"direction": "neutral", "headline": {"en": "-", "zh": "-"}}
"""Stands until the desk works these out from the other fields."""


def completed(wanted: Wanted, record: ArticleRecord) -> Wanted:
    """Return what is wanted with the value that the page leaves to be found.

    The page sends for new words of a field `evidence` and no value; for a new event `{"like": ID}`, the event that it begins as,
    and its words; for a split `{"chosen": [PATH, ...]}`, what goes to the new event. The unit of a figure may be told in other words
    than records use.
    """
    value = wanted.value if isinstance(wanted.value, dict) else {}
    if wanted.verdict == "add" and wanted.target is None and wanted.field == "statistics":
        return replace(wanted, value={**value, "unit": _unit(value.get("unit"))})
    if wanted.verdict == "edit" and wanted.field == "unit":
        return replace(wanted, value=_unit(wanted.value))
    if wanted.verdict == "split" and "chosen" in value:
        return replace(wanted, value=_chosen(wanted, value["chosen"], record))
    if wanted.verdict == "add" and wanted.target is None and "like" in value and wanted.evidence:
        return replace(wanted, value=_begun(value["like"], wanted.evidence, record), evidence=None)
    if wanted.evidence and wanted.value is None and wanted.field and wanted.verdict in ("add", "edit"):
        return _grounded(wanted, wanted.field, wanted.evidence, record)
    return wanted


def _unit(told: Any) -> Any:
    return unit_of(told) if isinstance(told, str) else told


def _chosen(wanted: Wanted, paths: Iterable[str], record: ArticleRecord) -> dict[str, Any]:
    """Return the rows at `paths` by their lists."""
    item = items_in(record).get(wanted.target or "")
    document = item.model_dump(mode="json", by_alias=True) if item else {}
    found: dict[str, Any] = {}
    for path in map(parsed, paths):
        found.setdefault(str(path[0]), []).append(value_at(document, path))
    return found


def _begun(like: Any, words: tuple[int, int], record: ArticleRecord) -> dict[str, Any]:
    """Return a new event told by `words`, with the codes and the issuer of the event `like`."""
    model = items_in(record).get(str(like))
    held = model.model_dump(mode="json", by_alias=True) if isinstance(model, Event) else _FIRST
    start, end = words
    return {
        **_UNDERIVED,
        **{name: held[name] for name in _FIRST},
        "triggers": [{"evidence": {"start": start, "end": end}}],
    }


def _grounded(wanted: Wanted, field: str, words: tuple[int, int], record: ArticleRecord) -> Wanted:
    """Return an edit of a group, or of a row of a list, with the value that its new words tell, or else with the one it has."""
    item = items_in(record).get(wanted.target or "")
    if item is None:
        return wanted
    path = parsed(field)
    if field == "evidence":
        return replace(wanted, value={"start": words[0], "end": words[1]}, evidence=None)
    part = next((part for part in form_of(type(item)) if part.name == path[0]), None)
    if part is None or part.kind not in ("group", "list"):
        return wanted
    held = None if wanted.verdict == "add" else value_at(item.model_dump(mode="json", by_alias=True), path)
    if held is not None and not isinstance(held, dict):
        return wanted
    value = dict(held or _blank(part))
    value.pop("basis", None)
    return replace(wanted, value={**value, **_said(part.name, words, value, record)})


def _blank(part: Part) -> dict[str, Any]:
    return {below.name: below.blank() for below in (part.item if part.kind == "list" else part).parts}


def _said(name: str, words: tuple[int, int], value: dict[str, Any], record: ArticleRecord) -> dict[str, Any]:
    """Return what the words say of a field of this name: what was read there, or the words themselves."""
    quote = record.article.text[words[0] : words[1]]
    if name == "dates":
        dates = (
            (time.evidence, _day(time.value)) for time in record.times if time.value and not is_duration(time.value)
        )
        return _read("value", dates, words)
    if name == "materials":
        return _read("id", ((found.evidence, found.id) for found in record.materials), words)
    if name == "conditions":
        return {"text": quote}
    return {"name": quote} if name in _NAMED and not value.get("name") else {}


def _day(value: str) -> str:
    """Return the day of "from 1 December on": when something takes effect, not how long it stays."""
    return value.removesuffix("/..").removeprefix("../")


def _read(key: str, found: Iterable[tuple[Span | None, str]], words: tuple[int, int]) -> dict[str, Any]:
    """Return what was read in most of the words, under `key`; nothing where nothing was."""
    start, end = words
    shared = [(min(span.end, end) - max(span.start, start), value) for span, value in found if span]
    most, value = max(shared, default=(0, ""))
    return {key: value} if most > 0 else {}
