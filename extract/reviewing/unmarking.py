"""Marks and links, as an annotator left them in another tool, as events and statistics again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from extract.assembling.links import RELATIONS as BY_ACTION
from extract.deciding.anchors import items_in
from extract.evaluating.matching import pair_up
from extract.exporting.exchange.marking import marked
from extract.exporting.exchange.markup import Mark, Markup, Returned
from extract.exporting.exchange.roles import ARGUMENTS, HEADS, MENTION, RELATIONS, ROLES, STATISTIC, TRIGGER
from extract.records import ArticleRecord
from extract.records.ids import content_id
from extract.reviewing.arguments import Filler, words_at

Json = dict[str, Any]

_SHOWN = 5
"""Marks that a fault names; there are many where somebody took an event away."""


@dataclass
class Unmarked:
    """Events and statistics as JSON by id, in the order of the text where they are new; what could not be understood, in sentences."""

    events: dict[str, Json] = field(default_factory=dict)
    statistics: dict[str, Json] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)


def unmarked(returned: Returned, base: ArticleRecord) -> Unmarked:
    """Return what the marks tell; `base` is the record that they were made from, or one of the article without events.

    A mark is that of the same event as before by its id, else by its place. What is told of a mark that stayed as it was, and what has
    no words, is that of `base`. Marks that hang on no event or statistic are named as faults and left out, as is an event that lacks one
    of its codes.
    """
    return _Unmarker(returned, base).result()


@dataclass(frozen=True)
class _Head:
    """A mark that stands for an event or statistic, with the marks that hang on it and the heads that it amends."""

    mark: Mark
    children: tuple[Mark, ...]
    amended: tuple[tuple[str, str], ...]

    def of(self, role: str) -> list[Mark]:
        return [child for child in self.children if child.role == role]


def _heads(markup: Markup) -> dict[str, _Head]:
    marks = {mark.id: mark for mark in markup.marks}
    children: dict[str, list[Mark]] = {mark.id: [] for mark in markup.marks if mark.role in HEADS}
    amended: dict[str, list[tuple[str, str]]] = {id_: [] for id_ in children}
    for link in markup.links:
        ends = [link.head, link.child]
        if ends[0] not in children:  # drawn the other way round
            ends.reverse()
        head, child = ends
        if head not in children or child not in marks:
            continue
        if child in children:
            amended[head].append((child, link.label))
        elif marks[child] not in children[head]:
            children[head].append(marks[child])
    return {id_: _Head(marks[id_], tuple(children[id_]), tuple(amended[id_])) for id_ in children}


class _Unmarker:
    def __init__(self, returned: Returned, base: ArticleRecord) -> None:
        self._markup = returned.markup
        self._base = {id_: item.model_dump(mode="json", by_alias=True) for id_, item in items_in(base).items()}
        self._filler = Filler(base.article, base.times, complete=returned.complete)
        self._before = _heads(marked(base))
        self._owner = {f"{id_}-{role.name}": id_ for id_ in self._base for role in (TRIGGER, STATISTIC)}
        self._after = _heads(returned.markup)
        self._sha256 = base.article.text_sha256
        self._out = Unmarked()

    def result(self) -> Unmarked:
        ids = self._ids()
        for head_id, head in self._after.items():
            document = self._document(ids[head_id], head)
            if document is not None:
                home = self._out.events if head.mark.role == TRIGGER.name else self._out.statistics
                home[ids[head_id]] = document
        self._amend(ids)
        self._note_orphans()
        return self._out

    def _ids(self) -> dict[str, str]:
        """Return the id of the item that each head stands for: the one it stood for before, or a new one."""
        ones, others = list(self._before.values()), list(self._after.values())
        found = {others[j].mark.id: self._owner[ones[i].mark.id] for i, j in pair_up(ones, others, _likeness)}
        taken = set(self._base)
        for head in others:
            if head.mark.id not in found:
                number = 0
                while (id_ := self._new_id(head, number)) in taken:
                    number += 1
                taken.add(id_)
                found[head.mark.id] = id_
        return found

    def _new_id(self, head: _Head, number: int) -> str:
        prefix = "e" if head.mark.role == TRIGGER.name else "s"
        told = sorted(head.mark.facts.items())
        return content_id(prefix, self._sha256, told, *head.mark.place, *(mark.place for mark in head.children), number)

    def _document(self, id_: str, head: _Head) -> Json | None:
        role = ROLES[head.mark.role]
        before = self._base.get(id_)
        document = dict(before or _blank(id_, role.name))
        self._filler.fill(document, role, head.mark)
        missing = [name for name in (*role.codes, *_NEEDED.get(role.name, ())) if document.get(name) is None]
        if missing:
            self._out.faults.append(
                f"{self._told(head.mark)} has no {' and no '.join(missing)}; tell it, or remove the mark"
            )
            return None
        if role is TRIGGER:
            self._trigger(document, head, before)
        else:
            document["evidence"] = words_at(self._markup.text, head.mark)
        for argument in ARGUMENTS:
            if argument.field in document:
                value, faults = self._filler.argument(document, argument, head.of(argument.name))
                document[argument.field] = value
                self._out.faults += [f"{self._told(mark)} {why}" for mark, why in faults]
        return document

    def _trigger(self, document: Json, head: _Head, before: Json | None) -> None:
        marks = [head.mark, *head.of(MENTION.name)]
        spans = [words_at(self._markup.text, mark) for mark in marks]
        held = [trigger["evidence"] for trigger in (before or {}).get("triggers", ())]
        first = [] if held and held[0] == spans[0] else spans[:1]
        kept = [span for span in held if span in spans and span not in first]
        fresh = [span for span in spans if span not in kept and span not in first]
        document["triggers"] = [{"evidence": span} for span in (*first, *kept, *fresh)]

    def _amend(self, ids: Mapping[str, str]) -> None:
        for head_id, head in self._after.items():
            document = self._out.events.get(ids[head_id])
            if document is not None:
                told = [(ids[other], label) for other, label in head.amended if ids[other] in self._out.events]
                document["amends"] = _amends(document, told)

    def _note_orphans(self) -> None:
        linked = {mark.id for head in self._after.values() for mark in (head.mark, *head.children)}
        loose = [self._told(mark) for mark in self._markup.marks if mark.id not in linked]
        if loose:
            shown = ", ".join(loose[:_SHOWN]) + (f" and {len(loose) - _SHOWN} more" if len(loose) > _SHOWN else "")
            self._out.faults.append(f"marks that hang on no event or statistic were left out, link them: {shown}")

    def _told(self, mark: Mark) -> str:
        words = " ".join(self._markup.text[mark.start : mark.end].split())
        return f"the {mark.role} {words!r} at {mark.start}"


_NEEDED: Mapping[str, Sequence[str]] = {STATISTIC.name: ("value", "unit")}


def _blank(id_: str, role: str) -> Json:
    if role == STATISTIC.name:
        return {"id": id_, "bound": "exact", "materials": [], "attribution": [], "confidence": 1.0}
    lists: Json = {name: [] for name in ("targets", "materials", "conditions", "dates", "attribution")}
    derived = {"direction": "neutral", "headline": {"en": "", "zh": ""}}
    single = {"issuer": {"jurisdiction": "XX"}, "instrument": None, "amends": None}
    return {"id": id_, **lists, **derived, **single, "confidence": 1.0}


def _likeness(one: _Head, other: _Head) -> float:
    """Return how surely two heads are the same item: by id, by the same place, or by touching words of its triggers."""
    if one.mark.role != other.mark.role:
        return 0
    triggers = (one.mark, *one.of(MENTION.name))
    touching = any(_touch(mark, other.mark) for mark in triggers)
    sure = 100 * (one.mark.id == other.mark.id) + 20 * (one.mark.place == other.mark.place) + 10 * touching
    if not sure:
        return 0
    codes = sum(one.mark.facts.get(name) == other.mark.facts.get(name) for name in ROLES[one.mark.role].codes)
    places = {(mark.role, *mark.place) for mark in other.children}
    shared = sum((mark.role, *mark.place) in places for mark in one.children)
    return sure + codes + shared / (len(one.children) + len(other.children) + 1)


def _touch(one: Mark, other: Mark) -> bool:
    return one.start < other.end and other.start < one.end


def _amends(document: Json, told: Sequence[tuple[str, str]]) -> Json | None:
    """Return what an event amends: as before where the link stands, else what the first link tells; an act without event stays."""
    held: Json | None = document.get("amends")
    for event, label in told:
        relation = label if label in RELATIONS else None
        if held and held.get("event_id") == event and relation in (None, held["relation"]):
            return held
    for event, label in told:
        relation = label if label in RELATIONS else BY_ACTION.get(document["action"], "replaces")
        return {"event_id": event, "instrument_key": None, "relation": relation}
    if held and held.get("instrument_key"):
        return {**held, "event_id": None}
    return None
