"""From a number to a quantity: its range, the currency before it, the unit after it, and what it is per."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from extract.finding.grammar import alternatives, read_grammar
from extract.finding.quantities.draft import Draft
from extract.finding.quantities.numbers import Number, number_at, numbers_in
from extract.finding.quantities.units import Unit, Units, unit_after, unit_before, units_of
from extract.knowledge.loading import HOME

_RANGE = {
    "en": re.compile(r" ?(?:-|–|—|~) ?| to "),
    "zh": re.compile(r" ?(?:-|–|—|——|~|至|到) ?"),
}
_BETWEEN = re.compile(r" and ")
_LEFT = 14


class _Cues(NamedTuple):
    noun: re.Pattern[str]
    denied_before: re.Pattern[str]
    denied_after: re.Pattern[str]
    price_before: re.Pattern[str]


@cache
def _cues(language: str) -> _Cues:
    words: dict[str, Any] = read_grammar(HOME / language / "quantities.yaml")
    mass = alternatives(
        {word: unit for word, unit in units_of(language).by_word.items() if unit.kind in ("mass", "volume")}
    )
    if language == "en":
        return _Cues(
            re.compile(
                rf"\+?(?: \(\d+\))?(?:(?:[ -](?!(?:{alternatives(words['gap_stops'])})\b)[a-z][a-z'.-]*){{0,4}}?[ -]({alternatives(words['nouns'])})\b"
                rf"| ({alternatives(words['direct_nouns'])})\b)"
            ),
            re.compile(rf"(?:\b(?:{alternatives(words['denied_before'])}) ?(?:no\. ?)?|[#§])$"),
            re.compile(r"[-/]\d|(?:st|nd|rd|th)\b|:\d|\.\d"),
            re.compile(r"(?!)"),
        )
    return _Cues(
        re.compile(
            rf" ?({alternatives(words['classifiers'])})(?!月|工作日|百分点|年|星期|小时|季度|别|性|人|体|半|基点)"
        ),
        re.compile(rf"(?:{alternatives(words['denied_before'])}) ?$"),
        re.compile(rf" ?(?:{alternatives(words['denied_after'])})"),
        re.compile(rf"(?:每|一)({mass})[\u4e00-\u9fff]{{0,6}}? ?$"),
    )


def drafts_in(text: str, folded: str, language: str) -> Iterator[Draft]:
    """Yield a draft for each number that has a unit, a currency, or a noun that it counts."""
    units = units_of(language)
    done = 0
    price: Draft | None = None
    waiting: Draft | None = None
    for number in numbers_in(folded, language):
        if number.start < done:
            continue
        draft = _draft(number, (text, folded, language), units)
        if draft is None:
            continue
        done = draft.end
        if "/" in draft.unit:
            price = draft
            if waiting is not None and _is_same_price(draft, waiting, folded, waiting.end):
                waiting.unit = draft.unit
        elif price is not None and _is_same_price(price, draft, folded, price.end):
            draft.unit = price.unit
        waiting = draft if "/" not in draft.unit else None
        yield draft


_SAME_PRICE = 110
"""Code points over which an amount of the size of a price is read as the same kind of price."""
_CLAUSE_END = re.compile(r"[.;!?] |\n|。")
_SIZES = 12


def _is_same_price(price: Draft, other: Draft, folded: str, start: int) -> bool:
    """`$10 a lb in February, now nearer $16`: the second is a price as well."""
    between = folded[min(start, other.end) : max(other.start, price.start)]
    if price.unit.partition("/")[0] != other.unit or len(between) > _SAME_PRICE or _CLAUSE_END.search(between):
        return False
    low, high = sorted((abs(price.value), abs(other.value)))
    return low > 0 and high / low <= _SIZES


def _draft(number: Number, texts: tuple[str, str, str], units: Units) -> Draft | None:
    text, folded, language = texts
    cues = _cues(language)
    left = folded[max(number.start - _LEFT, 0) : number.start]
    if cues.denied_before.search(left):
        return None
    sign, start = unit_before(text, folded, number.start, units)
    last, high = _range_end(number, folded, language)
    end = last.end
    value, high_value = number.value, high
    if last.scale != 1 and number.scale == 1 and last is not number and number.value < last.value:
        value *= last.scale
    unit, unit_end = unit_after(text, folded, end, units)
    if unit is None and last is not number and unit_after(text, folded, number.end, units)[0] is not None:
        last, high_value, end, value = number, None, number.end, number.value  # `6.1% to 2030` is no range
        unit, unit_end = unit_after(text, folded, end, units)
    if sign is not None and (unit is None or unit.kind != "money"):
        unit, unit_end = sign, end
    else:
        start = number.start
    if unit is None:
        return _count(number, last, (value, high_value), folded, language)
    if unit.kind == "time" and (value > 1000 or _is_denied_time(folded, unit_end)):  # noqa: PLR2004 -- a year
        return None
    draft = Draft(
        start, unit_end, value * unit.factor, unit.name, None if high_value is None else high_value * unit.factor
    )
    if number.is_more or last.is_more:
        draft.bound = "at_least"
    if language == "en" and unit.kind == "money":
        _add_cents(draft, folded)
    _add_per(draft, unit, folded, language, units)
    return draft


_CENTS = re.compile(r",? ?(?:and )?(\d{1,2}|[a-z]+(?:-[a-z]+)?) cents?\b")


def _add_cents(draft: Draft, folded: str) -> None:
    match = _CENTS.match(folded, draft.end)
    if match is not None and (number := number_at(folded, match.start(1), "en")) is not None:
        draft.value += number.value / 100
        draft.end = match.end()


def _is_denied_time(folded: str, end: int) -> bool:
    return (
        folded.startswith(("-old", " old", " ago", "前", "后", "期", "来", "底", "初", "度"), end)
        or folded[end - 1] == "年"
    )


def _range_end(number: Number, folded: str, language: str) -> tuple[Number, float | None]:
    """Return the number that ends the range begun by `number` (itself when there is none), and its value."""
    separator = _RANGE[language].match(folded, _skip_unit(number.end, folded))
    if separator is None and folded[max(number.start - 20, 0) : number.start].rstrip(" $€£").endswith("between"):
        separator = _BETWEEN.match(folded, _skip_unit(number.end, folded))
    if separator is None:
        return number, None
    place = separator.end()
    sign = re.compile(r"(?:us)?[$€£¥] ?|(?:usd|cny|eur|rmb) ").match(folded, place)
    second = number_at(folded, sign.end() if sign else place, language)
    lead = folded[max(number.start - 12, 0) : number.start].rstrip(" $€£¥")
    is_move = lead.endswith(("from", "由", "从")) or (
        language == "zh" and folded[separator.start() : place].strip() in ("至", "到") and lead.endswith(("由", "从"))
    )
    scaled = number.value * (second.scale if second is not None and number.scale == 1 else 1)
    if second is None or is_move or _looks_like_year(number, folded) or second.value <= scaled:
        return number, None
    return second, second.value


_SAME_UNIT = re.compile(
    r" ?%| (?:per cent|percent|tonnes|tons|million|billion)\b|[万亿]?(?:吨|元|美元|天|欧元|港元)|公吨|成"
)


def _skip_unit(end: int, folded: str) -> int:
    match = _SAME_UNIT.match(folded, end)
    return match.end() if match else end


def _add_per(draft: Draft, unit: Unit, folded: str, language: str, units: Units) -> None:
    per = units.per.match(folded, draft.end)
    if unit.kind == "money" and per is not None:
        word = next(group for group in per.groups() if group)
        draft.unit, draft.end = f"{unit.name}/{units.by_per[word].per}", per.end()
    elif unit.kind == "money" and language == "zh":
        before = _cues("zh").price_before.search(folded[max(draft.start - _LEFT, 0) : draft.start])
        if before is not None:
            draft.unit = f"{unit.name}/{units.by_word[before.group(1)].per}"
    else:
        period = _PERIOD[language].match(folded, draft.end)
        draft.period = _PERIODS[period.group(1)] if period else None


_PERIODS: Mapping[str, str] = {
    "day": "day",
    "week": "week",
    "month": "month",
    "year": "year",
    "annum": "year",
    "天": "day",
    "日": "day",
    "周": "week",
    "月": "month",
    "年": "year",
}
_PERIOD = {
    "en": re.compile(r"(?: (?:a|per|each|every) |/)(day|week|month|year|annum)\b"),
    "zh": re.compile(r"/(天|日|周|月|年)"),
}


def _count(
    number: Number, last: Number, values: tuple[float, float | None], folded: str, language: str
) -> Draft | None:
    cues = _cues(language)
    end = last.end
    value, high = values
    if value != int(value) or cues.denied_after.match(folded, end):
        return None
    noun = cues.noun.match(folded, end, min(end + 60, len(folded)))
    if noun is None or _looks_like_year(number, folded):
        return None
    draft = Draft(number.start, noun.end(), value, "count", high)
    if number.is_more or last.is_more:
        draft.bound = "at_least"
    return draft


_YEAR_LEADS = (
    " in",
    " by",
    "since",
    " from",
    "until",
    " of",
    " for",
    "early",
    " late",
    "during",
    "and",
    "before",
    "after",
    "the",
    "through",
    "year",
)


def _looks_like_year(number: Number, folded: str) -> bool:
    words = folded[number.start : number.end]
    is_size = len(words) == 4 and words.isdigit() and 1900 <= number.value < 2100  # noqa: PLR2004 -- a year in figures
    return is_size and folded[max(number.start - 8, 0) : number.start].rstrip().endswith(_YEAR_LEADS)
