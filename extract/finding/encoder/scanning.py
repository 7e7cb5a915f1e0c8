"""Which sentences the encoder reads: those where a measure or a figure may be told, and what stands beside a measure.

The rules have looked at every sentence before; what they see tells where reading cannot matter. `docs/model.md` gives what is lost and
gained by it.
"""

from collections.abc import Iterator

from extract.finding.document import Document, Sentence
from extract.finding.opinion import Place

_BESIDE = (-1, 0, 1)


def worth_reading(document: Document) -> list[Place]:
    """Return the sentences to read, in order, as places of the text."""
    sentences = document.sentences
    wanted = {number for sentence in sentences for number in _wanted(sentence)}
    return [(one.start, one.end) for one in sentences if one.number in wanted]


def _wanted(sentence: Sentence) -> Iterator[int]:
    """Yield the numbers of the sentences that this one makes worth reading."""
    if sentence.of("measures"):
        yield from (sentence.number + step for step in _BESIDE)
    elif sentence.quantities:
        yield sentence.number
