"""The goods that a sentence names and does not leave out: "except manganese", 锰不在其列 say what a measure is not about."""

import re

from extract.finding.document import Document, Sentence, once
from extract.knowledge import Hit

_BETWEEN = re.compile(r"[^,，.。;；:：()（）]{0,24}")
"""What stands between words that leave goods out and the goods: of a list, all are left out."""
_LIST = re.compile(r"(?:\s|,|、|and|or|及|和|与|以及)*", re.IGNORECASE)


@once
def materials_in(sentence: Sentence, document: Document) -> tuple[Hit, ...]:
    """Return the namings of goods in a sentence, in order, without those that it leaves out."""
    named = sentence.of("materials")
    cues = sentence.of("exclusions")
    if not cues:
        return tuple(named)
    return tuple(hit for hit in named if not any(_leaves_out(cue, hit, sentence, document) for cue in cues))


def _leaves_out(cue: Hit, hit: Hit, sentence: Sentence, document: Document) -> bool:
    if cue.entry.value == "before":
        return cue.end <= hit.start and _BETWEEN.fullmatch(document.words(cue.end, hit.start)) is not None
    if hit.end > cue.start:
        return False
    later = [other for other in sentence.of("materials") if hit.end <= other.start and other.end <= cue.start]
    ends = [hit.end, *(other.end for other in later)]
    starts = [*(other.start for other in later), cue.start]
    return all(_LIST.fullmatch(document.words(*gap)) for gap in zip(ends, starts, strict=True))
