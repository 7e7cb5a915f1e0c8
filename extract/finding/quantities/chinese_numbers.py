"""Where numbers stand in folded Chinese text: figures with their scale, numerals, and numbers that are vague by themselves."""

import re
from collections.abc import Iterator

from extract.finding.numerals import CHINESE_DIGITS, FIGURES, parse_chinese, parse_chinese_span, parse_figures
from extract.finding.quantities.number import Number

_SCALES = {
    "百": 1e2,
    "千": 1e3,
    "k": 1e3,
    "万": 1e4,
    "十万": 1e5,
    "百万": 1e6,
    "千万": 1e7,
    "亿": 1e8,
    "个亿": 1e8,
    "个多亿": 1e8,
    "十亿": 1e9,
    "百亿": 1e10,
    "千亿": 1e11,
    "万亿": 1e12,
    "兆": 1e12,
}
_SCALE = r"个多?亿|万亿|千亿|百亿|千万|百万|十万|十亿|[百千万亿兆]|k(?![a-z])"
_REST = r"(?:\d{1,4}(?:\.\d{1,6})?[万千百]|(?<=[亿万千])\d{3,4}(?![\d年.%]))"
"""What follows the first scale of a number: `3亿5000万`, `2万5千`."""
_ROUND, _LARGE = "十百千拾佰仟廿卅", "万亿兆"
_VAGUE_BEFORE = "近逾超过上数几约满破达足"
"""Characters after which a scale alone is a number (`近万吨`, `数亿元`)."""
_FIRST = re.compile(rf"[0-9{CHINESE_DIGITS}{_ROUND}万亿]")
_PATTERN = re.compile(
    rf"(?<![a-z0-9.])(?<!\d[.,/:])(?P<figures>\d{{1,3}}(?: \d{{3}}){{1,9}}(?!\d)(?:\.\d{{1,12}})?|{FIGURES})"
    rf"(?:(?P<scale> ?(?:{_SCALE})(?!分之))(?P<rest>{_REST}{{1,3}})?)?(?P<more>[余多]|[余多来](?=[万亿])|个多(?=百分点|基点))?(?P<late>(?<=[余多来])(?:[百千]?万|万?亿))?"
    rf"|(?P<words>(?:[{CHINESE_DIGITS}{_ROUND}]|(?<=[{_VAGUE_BEFORE}])[万亿])(?: ?[{CHINESE_DIGITS}{_ROUND}{_LARGE}点]){{0,15}}(?<!点))"
    r"(?P<more2>[余多]|(?<=[十百千万])来|(?<=[十百])几)?(?P<late2>(?<=[余多来几])(?:[百千]?万|万?亿))?"
)
_SIGN = re.compile(r"(?:(?<![0-9a-z.%万亿千百成元吨])[-+]|负) ?$")
_LEADING_SIGN = re.compile(r"(?:[-+负] ?)?")
_SOME = re.compile(r"(?:好几|[几数上成])$")
"""Words before a round number that leave it open: `数十`, `上千`."""
_STRUCTURED = re.compile(rf"[{_ROUND}{_LARGE}点]")
_NEVER_ALONE = frozenset("零〇○陆")
"""Numerals that by themselves are mostly something else: 零件, 大陆."""


def numbers_chinese(folded: str) -> Iterator[Number]:
    """Yield the numbers of folded Chinese text, in order."""
    done = 0
    for first in _FIRST.finditer(folded):
        if first.start() < done:
            continue
        match = _PATTERN.match(folded, first.start())
        number = _number(match) if match else None
        if number is not None:
            yield number
        if match is not None:
            done = match.end() if number is None else number.end


def chinese_number_at(folded: str, place: int) -> Number | None:
    """Return the number that begins at `place`, with its sign."""
    sign = _LEADING_SIGN.match(folded, place)
    match = _PATTERN.match(folded, sign.end() if sign else place)
    return _number(match, place) if match else None


def _number(match: re.Match[str], earliest: int = 0) -> Number | None:
    """Return the number of a match with its sign, which stands no earlier than `earliest`."""
    number = _in_figures(match) if match["figures"] else _in_words(match)
    if number is None:
        return None
    before = match.string[max(number.start - 3, earliest) : number.start]
    sign = _SIGN.search(before)
    if sign is None:
        return number
    value = number.value if "+" in sign.group() else -number.value
    return number._replace(start=number.start - len(before) + sign.start(), value=value)


def _in_figures(match: re.Match[str]) -> Number | None:
    scale = (match["scale"] or "").strip()
    factor = _SCALES[scale] if scale else 1
    value: float | None = round(parse_figures(match["figures"]) * factor, 6)
    if match["rest"]:
        value = parse_chinese(match["figures"] + scale + match["rest"])
    if value is None:
        return None
    value *= _SCALES[match["late"]] if match["late"] else 1
    is_more = "多" in scale or (match["more"] or "来") != "来"
    return Number(match.start(), match.end(), value, factor, is_more, is_about=match["more"] == "来")


def _in_words(match: re.Match[str]) -> Number | None:
    words, start, end = match["words"], match.start(), match.end()
    if " " in words and not _STRUCTURED.search(words):
        words = words.partition(" ")[0]
        end = match.start("words") + len(words)
    if words in _NEVER_ALONE:
        return None
    value, high = parse_chinese_span(words)
    if value is None:
        return None
    before = match.string[max(start - 2, 0) : start]
    some = _SOME.search(before) if words[0] in _ROUND or words[0] in _LARGE else None
    more = match["more2"] if end == match.end() else None
    late = _SCALES[match["late2"]] if more and match["late2"] else 1
    is_more = some is not None or more in ("余", "多", "几")
    start -= len(before) - some.start() if some else 0
    scale = _SCALES.get(words[-1], 1) if len(words) > 1 else 1
    return Number(start, end, value * late, scale, is_more, high if high is None else high * late, more == "来")
