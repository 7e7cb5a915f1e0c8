"""Quotes to spans and back, blind to white space: the rule of the gold form."""

import re

from extract.records import Span

_WIDEST = 400  # code points on a side of a quote


class Locator:
    """Finds quotes in one text. `near` is a longer stretch that holds the quote meant."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._index = [offset for offset, character in enumerate(text) if not character.isspace()]
        self._bare = "".join(text[offset] for offset in self._index)

    def find(self, quote: str | None, near: str | None = None) -> Span | None:
        """Return the first place of `quote`, or the first inside `near`; None when the text does not hold it."""
        bare = _bare(quote)
        at = self._position(bare, _bare(near)) if bare else -1
        if at < 0:
            return None
        return Span.of(self._text, self._index[at], self._index[at + len(bare) - 1] + 1)

    def near(self, span: Span) -> str | None:
        """Return a stretch that makes `find(span.quote, near)` give `span`; None when the quote alone does.

        The form cannot point at a quote that only equal quotes stand around; the widest stretch is given then.
        """
        if self._gives(span, None):
            return None
        for reach in range(1, _WIDEST):
            for start, end in ((span.start, span.end + reach), (max(0, span.start - reach), span.end + reach)):
                stretch = self._text[start : min(end, len(self._text))]
                if self._gives(span, stretch):
                    return stretch
        return self._text[max(0, span.start - _WIDEST) : span.end + _WIDEST]

    def _gives(self, span: Span, near: str | None) -> bool:
        found = self.find(span.quote, near)
        return found is not None and found.start == self._first_inked(span)

    def _first_inked(self, span: Span) -> int:
        return span.start + len(span.quote) - len(span.quote.lstrip())

    def _position(self, bare: str, near: str) -> int:
        first = self._bare.find(bare)
        around = self._bare.find(near) if near else -1
        if around < 0:
            return first
        inside = self._bare.find(bare, around)
        return inside if around <= inside < around + len(near) else first


def _bare(words: str | None) -> str:
    return re.sub(r"\s+", "", words or "")
