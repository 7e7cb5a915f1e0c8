"""Where numbers stand in folded text, in figures or words, with their scale (`million`, `万`)."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from extract.finding.grammar import alternatives, read_grammar
from extract.finding.numerals import ENGLISH_WORDS, FIGURES, parse_english, parse_figures
from extract.finding.quantities.chinese_numbers import numbers_chinese
from extract.finding.quantities.number import Number
from extract.knowledge.loading import HOME


@cache
def _english() -> tuple[re.Pattern[str], dict[str, float]]:
    words: dict[str, Any] = read_grammar(HOME / "en" / "quantities.yaml")
    scales: dict[str, float] = words["scales"]
    long = alternatives([word for word in scales if len(word) > 1])
    ones = alternatives(words["ones"])
    codes = "|".join(rf"\b{code}" for code in words["codes"])
    scale = rf"(?:{long})\b"
    article = rf"an?(?= (?:{scale}|(?:{ones})\b))"
    pattern = (
        rf"(?:(?<!\w)|(?<=[a-z])(?=\d)(?<={codes}))(?<!\d[.,/:])(?:(?P<sign>(?<![\w)%])[-+]|minus |negative ) ?)?"
        rf"(?:(?P<figures>{FIGURES})|(?P<words>(?:half|quarter)(?: an?)?|{article}|{ENGLISH_WORDS}))"
        rf"(?:(?P<decimals> \. \d{{1,12}}(?= ?(?:%|per)))|(?P<vulgar> ?[½¼¾⅓⅔⅛]| \d ?/ ?[248](?!\d))| and (?P<part>an? half|a quarter|one half|three quarters)\b)?"
        rf"(?:[ -]?(?P<scale>{scale}|[mbk]\b(?!/))(?: (?P<again>{scale}))?)?(?!\d)"
    )
    return re.compile(pattern), scales


def numbers_in(folded: str, language: str) -> Iterator[Number]:
    """Yield the numbers of folded text, in order."""
    return numbers_chinese(folded) if language == "zh" else _numbers_english(folded)


def number_at(folded: str, place: int) -> Number | None:
    """Return the number of English text that begins at `place`."""
    match = _english()[0].match(folded, place)
    return _english_number(match) if match else None


def _numbers_english(folded: str) -> Iterator[Number]:
    for match in _english()[0].finditer(folded):
        number = _english_number(match)
        if number is not None:
            yield number


def _english_number(match: re.Match[str]) -> Number | None:
    scales = _english()[1]
    scale = (scales[match["scale"]] if match["scale"] else 1) * (scales[match["again"]] if match["again"] else 1)
    value = _whole(match, scale)
    if value is None:
        return None
    value += _fraction(match)
    value = -value if match["sign"] in ("-", "minus ", "negative ") else value
    return Number(match.start(), match.end(), value * scale, scale, is_more=False)


_PARTS = {
    "half": 0.5,
    "quarter": 0.25,
    "quarters": 0.75,
    "½": 0.5,
    "¼": 0.25,
    "¾": 0.75,
    "⅓": 1 / 3,
    "⅔": 2 / 3,
    "⅛": 0.125,
}


def _whole(match: re.Match[str], scale: float) -> float | None:
    """Return the number before its fraction and scale; `half` and `quarter` are numbers before a scale or an article alone."""
    words: str | None = match["words"]
    if words is None:
        return parse_figures(match["figures"])
    if words in ("a", "an"):
        return 1.0
    first = words.partition(" ")[0]
    if first not in _PARTS:
        return parse_english(words)
    return _PARTS[first] if scale != 1 else None


def _fraction(match: re.Match[str]) -> float:
    """Return what `. 6`, `3/4`, `½` or `and a half` adds to the number."""
    if match["decimals"]:
        return float("0." + match["decimals"].rpartition(" ")[2])
    if match["part"]:
        return _PARTS[match["part"].rpartition(" ")[2]]
    vulgar = (match["vulgar"] or "").replace(" ", "")
    if "/" in vulgar:
        over, under = vulgar.split("/")
        return int(over) / int(under)
    return _PARTS[vulgar] if vulgar else 0.0
