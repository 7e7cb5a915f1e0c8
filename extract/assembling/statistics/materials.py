"""Which goods a figure is about: those of its clause, of its sentence, or else those that the text spoke of last."""

from extract.assembling.statistics.candidates import Candidate, Near
from extract.assembling.statistics.indicators import Meaning
from extract.finding.document import Document
from extract.records import MaterialMention

_ABOUT_AS_NEAR = 15.0
"""Letters of English by which goods may be farther from a figure than the nearest, and still be its own."""
_LOOK_BACK = 3
"""Sentences that a figure's goods are looked for in, before its own."""


def find_materials(candidate: Candidate, meaning: Meaning, document: Document) -> tuple[MaterialMention, ...]:
    """Return the materials of a figure, each id once, with the words or the `basis` that it is inherited from.

    Names on a list have none; a duty has those of its own sentence alone.
    """
    if meaning.indicator == "entities_listed":
        return ()
    own = candidate.near["materials"]
    if own:
        return _mentions(_together(own), document)
    if meaning.indicator == "tariff_rate":
        return ()
    number = candidate.sentence.number
    for sentence in reversed(document.sentences[max(0, number - _LOOK_BACK) : number]):
        hits = sentence.of("materials")
        if hits:
            return (MaterialMention(id=hits[-1].entry.value, basis="preceding text"),)
    return ()


def _together(near: list[Near]) -> list[Near]:
    """Keep the nearest, and the others that are about as near."""
    return [other for other in near if other.distance <= near[0].distance + _ABOUT_AS_NEAR]


def _mentions(near: list[Near], document: Document) -> tuple[MaterialMention, ...]:
    chosen = {word.value: word for word in reversed(near)}
    return tuple(
        MaterialMention(id=identifier, evidence=document.span(word.start, word.end))
        for identifier, word in chosen.items()
    )
