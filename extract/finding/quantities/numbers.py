"""Where numbers stand in folded text, in figures or words, with their scale (`million`, `万`)."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from extract.finding.grammar import alternatives, read_grammar
from extract.finding.numerals import ENGLISH_WORDS, FIGURES, parse_english, parse_figures
from extract.finding.quantities.chinese_numbers import chinese_number_at, numbers_chinese
from extract.finding.quantities.number import Number
from extract.knowledge.loading import HOME


@cache
def _english() -> tuple[re.Pattern[str], dict[str, float]]:
    words: dict[str, Any] = read_grammar(HOME / "en" / "quantities.yaml")
    scales: dict[str, float] = words["scales"]
    long = alternatives([word for word in scales if len(word) > 1])
    pattern = (
        rf"(?<![\w])(?<!\d[.,/:])(?:(?P<sign>(?<![\w)%])[-+]|minus |negative ) ?)?(?:(?P<figures>{FIGURES})|(?P<words>half|quarter|an?(?= (?:{long})\b)|{ENGLISH_WORDS}))"
        rf"(?:[ -]?(?P<scale>(?:{long})\b|[mbk]\b(?!/)))?(?![\d])"
    )
    return re.compile(pattern), scales


def numbers_in(folded: str, language: str, start: int = 0) -> Iterator[Number]:
    """Yield the numbers of folded text from `start` on."""
    if language == "zh":
        return numbers_chinese(folded, start)
    return _numbers_english(folded, start)


def number_at(folded: str, place: int, language: str) -> Number | None:
    """Return the number that begins at `place`."""
    if language == "zh":
        return chinese_number_at(folded, place)
    match = _english()[0].match(folded, place)
    return _english_number(match) if match else None


def _numbers_english(folded: str, start: int) -> Iterator[Number]:
    for match in _english()[0].finditer(folded, start):
        number = _english_number(match)
        if number is not None:
            yield number


def _english_number(match: re.Match[str]) -> Number | None:
    scales = _english()[1]
    scale = scales[match["scale"]] if match["scale"] else 1
    words = match["words"]
    if match["figures"]:
        value = parse_figures(match["figures"])
    elif words in ("half", "quarter", "a", "an"):
        if scale == 1:
            return None
        value = {"half": 0.5, "quarter": 0.25}.get(words, 1.0)
    else:
        parsed = parse_english(words)
        if parsed is None:
            return None
        value = parsed
    value = -value if match["sign"] in ("-", "minus ", "negative ") else value
    return Number(match.start(), match.end(), value * scale, scale, is_more=False)
