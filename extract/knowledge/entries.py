"""One entry of the knowledge: a cue or a name, its forms in the text, and what it says.

A form is a phrase. `sanction(s|ed|)` stands for its three spellings; ` ... ` is a gap of other words within the sentence.
Case is ignored, but a form of capitals alone (`EU`, `BIS`) matches only in capitals, and an entry with `case: exact` only
as it is written. Hyphens are spaces. British forms (`licence`, `defence`, `organise`, `labour`) match their American
spellings too. Chinese is written in Simplified.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product

_CHOICE = re.compile(r"\(([^()]*\|[^()]*)\)")
GAP = re.compile(r"\s*\.\.\.\s*")
_AMERICAN = (
    (re.compile(r"licenc"), "licens"),
    (re.compile(r"defence"), "defense"),
    (re.compile(r"programme\b"), "program"),
    (re.compile(r"is(?=(?:e|es|ed|ing|ation|ations)\b)"), "iz"),
    (re.compile(r"(?<=[a-z]{2})our\b"), "or"),
    (re.compile(r"centre"), "center"),
    (re.compile(r"cancell"), "cancel"),
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
    """Yield every spelling that a form stands for, the American ones after the British."""
    yield from _choices(form)
    american = form
    for british, spelling in _AMERICAN:
        american = british.sub(spelling, american)
    if american != form:
        yield from _choices(american)


def _choices(form: str) -> Iterator[str]:
    if "(" not in form:
        yield " ".join(form.split())
        return
    pieces = _CHOICE.split(form)
    choices = [piece.split("|") if index % 2 else [piece] for index, piece in enumerate(pieces)]
    for chosen in product(*choices):
        yield " ".join("".join(chosen).split())


def parts_of(form: str) -> list[list[str]]:
    """Return the parts of a form between its gaps, each with all its spellings."""
    return [list(dict.fromkeys(spellings(part))) for part in GAP.split(form)]


def is_case_sensitive(form: str) -> bool:
    """Tell whether a form matches only in its own case: short and all capitals."""
    return form.isascii() and form.isupper() and len(form) <= LONGEST_ACRONYM
