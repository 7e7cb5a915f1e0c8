"""One entry of the knowledge: a cue or a name, its forms in the text, and what it says.

A form is a phrase. `sanction(s|ed|)` stands for its three spellings; ` ... ` is a gap of other words within the sentence.
Case is ignored, but a form of capitals alone (`EU`, `BIS`) matches only in capitals. Hyphens are spaces. `licence`,
`defence` and `-isation` match their American spellings too. Chinese is written in Simplified.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product

_CHOICE = re.compile(r"\(([^()]*\|[^()]*)\)")
GAP = re.compile(r"\s*\.\.\.\s*")
_SPELLINGS = (
    ("licenc", "licens"),
    ("defence", "defense"),
    ("isation", "ization"),
    ("ise ", "ize "),
    ("programme", "program"),
)
LONGEST_ACRONYM = 6


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """What a hit says: `kind` is the file it is from, `value` an id of that kind, `data` the extras."""

    kind: str
    value: str
    language: str
    forms: tuple[str, ...]
    data: Mapping[str, str] = field(default_factory=dict)
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()

    def get(self, key: str) -> str | None:
        """Return the extra `key`, or None."""
        return self.data.get(key)


def spellings(form: str) -> Iterator[str]:
    """Yield every spelling that a form stands for."""
    pieces = _CHOICE.split(form)
    choices = [piece.split("|") if index % 2 else [piece] for index, piece in enumerate(pieces)]
    for chosen in product(*choices):
        plain = " ".join("".join(chosen).split())
        yield plain
        for british, american in _SPELLINGS:
            if british in plain:
                yield plain.replace(british, american)


def is_case_sensitive(form: str) -> bool:
    """Tell whether a form matches only in its own case: short and all capitals."""
    return form.isascii() and form.isupper() and len(form) <= LONGEST_ACRONYM
