"""Who says so: the sources that an event's sentences name, each with its kind.

Words for sources and, as officials, authorities are weighed ("source"): whether they speak, and whether of this event.
"""

from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from math import exp
from typing import cast

from extract.assembling.drafts import Draft
from extract.assembling.surroundings import Actor, actors_in, neighbours_of, traits_towards
from extract.assembling.weighing import weigh
from extract.finding.document import Document, Sentence
from extract.records.codes import SourceKind
from extract.records.event import Attribution

SURE = 0.45
"""The share of the odds that a kind of source must have to be told."""
_OFFICIAL_ROLES = ("authority", "government")


def find_attribution(draft: Draft, document: Document) -> tuple[Attribution, ...]:
    """Return the sources told in the event's sentences, the likeliest of each kind, in the order of the text."""
    found: list[tuple[Actor, SourceKind]] = []
    for kind, namings in source_namings(draft, document).items():
        odds = [exp(weigh("source", traits)) for _, traits in namings]
        none = exp(weigh("no source", silence_traits(kind, draft)))
        if sum(odds) > SURE * (none + sum(odds)):
            best = max(range(len(odds)), key=odds.__getitem__)
            found.append((namings[best][0], cast("SourceKind", kind)))
    found.sort(key=lambda item: item[0].start)
    return tuple(
        Attribution(name=span.quote, kind=kind, evidence=span)
        for actor, kind in found
        for span in [document.span(actor.start, actor.end)]
    )


def source_namings(draft: Draft, document: Document) -> dict[str, list[tuple[Actor, list[str]]]]:
    """Return the namings that may tell a source, by kind, each with its traits."""
    namings: dict[str, list[tuple[Actor, list[str]]]] = defaultdict(list)
    for mention in draft.mentions:
        for source in sources_in(mention.sentence, document):
            traits = traits_towards(source, mention, document)
            namings[source.code].append((source, [f"{source.code} {trait}" for trait in traits] + traits))
    return namings


def silence_traits(kind: str, draft: Draft) -> list[str]:
    """Return the traits of the answer that no source of this kind speaks."""
    language = draft.mentions[0].sentence.language
    return [
        f"{language} {kind}",
        f"{language} {kind} certainty={draft.certainty}",
        f"{language} {kind} stage={draft.stage}",
    ]


@lru_cache(maxsize=256)
def sources_in(sentence: Sentence, document: Document) -> tuple[Actor, ...]:
    """Return the words for sources in a sentence, and the authorities that may speak; `code` is the kind."""
    return tuple(_sources(sentence, document))


def _sources(sentence: Sentence, document: Document) -> Iterator[Actor]:
    for hit in sentence.of("attribution"):
        own = f"role={hit.entry.get('role')}"
        yield Actor(
            hit.start,
            hit.end,
            hit.entry.value,
            "source",
            hit.entry,
            (own, *neighbours_of(hit.start, hit.end, sentence, document)),
        )
    for actor in actors_in(sentence, document):
        if actor.role in _OFFICIAL_ROLES:
            yield actor._replace(code="official")
