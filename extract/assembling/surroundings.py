"""How a naming stands to a mention: its side, how far, how many clauses and other namings lie between."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from extract.assembling.actors import Actor, actors_in
from extract.assembling.weighing import weigh
from extract.finding.document import Document, Sentence

DISTANCES = {"en": (3, 15, 40, 90, 200), "zh": (1, 5, 12, 30, 70)}
"""Code points that part one step of distance from the next."""
_CLAUSE_MARKS = ",，;；"
_MOST = 2
"""Commas, or other namings, beyond which their number says no more."""


class Standing(NamedTuple):
    """A naming as seen from a mention, or in a `zone` without one; `where` is the language and the side or zone."""

    actor: Actor
    where: str
    own: tuple[str, ...] = ()

    def traits(self) -> Iterator[str]:
        """Yield all traits: those of the place, and those of the naming, with and without the side."""
        yield from self.own
        yield from _general(self.actor, self.where)


def clause_marks(start: int, end: int, document: Document) -> int:
    """Count the commas and semicolons, of either width, at `[start, end)`."""
    return sum(map(document.words(start, end).count, _CLAUSE_MARKS))


def standing_of(actor: Actor, place: tuple[int, int], sentence: Sentence, document: Document) -> Standing:
    """Return how `actor` stands to the mention at `place`, `[start, end)`, in their sentence."""
    language = sentence.language
    side, start, end = _side(actor, place)
    where = f"{language} {side}"
    distance = commas = others = 0
    if start < end:
        gap = end - start
        distance = bisect_left(DISTANCES[language], gap)
        commas = min(_MOST, clause_marks(start, end, document))
        others = sum(start <= other.start and other.end <= end for other in actors_in(sentence, document))
    own = (f"{where} distance={distance}", f"{where} commas={commas}", f"{where} others={min(_MOST, others)}")
    return Standing(actor, where, own)


def standing_in(actor: Actor, sentence: Sentence, zone: str) -> Standing:
    """Return how `actor` stands in a sentence without a mention, such as the title."""
    where = f"{sentence.language} {zone}"
    return Standing(actor, where, (where,))


def weigh_standing(question: str, standing: Standing, more: Iterable[str] = ()) -> float:
    """Return the sum of the weights of a standing's traits, and of `more`, for `question`."""
    actor, where, own = standing
    held = actor.sums.get((question, where))
    if held is None:
        held = actor.sums[question, where] = weigh(question, _general(actor, where))
    return held + weigh(question, (*own, *more))


def _general(actor: Actor, where: str) -> Iterator[str]:
    language = where.partition(" ")[0]
    for trait in actor.traits:
        yield f"{where} {trait}"
        yield f"{language} {trait}"


def _side(actor: Actor, place: tuple[int, int]) -> tuple[str, int, int]:
    start, end = place
    if actor.end <= start:
        return "left", actor.end, start
    if actor.start >= end:
        return "right", end, actor.start
    return "inside", actor.start, actor.start
