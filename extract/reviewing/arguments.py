"""The arguments of an event or statistic from their marks: what stayed is as it was, what is new is told by the mark and its words."""

from collections.abc import Mapping, Sequence
from typing import Any

from extract.deciding.editing import REVIEWER
from extract.evaluating.acts import instrument_of
from extract.exporting.exchange.marking import facts_of, items_at
from extract.exporting.exchange.markup import Mark
from extract.exporting.exchange.roles import SINGLE, Role
from extract.records import Article, Time
from extract.records.edtf import is_edtf

Json = dict[str, Any]
Faults = list[tuple[Mark, str]]

_NUMBERS = frozenset({"value", "value_high"})
_UNKNOWN = "XX"


def words_at(text: str, mark: Mark) -> Json:
    """Return the span of a mark as JSON."""
    return {"start": mark.start, "end": mark.end, "quote": text[mark.start : mark.end]}


class Filler:
    """Fills the fields of items of one article from marks; `complete` tells that a mark's facts are all that is told of it."""

    def __init__(self, article: Article, times: Sequence[Time], *, complete: bool) -> None:
        self._article = article
        self._times = times
        self._complete = complete

    def fill(self, document: Json, role: Role, mark: Mark) -> None:
        """Write the facts of an event or statistic into it; a code that the mark lacks stays as it was."""
        for name in role.codes if not self._complete else role.facts:
            told = mark.facts.get(name)
            if told is not None or name not in role.codes:
                document[name] = _number(told) if name in _NUMBERS else told

    def argument(self, document: Json, role: Role, marks: Sequence[Mark]) -> tuple[Any, Faults]:
        """Return the value of a role's field from the marks that hang on the item now, and what could not be understood of them.

        `document` is the item as it was. A mark that moved over other words keeps what only the record told of it.
        """
        items = list(items_at(document, role))
        held = [self._mark_of(item, role, marks) if item.get("evidence") else None for item in items]
        stays = [not item.get("evidence") or mark is not None for item, mark in zip(items, held, strict=True)]
        left = [mark for mark in marks if mark not in held]
        faults: Faults = []
        fresh: list[Json] = []
        for mark in left:
            donor = _donor(mark, role, [number for number, kept in enumerate(stays) if not kept], items)
            item = self._item(role, mark, items[donor] if donor is not None else None)
            lacking = [name for name in role.codes if item.get(name) is None and (role.name, name) not in _OPTIONAL]
            if lacking:
                faults.append((mark, f"has no {' and no '.join(lacking)}; tell it, or remove the mark"))
            elif donor is None:
                fresh.append(item)
            else:
                items[donor], stays[donor] = item, True
        kept = [item for item, stayed in zip(items, stays, strict=True) if stayed]
        if role.field in SINGLE:
            return _single(document, role, kept, fresh), faults
        return [*kept, *fresh], faults

    def _mark_of(self, item: Json, role: Role, marks: Sequence[Mark]) -> Mark | None:
        """Return the mark that tells the same as the item on the same words; items that are alike share one."""
        names = role.facts if self._complete else role.codes
        told = {name: value for name, value in facts_of(role, item).items() if name in names}
        place = (item["evidence"]["start"], item["evidence"]["end"])
        alike = (mark for mark in marks if mark.place == place and told == _among(mark.facts, names))
        return next(alike, None)

    def _item(self, role: Role, mark: Mark, donor: Json | None) -> Json:
        span = words_at(self._article.text, mark)
        told: Json = {name: mark.facts.get(name) for name in role.facts}
        if donor is not None and not self._complete:
            told |= {name: donor.get(name) for name in role.free}
        elif donor is None and not any(told[name] for name in role.free):
            told |= self._from_words(role, mark, span["quote"])
        if role.name == "condition":
            return {**told, "text": span["quote"], "evidence": span}
        return {**told, "evidence": span, "basis": None}

    def _from_words(self, role: Role, mark: Mark, words: str) -> Json:
        """Return what the words tell by themselves: an act, a source, a date that the record has resolved."""
        if role.name == "instrument":
            act = instrument_of(words, jurisdiction=_UNKNOWN, published=self._article.published)
            return {name: getattr(act, name) for name in role.free}
        if role.name == "attribution":
            return {"name": words}
        if role.name == "date":
            return {"value": next((time.value for time in self._times if _resolves(time, mark)), None)}
        return {}


_OPTIONAL = frozenset({("target", "jurisdiction")})
"""Codes that may be left open."""


def _single(document: Json, role: Role, kept: Sequence[Json], fresh: Sequence[Json]) -> Json | None:
    """Return the one value of a field: what is new of it, else what stayed. An event must have an issuer, if without words."""
    for item in (*fresh, *kept):
        return item
    if role.name == "issuer":
        return {**document["issuer"], "evidence": None, "basis": document["issuer"].get("basis") or REVIEWER}
    return None


def _donor(mark: Mark, role: Role, gone: Sequence[int], items: Sequence[Json]) -> int | None:
    """Return the number of the item whose mark was drawn anew over words that it touches, with the same codes."""
    for number in gone:
        codes = {name: value for name, value in facts_of(role, items[number]).items() if name in role.codes}
        place = items[number]["evidence"]
        if codes == _among(mark.facts, role.codes) and place["start"] < mark.end and mark.start < place["end"]:
            return number
    return None


def _among(facts: Mapping[str, str], names: Sequence[str]) -> dict[str, str]:
    return {name: facts[name] for name in names if name in facts}


def _resolves(time: Time, mark: Mark) -> bool:
    if time.value is None or not is_edtf(time.value):
        return False
    return time.evidence.start < mark.end and mark.start < time.evidence.end


def _number(told: str | None) -> float | None:
    if told is None:
        return None
    try:
        return float(told)
    except ValueError:
        return None
