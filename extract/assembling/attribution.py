"""Who says so: the sources that an event's sentences name, each with its kind.

Words for sources and, as officials, authorities are weighed ("source"): whether they speak, and whether of this event.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from math import exp, log
from typing import cast

from extract.assembling.actors import Actor, sources_in
from extract.assembling.drafts import Draft
from extract.assembling.joining import Vote, argument_votes, join_odds
from extract.assembling.surroundings import Standing, standing_of, weigh_standing
from extract.assembling.weighing import weigh
from extract.finding.document import Document, Sentence
from extract.records.codes import SourceKind
from extract.records.event import Attribution

SURE = 0.45
"""The share of the odds that a kind of source must have to be told."""
_LEAST = log(SURE / (1 - SURE))


def find_attribution(draft: Draft, document: Document) -> tuple[Attribution, ...]:
    """Return the sources told in the event's sentences, the likeliest of each kind, in the order of the text."""
    standings = source_standings(draft, document)
    places = {kind: [(one.actor.start, one.actor.end) for one in named] for kind, named in standings.items()}
    votes = argument_votes("attribution", draft.mentions, places, document)
    return _told(standings, {kind: silence_traits(kind, draft) for kind in standings}, votes, document)


def attribute_figure(sentence: Sentence, start: int, end: int, document: Document) -> tuple[Attribution, ...]:
    """Return the sources that the figure at `[start, end)` of the text is told by, as for events."""
    standings: dict[str, list[Standing]] = defaultdict(list)
    for source in sources_in(sentence, document):
        standings[source.code].append(standing_of(source, (start, end), sentence, document))
    return _told(standings, {kind: [f"{sentence.language} {kind}"] for kind in standings}, {}, document)


def _told(
    standings: Mapping[str, Sequence[Standing]],
    silence: Mapping[str, Sequence[str]],
    votes: Mapping[str, Vote],
    document: Document,
) -> tuple[Attribution, ...]:
    found: list[tuple[Actor, SourceKind]] = []
    for kind, candidates in standings.items():
        odds = [exp(weigh_standing("source", standing)) for standing in candidates]
        rules = log(sum(odds)) - weigh("no source", silence[kind])
        vote = votes.get(kind)
        if join_odds("attribution", rules, vote.odds if vote else None, document) > _LEAST:
            best = candidates[max(range(len(odds)), key=odds.__getitem__)].actor
            voted = (one.actor for one in candidates if vote and (one.actor.start, one.actor.end) == vote.place)
            found.append((next(voted, best), cast("SourceKind", kind)))
    found.sort(key=lambda item: item[0].start)
    return tuple(
        Attribution(name=span.quote, kind=kind, evidence=span)
        for actor, kind in found
        for span in [document.span(actor.start, actor.end)]
    )


def source_standings(draft: Draft, document: Document) -> dict[str, list[Standing]]:
    """Return the namings that may tell a source, by kind."""
    standings: dict[str, list[Standing]] = defaultdict(list)
    for mention in draft.mentions:
        for source in sources_in(mention.sentence, document):
            place = mention.start, mention.end
            standings[source.code].append(standing_of(source, place, mention.sentence, document))
    return standings


def silence_traits(kind: str, draft: Draft) -> list[str]:
    """Return the traits of the answer that no source of this kind speaks."""
    language = draft.mentions[0].sentence.language
    return [
        f"{language} {kind}",
        f"{language} {kind} certainty={draft.certainty}",
        f"{language} {kind} stage={draft.stage}",
    ]
