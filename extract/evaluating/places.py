"""Where quotes stand in a text, and in which sentences: the scorer's own rules, apart from those of the extractor.

The extractor's sentences may change from release to release; a measure must not. So these rules are fixed here.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator

Place = tuple[int, int]
"""A stretch of the text, half open, in code points."""

_SENTENCE_END = re.compile(
    r"(?<=[。！？；])|(?<=[.!?])[\"'”’)\]]*\s+(?=[\"'“‘(\[]?[A-Z0-9\u4e00-\u9fff])|\n+",
)
_ABBREVIATION = re.compile(
    r"(?:\b(?:U\.S|U\.K|U\.N|E\.U|No|Nos|Mr|Mrs|Ms|Dr|Sen|Rep|Gov|St|Inc|Corp|Co|Ltd|vs|Art|Sec|Ann"
    r"|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)|\b[A-Z])\.$"
)
_LONGEST_ABBREVIATION = 8


def sentence_starts(text: str) -> list[int]:
    """Return where the sentences of `text` begin, the first at 0."""
    starts = [0]
    for match in _SENTENCE_END.finditer(text):
        at = match.start()
        inside = "\n" not in match.group() and _ABBREVIATION.search(text[max(0, at - _LONGEST_ABBREVIATION) : at])
        if match.end() > starts[-1] and not inside:
            starts.append(match.end())
    return starts


class Places:
    """Finds quotes in one text, blind to white space, and tells the sentences that they stand in."""

    def __init__(self, text: str) -> None:
        self._index = [offset for offset, character in enumerate(text) if not character.isspace()]
        self._bare = "".join(text[offset] for offset in self._index)
        self._starts = sentence_starts(text)

    def find(
        self, quote: str | None, *, near: str | None = None, context: tuple[str, str] | None = None
    ) -> Place | None:
        """Return the place of `quote`, or None when the text does not hold it.

        Of several places it is the first inside `near`, a longer stretch of the text, or else the one whose
        surroundings agree most with `context`, the words to the left and to the right; else the first.
        """
        bare = _bare(quote)
        found = list(self._all(bare)) if bare else []
        if not found:
            return None
        best = found[0]
        if near:
            best = self._inside(found, _bare(near))
        elif context and len(found) > 1:
            left, right = _bare(context[0]), _bare(context[1])
            best = max(found, key=lambda at: self._agreement(at, at + len(bare), left, right))
        return self._index[best], self._index[best + len(bare) - 1] + 1

    def sentences(self, place: Place) -> frozenset[int]:
        """Return the numbers of the sentences that a place touches."""
        start, end = place
        return frozenset(range(self.sentence_at(start), self.sentence_at(max(start, end - 1)) + 1))

    def sentence_at(self, offset: int) -> int:
        """Return the number of the sentence that holds `offset`."""
        return bisect_right(self._starts, offset) - 1

    def _all(self, bare: str) -> Iterator[int]:
        at = self._bare.find(bare)
        while at >= 0:
            yield at
            at = self._bare.find(bare, at + len(bare))

    def _inside(self, found: list[int], near: str) -> int:
        around = self._bare.find(near)
        inside = [at for at in found if 0 <= around <= at < around + len(near)]
        return inside[0] if inside else found[0]

    def _agreement(self, start: int, end: int, left: str, right: str) -> int:
        before = self._bare[max(0, start - len(left)) : start]
        after = self._bare[end : end + len(right)]
        return _same_head(left[::-1], before[::-1]) + _same_head(right, after)


def _same_head(one: str, other: str) -> int:
    """Return how many characters two strings share from their beginning."""
    for number, (first, second) in enumerate(zip(one, other, strict=False)):
        if first != second:
            return number
    return min(len(one), len(other))


def _bare(words: str | None) -> str:
    return "".join((words or "").split())
