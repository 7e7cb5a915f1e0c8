"""The lines of a text that hold words, with their places."""

import re
from dataclasses import dataclass

_LINE = re.compile(r"[^\r\n]+")


@dataclass(frozen=True, slots=True)
class Line:
    """A line `[start, end)` of the text without its end; `text` is trimmed of white space."""

    start: int
    end: int
    text: str


def lines_of(text: str) -> list[Line]:
    """Return the lines of `text` that are not blank, in order."""
    found = (Line(match.start(), match.end(), match.group().strip()) for match in _LINE.finditer(text))
    return [line for line in found if line.text]
