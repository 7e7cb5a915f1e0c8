"""Which sentences the encoder reads: those where a measure or a figure may be told, and what stands beside a measure.

The rules have looked at every sentence before; what they see tells where reading cannot matter. `docs/model.md` gives what is lost and
gained by it.
"""

from collections.abc import Iterable, Iterator

from extract.finding.document import Document, Sentence
from extract.finding.opinion import Place

_BESIDE = (-1, 0, 1)
_ASKED = ("authorities", "jurisdictions", "materials", "measures", "targets")
"""The kinds of names and cues of which most are asked about."""


def worth_reading(document: Document) -> list[Place]:
    """Return the sentences to read, in order, as places of the text."""
    sentences = document.sentences
    wanted = {number for sentence in sentences for number in _wanted(sentence)}
    return [(one.start, one.end) for one in sentences if one.number in wanted]


def likely_asked(document: Document, read: Iterable[Place]) -> list[Place]:
    """Return the places within the sentences `read` that the reader is likely to be asked about: four in five are."""
    seen = set(read)
    sentences = [sentence for sentence in document.sentences if (sentence.start, sentence.end) in seen]
    return sorted({place for sentence in sentences for place in _mentioned(sentence)})


def _mentioned(sentence: Sentence) -> Iterator[Place]:
    """Yield where names, cues, times and quantities stand."""
    for kind in _ASKED:
        yield from ((hit.start, hit.end) for hit in sentence.of(kind))
    for span in (*(time.evidence for time in sentence.times), *(quantity.evidence for quantity in sentence.quantities)):
        yield span.start, span.end


def _wanted(sentence: Sentence) -> Iterator[int]:
    """Yield the numbers of the sentences that this one makes worth reading."""
    if sentence.of("measures"):
        yield from (sentence.number + step for step in _BESIDE)
    elif sentence.quantities:
        yield sentence.number
