"""Which goods, technology or software a measure is about.

Every material that the event's sentences, the title or the sentences around name is weighed ("material"): how near it
stands to the measure's words, whether a more exact one stands beside it, and how much of the article is about it.
"""

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from extract.assembling.drafts import Draft, Mention
from extract.assembling.weighing import weigh
from extract.finding.document import Document
from extract.knowledge import Hit
from extract.records.event import MaterialMention

LEAST = 0.0
"""The logarithm of the odds that a material must have to be told."""
_DISTANCES = {"en": (3, 15, 40, 90, 200), "zh": (1, 5, 12, 30, 70)}
_AROUND = 1
"""Sentences before and after a mention whose materials may be meant."""


class Candidate(NamedTuple):
    """A material with its nearest hit, and the traits that tell whether the event is about it."""

    id: str
    hit: Hit
    zone: str
    traits: list[str]


def find_materials(draft: Draft, document: Document) -> tuple[MaterialMention, ...]:
    """Return the materials of an event, in the order of the text."""
    chosen = [item for item in material_candidates(draft, document) if weigh("material", item.traits) > LEAST]
    chosen.sort(key=lambda item: item.hit.start)
    return tuple(MaterialMention(id=item.id, evidence=document.span(item.hit.start, item.hit.end)) for item in chosen)


def material_candidates(draft: Draft, document: Document) -> list[Candidate]:
    """Return the materials that the event may be about, each once, with their traits."""
    nearest: dict[str, tuple[str, Hit]] = {}
    for zone, hit in _zones(draft, document):
        nearest.setdefault(hit.entry.value, (zone, hit))
    direct = {name for name, (zone, _) in nearest.items() if not zone.startswith(("title", "around", "topic"))}
    return [
        Candidate(name, hit, zone, list(_traits(name, zone, draft, document, direct)))
        for name, (zone, hit) in nearest.items()
    ]


def _zones(draft: Draft, document: Document) -> Iterator[tuple[str, Hit]]:
    """Yield material hits with where they stand, the nearest zones first."""
    inside = [(_zone(hit, mention), hit) for mention in draft.mentions for hit in mention.sentence.of("materials")]
    yield from sorted(inside, key=lambda item: item[0][-1])
    numbers = {mention.sentence.number for mention in draft.mentions}
    yield from (
        ("title", hit) for sentence in document.sentences[:1] if sentence.is_title for hit in sentence.of("materials")
    )
    for number in sorted(numbers):
        for other in (number - 1, number + 1):
            if 0 <= other < len(document.sentences) and other not in numbers:
                yield from (("around", hit) for hit in document.sentences[other].of("materials"))
    topic = _topics(document).most_common(1)
    yield from (("topic", hit) for hit in document.of("materials") if topic and hit.entry.value == topic[0][0])


def _zone(hit: Hit, mention: Mention) -> str:
    limits = _DISTANCES[mention.sentence.language]
    if hit.end <= mention.start:
        return f"left {sum(mention.start - hit.end > limit for limit in limits)}"
    if hit.start >= mention.end:
        return f"right {sum(hit.start - mention.end > limit for limit in limits)}"
    return "inside 0"


@lru_cache(maxsize=2)
def _topics(document: Document) -> Counter[str]:
    return Counter(hit.entry.value for hit in document.of("materials"))


def _traits(name: str, zone: str, draft: Draft, document: Document, direct: set[str]) -> Iterator[str]:
    language = draft.mentions[0].sentence.language
    groups = document.knowledge.material_groups
    topics = _topics(document)
    place = zone.partition(" ")[0]
    kind = "other" if name.startswith("other:") else "listed"
    yield f"{language}"
    yield f"{language} zone={zone}"
    yield f"{language} place={place} measure={draft.measure}"
    yield f"{language} place={place} alone={not direct - {name}}"
    yield f"{language} place={place} told={bool(direct)}"
    yield f"{language} {kind}"
    yield f"{language} {place} share={_step(topics[name] / topics.total())}"
    yield f"{language} {place} id={name}"
    if any(name in groups.get(other, ()) for other in direct):
        yield f"{language} more exact beside"
    if groups.get(name, frozenset()) & direct:
        yield f"{language} group beside"
    yield f"{language} named in={min(3, sum(any(hit.entry.value == name for hit in sentence.of('materials')) for sentence in draft.sentences))} of {min(3, len(draft.sentences))}"


def _step(share: float) -> int:
    return sum(share >= limit for limit in (0.05, 0.15, 0.3, 0.5, 0.8))
