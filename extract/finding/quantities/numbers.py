"""Where numbers stand in folded text, in figures or words, with their scale (`million`, `万`)."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from extract.finding.grammar import alternatives, read_grammar
from extract.finding.numerals import CHINESE_DIGITS, ENGLISH_WORDS, FIGURES, parse_chinese, parse_english, parse_figures
from extract.knowledge.loading import HOME


class Number(NamedTuple):
    """A number at `[start, end)`; `scale` is what its own scale word multiplied by, 1 without one."""

    start: int
    end: int
    value: float
    scale: float
    is_more: bool = False


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


_CHINESE_WORDS = rf"[{CHINESE_DIGITS}十百千拾佰仟](?:[{CHINESE_DIGITS}十百千万亿兆点拾佰仟]{{0,14}}[{CHINESE_DIGITS}十百千万亿兆拾佰仟])?"
_CHINESE = re.compile(
    rf"(?<![a-z0-9.])(?<!\d[.,/:])(?:(?P<sign>(?<![0-9%])[-+]|负) ?)?(?P<figures>\d{{1,3}}(?: \d{{3}})+|{FIGURES})(?P<scale> ?(?:万亿|千亿|百亿|千万|百万|十万|十亿|[百千万亿兆k])(?!分之))?(?P<more>[余多])?"
    rf"|(?P<sign2>负)?(?P<words>{_CHINESE_WORDS})(?P<more2>[余多])?",
)


def numbers_in(folded: str, language: str, start: int = 0) -> Iterator[Number]:
    """Yield the numbers of folded text from `start` on."""
    if language == "zh":
        return _numbers_chinese(folded, start)
    return _numbers_english(folded, start)


def number_at(folded: str, place: int, language: str) -> Number | None:
    """Return the number that begins at `place`."""
    if language == "zh":
        match = _CHINESE.match(folded, place)
        return _chinese_number(match) if match else None
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


_SCALES = {
    "百": 1e2,
    "千": 1e3,
    "k": 1e3,
    "万": 1e4,
    "十万": 1e5,
    "百万": 1e6,
    "千万": 1e7,
    "亿": 1e8,
    "十亿": 1e9,
    "百亿": 1e10,
    "千亿": 1e11,
    "万亿": 1e12,
    "兆": 1e12,
}


def _numbers_chinese(folded: str, start: int) -> Iterator[Number]:
    for match in _CHINESE.finditer(folded, start):
        number = _chinese_number(match)
        if number is not None:
            yield number


def _chinese_number(match: re.Match[str]) -> Number | None:
    if match["figures"]:
        scale = _SCALES[match["scale"].strip()] if match["scale"] else 1
        value = parse_figures(match["figures"]) * scale
    else:
        parsed = parse_chinese(match["words"])
        if parsed is None:
            return None
        value, scale = parsed, 1
    negative = match["sign"] in ("-", "负") or match["sign2"] is not None
    return Number(
        match.start(), match.end(), -value if negative else value, scale, bool(match["more"] or match["more2"])
    )
