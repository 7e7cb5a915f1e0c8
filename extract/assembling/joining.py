"""What the rules and a learned reader say together: a sum of the two, with weights fitted on articles that neither has seen.

Without a reader the rules speak alone, and nothing here changes what they say.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple, TypeVar

from extract.assembling.drafts import Mention
from extract.finding.document import Document
from extract.finding.opinion import Join, Kind, Place, Question, Role

_Key = TypeVar("_Key")


class Vote(NamedTuple):
    """The reader's log odds for an option, and where the words are that it has them from; None where it has no word for it."""

    odds: float
    place: Place | None


_SILENT = Vote(-6.0, None)


def places_of(mentions: Iterable[Mention]) -> tuple[Place, ...]:
    """Return where the mentions stand."""
    return tuple((mention.start, mention.end) for mention in mentions)


def join_odds(question: str, rules: float, reader: float | None, document: Document) -> float:
    """Return the log odds of a yes from what the rules and the reader (None where it is not asked) say."""
    if document.opinion is None or reader is None:
        return rules
    join = document.opinion.joins[question]
    return join.bias + join.rules * rules + join.reader * reader


def join_scores(
    question: str, rules: Mapping[_Key, float], reader: Mapping[Any, float], document: Document
) -> dict[_Key, float]:
    """Return the joined score of each of the rules' options; the rules' own where there is no reader."""
    if document.opinion is None or not reader:
        return dict(rules)
    return joined(document.opinion.joins[question], rules, reader)


def joined(join: Join, rules: Mapping[_Key, float], reader: Mapping[Any, float]) -> dict[_Key, float]:
    """Return the joined score of each of the rules' options; what the reader does not name is as good as its worst."""
    worst = min(reader.values())
    return {key: join.rules * score + join.reader * reader.get(key, worst) for key, score in rules.items()}


def event_votes(question: Question, mentions: Sequence[Mention], document: Document) -> Mapping[str, float]:
    """Return the reader's log shares for the event that the mentions tell; empty without a reader."""
    if document.opinion is None:
        return {}
    return document.opinion.event(question, places_of(mentions))


def label_votes(kind: Kind, place: Place, document: Document) -> Mapping[str, float]:
    """Return the reader's log shares of the labels for the words at `place`; empty without a reader."""
    return document.opinion.label(kind, place) if document.opinion is not None else {}


def argument_votes(
    role: Role, mentions: Sequence[Mention], places: Mapping[_Key, Sequence[Place]], document: Document
) -> dict[_Key, Vote]:
    """Return for each option, told at its places, the reader's best log odds that it is this argument; empty without a reader."""
    if document.opinion is None or not places:
        return {}
    flat = sorted({place for group in places.values() for place in group})
    odds = dict(zip(flat, document.opinion.arguments(role, places_of(mentions), flat), strict=True))
    return {key: max((Vote(odds[place], place) for place in group), default=_SILENT) for key, group in places.items()}


def argument_odds(
    role: Role, mentions: Sequence[Mention], places: Mapping[_Key, Sequence[Place]], document: Document
) -> dict[_Key, float]:
    """Return the odds alone of `argument_votes`."""
    return {key: vote.odds for key, vote in argument_votes(role, mentions, places, document).items()}
