"""A text as tokens in the way of spaCy, as Prodigy wants it: whole words, single Han characters, signs; a single space belongs to what it follows."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

_HAN = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_JOINED = "\u0300-\u036f\u200d\ufe0e\ufe0f"  # stand on the character before: combining marks, joiner, variants
_TOKEN = re.compile(rf"[{_HAN}][{_JOINED}]*|(?:(?![{_HAN}])\w[{_JOINED}]*)+|\s+|.[{_JOINED}]*", re.DOTALL)


class Token(NamedTuple):
    """The stretch `[start, end)` in code points; `space` tells that a single space follows, which is in no token."""

    start: int
    end: int
    space: bool


def tokens_of(text: str, spans: Iterable[tuple[int, int]]) -> list[Token]:
    """Return the tokens of a text; each of the spans begins with a token and ends with one.

    The texts of the tokens, each with a space after it where it says so, are the whole text.
    """
    spans = list(spans)
    starts, ends = {start for start, _ in spans}, {end for _, end in spans}
    found: list[Token] = []
    for start, end in _pieces(text, starts | ends):
        follows = found and not text[found[-1].start].isspace() and not found[-1].space
        if follows and text[start:end] == " " and start not in starts and end not in ends:
            found[-1] = found[-1]._replace(space=True)
        else:
            found.append(Token(start, end, space=False))
    return found


def _pieces(text: str, cuts: Iterable[int]) -> Iterator[tuple[int, int]]:
    ordered = sorted(cuts)
    for match in _TOKEN.finditer(text):
        inside = ordered[bisect_right(ordered, match.start()) : bisect_left(ordered, match.end())]
        yield from pairwise((match.start(), *inside, match.end()))
