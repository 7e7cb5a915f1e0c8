"""What Chinese adds to a number: its range, coins after a sum, a price told without its currency, which classifiers count."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from extract.finding.grammar import alternatives, read_grammar
from extract.finding.quantities.chinese_numbers import chinese_number_at
from extract.finding.quantities.draft import Draft
from extract.finding.quantities.moves import moves_of
from extract.finding.quantities.number import Number
from extract.finding.quantities.source import Source
from extract.finding.quantities.units import Unit, unit_after
from extract.knowledge.loading import HOME

_RANGE_AHEAD = re.compile(r"[^,。;\n]{0,9}?(?:-|~|—|至|到)")
_RANGE = re.compile(r" ?(?:-{1,2}|~|—{1,2}|至|到) ?(?:us\$|[$€£¥])?")


_STEP_SIZE = 5
"""A rise or fall is by the first amount, to the second, where the second is more than so many times the first."""


class Cues(NamedTuple):
    """Patterns over the words of `zh/quantities.yaml`."""

    classifier: re.Pattern[str]
    single: re.Pattern[str]
    ranked: re.Pattern[str]
    part: re.Pattern[str]
    parts: Mapping[str, float]
    period: re.Pattern[str]
    periods: Mapping[str, str]


@cache
def cues_of() -> Cues:
    """Return the patterns of Chinese."""
    words: dict[str, Any] = read_grammar(HOME / "zh" / "quantities.yaml")
    stops: dict[str, list[str]] = words["classifiers"]
    ordered = sorted(stops, key=len, reverse=True)
    classifiers = "|".join(
        re.escape(word) + (f"(?!{alternatives(stops[word])})" if stops[word] else "") for word in ordered
    )
    return Cues(
        re.compile(rf" ?({classifiers})"),
        re.compile(rf"(?:{alternatives(words['single_before'])})$"),
        re.compile(rf"(?<![{''.join(words['not_ranked'])}])前$"),
        re.compile(rf"(?:又|零| )?(\d{{1,2}}|[一二两三四五六七八九十]{{1,3}}) ?({alternatives(words['parts'])})"),
        words["parts"],
        re.compile(words["period_before"]),
        words["periods"],
    )


def range_end(number: Number, source: Source) -> tuple[Number, float | None]:
    """Return the number that ends the range begun by `number` (itself when there is none), and its value."""
    text, folded, _, units = source
    if number.high is not None or _RANGE_AHEAD.match(folded, number.end) is None:
        return number, number.high
    unit, end = unit_after(text, folded, number.end, units)
    per = units.per.match(folded, end) if unit else None
    separator = _RANGE.match(folded, per.end() if per else end)
    second = chinese_number_at(folded, separator.end()) if separator else None
    if separator is None or second is None or not _is_higher(second, number):
        return number, None
    if separator.group().strip() in ("至", "到") and _is_move(number, second, folded):
        return number, None
    if unit is not None and unit_after(text, folded, second.end, units)[0] != unit:
        return number, None
    return second, second.value if second.high is None else second.high


def _is_higher(second: Number, first: Number) -> bool:
    if first.value < 0:
        return second.value != first.value  # `-3%至-5%`
    return second.value > first.value


def _is_move(first: Number, second: Number, folded: str) -> bool:
    moves = moves_of("zh")
    before = folded[max(first.start - 14, 0) : first.start]
    if moves["before_further"].search(before):
        return True  # `进一步提高50%至84%`: by 50, to 84
    if moves["before_step"].search(before) and second.value > _STEP_SIZE * first.value:
        return True  # `涨2.3美元至86美元`
    lead = moves["before_range"].search(before)
    if lead is None:
        return False
    return (
        moves["after_range"].search(folded[second.end : second.end + 8]) is None
    )  # `从3%到5%不等` is a range all the same


def is_further_duty(folded: str, start: int, end: int) -> bool:
    """Tell whether a percentage is added to a duty that is in force already: `再加征50%关税`."""
    moves, before = moves_of("zh"), folded[max(start - 40, 0) : start]
    if moves["before_further"].search(before) is None:
        return False
    return moves["duty"].search(before + folded[end : end + 8]) is not None


_ENUMERATED = re.compile(r"[一二三四五六七八九]、$")


def is_counting(number: Number, folded: str, end: int) -> bool:
    """Tell whether the number counts what its classifier at `end` names: `一个` is mostly an article, `前三名` a rank."""
    words, before = folded[number.start : number.end], folded[max(number.start - 3, 0) : number.start]
    cues = cues_of()
    if words == "二" or _ENUMERATED.search(before):
        return False  # two of a kind are 两: `二次资源` is secondary; `三、四类` are the third and the fourth
    if words == "一" or (words == "两" and folded.startswith("国", end)):
        return cues.single.search(before) is not None
    return number.value > 0 and cues.ranked.search(before) is None


_BARE_TENTH = re.compile(r"[一二两三四五六七八九半](?=[,。;、!?)\s]|$)")


def add_parts(draft: Draft, folded: str) -> None:
    """Add the coins that follow a sum of money: `两元五角`, `三块五`."""
    cues = cues_of()
    while (part := cues.part.match(folded, draft.end)) is not None:
        number = chinese_number_at(folded, part.start(1))
        draft.value = round(draft.value + (number.value if number else 0) * cues.parts[part.group(2)], 6)
        draft.end = part.end()
    tenth = _BARE_TENTH.match(folded, draft.end)
    if tenth is not None and folded[draft.end - 1] == "块":
        number = chinese_number_at(folded, draft.end)
        draft.value = round(draft.value + (0.1 * number.value if number else 0.5), 6)
        draft.end = tenth.end()


_BARE_PRICE = 1e4


def bare_price(number: Number, source: Source, end: int) -> tuple[Unit | None, int]:
    """Return yuan for a price told as `32万一吨`, the money of Chinese texts, and where its words end; None for other numbers."""
    is_price = number.scale >= _BARE_PRICE and source.units.per.match(source.folded, end) is not None
    return (source.units.by_word["元"] if is_price else None), end


def period_before(folded: str, start: int) -> str | None:
    """Return the period that a volume is per where it stands before: `月产能4万片`, `每天300桶`."""
    match = cues_of().period.search(folded[max(start - 12, 0) : start])
    return cues_of().periods[match.group(1) or match.group(2)] if match else None
