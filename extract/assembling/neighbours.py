"""The words beside a naming, as traits: the one and the two before it, the one and the two after it."""

import re

from extract.finding.document import Document, Sentence, once
from extract.language.folding import fold_words

_TOKEN = {"en": re.compile(r"'s\b|(?:[a-z]\.){2,}|[a-z]+|[^\sa-z0-9]"), "zh": re.compile(r"[a-z]+|[^\sa-z]")}
_SKIPPED = frozenset({"the", "a", "an", "some", "all", "both", "its", '"'})
_ROOM = {"en": 32, "zh": 6}
"""Code points of either side that are looked at; more than two words of any length that matters."""


def neighbours_of(start: int, end: int, sentence: Sentence, document: Document) -> tuple[str, str, str, str]:
    """Return the traits of the words before `start` and after `end` in the sentence; empty words at its edges."""
    words = _folded(sentence, document)
    room, tokens = _ROOM[sentence.language], _TOKEN[sentence.language].findall
    left, right = start - sentence.start, end - sentence.start
    before = [token for token in tokens(words[max(0, left - room) : left]) if token not in _SKIPPED][-2:] or [""]
    after = [token for token in tokens(words[right : right + room]) if token not in _SKIPPED][:2] or [""]
    return f"before={before[-1]}", f"before2={' '.join(before)}", f"after={after[0]}", f"after2={' '.join(after)}"


@once
def _folded(sentence: Sentence, document: Document) -> str:
    return fold_words(document.words(sentence.start, sentence.end))
