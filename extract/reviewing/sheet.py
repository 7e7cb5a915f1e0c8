"""One article on the desk: its text, its items as reviewed, and what was decided about them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from extract.deciding.anchors import Reviewable, items_in, words_of
from extract.deciding.applying import Review, held_in
from extract.deciding.faults import path_of
from extract.deciding.paths import parsed, value_at
from extract.deciding.standing import standing
from extract.records import Article, ArticleRecord, Decision, Event, Problem
from extract.reviewing.queue import Reason, State


@dataclass(frozen=True)
class FieldState:
    """What became of one field, or one item of a list: `was` is what was extracted, where it is another value now."""

    state: Literal["open", "accepted", "edited", "added"]
    was: Any = None
    by: str | None = None
    at: datetime | None = None
    decision: str | None = None


@dataclass(frozen=True)
class Card:
    """One event or statistic: `item` as reviewed (as it last stood, where it is rejected), `extracted` None where a reviewer added it.

    `fields` has a state for each path: `stage`, `issuer`, `dates[0]`.
    """

    id: str
    kind: Literal["event", "statistic"]
    state: State
    item: Reviewable
    extracted: Reviewable | None
    fields: Mapping[str, FieldState]
    closed_by: Decision | None
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True)
class Mark:
    """Words of the article that a field of an item rests on; `role` is the field without its number: `dates`, `triggers`."""

    start: int
    end: int
    item: str
    field: str
    role: str


@dataclass(frozen=True)
class Entry:
    """A decision in the history of an article; `why` tells why it does not fit, where it does not, `why_zh` in Chinese."""

    decision: Decision
    standing: bool
    why: str | None = None
    why_zh: str | None = None


@dataclass(frozen=True)
class Sheet:
    """All that the desk shows of one article. `version` goes back to the desk with each verdict."""

    path: str
    article: Article
    cards: tuple[Card, ...]
    marks: tuple[Mark, ...]
    history: tuple[Entry, ...]
    problems: tuple[Problem, ...]
    version: str | None
    made: str
    """Hash of the record as extracted; it goes back too, so that nobody decides about what they did not see."""
    can_undo: bool = False
    can_redo: bool = False
    done: bool = False
    """Somebody said that the article has been gone through, nothing missing."""


def cards_of(record: ArticleRecord, review: Review, reasons: Mapping[str, tuple[Reason, ...]]) -> tuple[Card, ...]:
    """Return the cards of a record in the order of the text, those of events first."""
    extracted = items_in(record)
    held = held_in(review)
    cards = [_card(item, extracted.get(item.id), review, reasons.get(item.id, ())) for item in held]
    return tuple(sorted(cards, key=lambda card: (card.kind, words_of(card.item)[0].start, card.id)))


def _card(item: Reviewable, extracted: Reviewable | None, review: Review, reasons: tuple[Reason, ...]) -> Card:
    closed = review.closed.get(item.id)
    return Card(
        id=item.id,
        kind="event" if isinstance(item, Event) else "statistic",
        state=state_of(item.id, review),
        item=item,
        extracted=extracted,
        fields=_fields(item, extracted, review, closed),
        closed_by=closed,
        reasons=reasons,
    )


def state_of(id_: str, review: Review) -> State:
    """Return the state of an item of a record that was reviewed."""
    closed = review.closed.get(id_)
    if any(misfit.item == id_ for misfit in review.unfit):
        return "second_look"
    if id_ in review.removed:
        return "merged" if closed and closed.verdict == "merge" else "rejected"
    return "accepted" if closed else "open"


def _fields(
    item: Reviewable, extracted: Reviewable | None, review: Review, closed: Decision | None
) -> dict[str, FieldState]:
    now = item.model_dump(mode="json", by_alias=True)
    was = extracted.model_dump(mode="json", by_alias=True) if extracted else {}
    said = {decision.field or "": decision for decision in review.edits.get(item.id, ())}
    return {field: _field(field, now, was, said, closed) for field in _paths(now)}


def _field(
    field: str, now: dict[str, Any], was: dict[str, Any], said: Mapping[str, Decision], closed: Decision | None
) -> FieldState:
    path = parsed(field)
    value, before = value_at(now, path), value_at(was, path)
    decision = next(
        (made for name, made in reversed(list(said.items())) if name and parsed(name)[0] == path[0]), closed
    )
    about: dict[str, Any] = {"by": decision.by, "at": decision.at, "decision": decision.id} if decision else {}
    held = was.get(str(path[0]))
    if value == before or (isinstance(held, list) and value in held):
        return FieldState("accepted", **about) if decision else FieldState("open")
    return FieldState("edited" if before is not None else "added", was=before, **about)


def _paths(document: dict[str, Any]) -> Iterator[str]:
    for name, held in document.items():
        if isinstance(held, list):
            yield from (path_of((name, number)) for number in range(len(held)))
        elif name not in ("id", "confidence", "basis"):
            yield name


def marks_of(cards: tuple[Card, ...]) -> tuple[Mark, ...]:
    """Return the words that the items rest on, in the order of the text, the longest first where they begin together."""
    marks = [mark for card in cards for mark in _marks(card.id, card.item.model_dump(mode="json", by_alias=True), ())]
    return tuple(sorted(marks, key=lambda mark: (mark.start, -mark.end, mark.item, mark.field)))


def _marks(item: str, held: Any, path: tuple[str | int, ...]) -> Iterator[Mark]:
    if isinstance(held, dict):
        span = held.get("evidence")
        if isinstance(span, dict):
            yield Mark(span["start"], span["end"], item, path_of(path), str(path[0]) if path else "statistic")
        for name, value in held.items():
            if name != "evidence":
                yield from _marks(item, value, (*path, name))
    elif isinstance(held, list):
        for number, value in enumerate(held):
            yield from _marks(item, value, (*path, number))


def history_of(decisions: tuple[Decision, ...], review: Review) -> tuple[Entry, ...]:
    """Return the decisions about an article, the oldest first."""
    stand = {decision.id for decision in standing(decisions)}
    unfit = {misfit.decision.id: (misfit.why, misfit.why_zh) for misfit in review.unfit}
    return tuple(Entry(made, made.id in stand, *unfit.get(made.id, ())) for made in decisions)
