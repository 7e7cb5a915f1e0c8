"""Which goods a figure is about: those of its clause, of its sentence, or else those that the text spoke of last."""

from extract.assembling.statistics.candidates import Candidate, Near
from extract.finding.document import Document
from extract.knowledge import Hit
from extract.records import MaterialMention

_SAME_CLAUSE = 60.0
_LOOK_BACK = 3
"""Sentences that a figure's goods are looked for in, before its own."""


def find_materials(candidate: Candidate, document: Document) -> tuple[MaterialMention, ...]:
    """Return the materials of a figure, each id once, with the words or the `basis` that it is inherited from."""
    own = candidate.of("materials")
    if own:
        return _mentions([near.hit for near in _together(own)], document)
    number = candidate.sentence.number
    for sentence in reversed(document.sentences[max(0, number - _LOOK_BACK) : number]):
        hits = sentence.of("materials")
        if hits:
            return tuple(
                MaterialMention(id=identifier, basis="preceding text")
                for identifier in dict.fromkeys(hit.entry.value for hit in hits[-1:])
            )
    return ()


def _together(near: list[Near]) -> list[Near]:
    """Keep the nearest, and the others that are about as near."""
    return [other for other in near if other.distance <= near[0].distance + _SAME_CLAUSE / 4]


def _mentions(hits: list[Hit], document: Document) -> tuple[MaterialMention, ...]:
    chosen = {hit.entry.value: hit for hit in hits}
    return tuple(
        MaterialMention(id=identifier, evidence=document.span(hit.start, hit.end)) for identifier, hit in chosen.items()
    )
