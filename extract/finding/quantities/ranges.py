"""Whether a number begins a range in English (`15% to 25%`, `between 2 and 4`; a move from one value to another is none), or is a year."""

import re
from functools import cache
from itertools import chain
from typing import Any, NamedTuple

from extract.finding.grammar import read_grammar
from extract.finding.quantities.number import Number
from extract.finding.quantities.numbers import number_at
from extract.knowledge.loading import HOME, LANGUAGES

_SEPARATOR = re.compile(r" ?(?:-|–|—|~) ?| to | or (?=[a-z\d]+ (?:months|weeks|days|years))")
_AND = re.compile(r" and ")
_SIGN = re.compile(r"(?:us|hk|nt|c|a)?[$€£¥] ?|(?:usd|cny|eur|rmb) ")
_SIGNS = " $€£¥"
_YEARS = range(1900, 2100)
_OWN_YEARS = range(1990, 2041)
"""Figures that are years of the articles' own time wherever no word says that something is counted."""


class _Cues(NamedTuple):
    """English words around what looks like a range.

    `unit` may stand between its first number and what joins them; `moves` say right before that it is a move, `step` that the first
    amount is one: `jumped $4 to $81`.
    """

    unit: re.Pattern[str]
    moves: tuple[str, ...]
    step: re.Pattern[str]


@cache
def _cues() -> _Cues:
    words: dict[str, Any] = read_grammar(HOME / "en" / "quantities.yaml")["ranges"]
    return _Cues(re.compile(words["unit"]), tuple(words["moves"]), re.compile(words["step"]))


def range_end(number: Number, folded: str) -> tuple[Number, float | None]:
    """Return the number that ends the range begun by `number` (itself when there is none) in English text, and its value."""
    separator = _separator(number, folded)
    if separator is None or folded[max(number.start - 12, 0) : number.start].rstrip(_SIGNS).endswith(_cues().moves):
        return number, None
    sign = _SIGN.match(folded, separator.end())
    second = number_at(folded, sign.end() if sign else separator.end())
    if second is None or _is_year(number, folded) > _is_year(second, folded):
        return number, None
    is_step = _cues().step.search(folded[max(number.start - 40, 0) : number.start]) is not None
    if sign is not None and separator.group() == " to " and is_step:
        return number, None
    scaled = number.value * (second.scale if number.scale == 1 else 1)
    return (second, second.value) if second.value > scaled else (number, None)


def scaled(first: Number, last: Number) -> float:
    """Return the value of the first number of a range: 30,000 in `3-5万吨`, 5,000 in `5000-1万吨`."""
    value = first.value * last.scale
    return value if first.scale == 1 and last is not first and value < last.value else first.value


def _separator(number: Number, folded: str) -> re.Match[str] | None:
    unit = _cues().unit.match(folded, number.end)
    end = unit.end() if unit else number.end
    separator = _SEPARATOR.match(folded, end)
    if separator is None and folded[max(number.start - 20, 0) : number.start].rstrip(_SIGNS).endswith("between"):
        separator = _AND.match(folded, end)
    return separator


def _is_year(number: Number, folded: str) -> bool:
    """Tell whether the number may be a year: four figures without a separator."""
    words = folded[number.start : number.end]
    return len(words) == len("2025") and words.isdigit() and number.value in _YEARS


def looks_like_year(number: Number, folded: str) -> bool:
    """Tell whether the number is a year: it may be one, and the word before it leads one in."""
    if not _is_year(number, folded):
        return False
    before = folded[max(number.start - 8, 0) : number.start].rstrip()
    leads, counts = _beside_years()
    return before.endswith(leads) or (number.value in _OWN_YEARS and not before.endswith(counts))


@cache
def _beside_years() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the words of both languages that lead a year in, and those that say that something is counted."""
    words = [read_grammar(HOME / language / "quantities.yaml")["years"] for language in LANGUAGES]
    return tuple(chain.from_iterable(one["leads"] for one in words)), tuple(
        chain.from_iterable(one["counts"] for one in words)
    )
