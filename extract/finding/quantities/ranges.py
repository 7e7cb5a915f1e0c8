"""Whether a number begins a range: `15% to 25%`, `between 2 and 4`, `3至5`; a move from one value to another is none."""

import re

from extract.finding.quantities.number import Number
from extract.finding.quantities.numbers import number_at

_SEPARATOR = {
    "en": re.compile(r" ?(?:-|–|—|~) ?| to | or (?=[a-z\d]+ (?:months|weeks|days|years))"),
    "zh": re.compile(r" ?(?:-|–|—|——|~|至|到) ?"),
}
_AND = re.compile(r" and ")
_SIGN = re.compile(r"(?:us|hk|nt|c|a)?[$€£¥] ?|(?:usd|cny|eur|rmb) ")
_UNIT = re.compile(
    r" ?%| (?:per cent|percent|tonnes|tons|million|billion)\b|[万亿]?(?:吨|元|美元|天|欧元|港元)|公吨|成"
)
_SIGNS = " $€£¥"
_MOVES = ("from", "由", "从")
_MOVED = re.compile(
    r"\b(?:rose|rising|jumped|climbed|gained|surged|added|fell|falling|dropped|slid|slipped|lost|declined|tumbled|up|down)"
    r"(?: (?:by|another|about|around|nearly|some|over|more than|a further))* ?[^\w\s]{0,3}$"
)
"""What makes the first of two amounts a step: `jumped $4 to $81`."""
_YEARS = range(1900, 2100)
_OWN_YEARS = range(1990, 2041)
"""Figures that are years of the articles' own time wherever no word says that something is counted."""
_SIZE_LEADS = (
    "about",
    "around",
    "than",
    "nearly",
    "some",
    "over",
    "least",
    "almost",
    "approx",
    "roughly",
    "约",
    "近",
    "逾",
    "超",
)


def range_end(number: Number, folded: str, language: str) -> tuple[Number, float | None]:
    """Return the number that ends the range begun by `number` (itself when there is none), and its value."""
    separator = _separator(number, folded, language)
    if separator is None or folded[max(number.start - 12, 0) : number.start].rstrip(_SIGNS).endswith(_MOVES):
        return number, None
    sign = _SIGN.match(folded, separator.end())
    second = number_at(folded, sign.end() if sign else separator.end(), language)
    if second is None or _is_year(number, folded) > _is_year(second, folded):
        return number, None
    if (
        sign is not None
        and separator.group() == " to "
        and _MOVED.search(folded[max(number.start - 40, 0) : number.start])
    ):
        return number, None
    scaled = number.value * (second.scale if number.scale == 1 else 1)
    return (second, second.value) if second.value > scaled else (number, None)


def scaled(first: Number, last: Number) -> float:
    """Return the value of the first number of a range: 30,000 in `3-5万吨`, 5,000 in `5000-1万吨`."""
    value = first.value * last.scale
    return value if first.scale == 1 and last is not first and value < last.value else first.value


def _separator(number: Number, folded: str, language: str) -> re.Match[str] | None:
    unit = _UNIT.match(folded, number.end)
    end = unit.end() if unit else number.end
    separator = _SEPARATOR[language].match(folded, end)
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
    return before.endswith(_YEAR_LEADS) or (number.value in _OWN_YEARS and not before.endswith(_SIZE_LEADS))


_YEAR_LEADS = (
    *(" in", " by", "since", " from", "until", " of", " for", "early", " late"),
    *("during", "and", "before", "after", "the", "through", "year"),
)
