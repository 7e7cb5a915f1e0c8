"""Numbers whose unit was told before: `$10 a lb in May, now nearer $16`; `cut from 22 million tonnes to 3.5 million`; `refused 813`."""

import re
from functools import cache
from typing import Any, NamedTuple

from extract.finding.grammar import alternatives, read_grammar
from extract.finding.quantities.counting import may_count
from extract.finding.quantities.draft import Draft
from extract.finding.quantities.number import Number
from extract.finding.quantities.source import Source
from extract.knowledge.loading import HOME

_REACH = 160
"""Code points over which the unit of an amount is lent to the next number of the sentence."""
_PRICE_REACH = 110
_STEP_REACH = 45
"""Code points over which an amount is read as the step by which the price before it moved."""
_SENTENCE_END = re.compile(r"[.!?](?= |$)|\n|[。;]")
_CLAUSE_END = re.compile(r"[.!?] |\n|。")
_SIZES, _PRICE_SIZES = 100, 12
"""How many times larger than its lender a number may be, or smaller."""
_BEFORE = 100
"""Code points before a number that are read for what lets it take a unit."""


class _Cues(NamedTuple):
    """Words before a number that let it take a unit, by what it counts; what may follow it; and those counted before.

    `facing` is what is compared, `step` a move: what stands between a price and the next one.
    """

    amount: re.Pattern[str]
    counted: re.Pattern[str]
    number_of: re.Pattern[str]
    after: re.Pattern[str]
    pending: re.Pattern[str]
    facing: re.Pattern[str]
    step: re.Pattern[str]


@cache
def _cues() -> _Cues:
    words: dict[str, Any] = read_grammar(HOME / "en" / "quantities.yaml")["borrowing"]
    bounds = rf"(?: (?:{alternatives(words['bounds'])}))?"
    return _Cues(
        re.compile(rf"\b(?:{alternatives(words['before_amount'])}){bounds} $"),
        re.compile(rf"\b(?:{alternatives(words['before_count'])}){bounds} $"),
        re.compile(rf"{words['number_of']}{bounds} $"),
        re.compile(rf" ?(?:[.,;:)]|$|\n| (?:{alternatives(words['after'])})\b)"),
        re.compile(rf" (?:{alternatives(words['pending'])})(?![a-z-])"),
        re.compile(words["facing"]),
        re.compile(words["step"]),
    )


_LISTED = re.compile(r"(?:,|,? and) $")
_PLACE = re.compile(r" in (?:the )?[A-Z]")
_STEPPED = re.compile(r" ?\($")


class Lender:
    """Holds the last amount of a text as it is read, and lends its unit to numbers that stand without."""

    def __init__(self, source: Source) -> None:
        """Begin with nothing to lend."""
        self._source = source
        self._last: Draft | None = None
        self._counted: Draft | None = None
        self._price: Draft | None = None
        self._waiting: Draft | None = None

    def take(self, draft: Draft) -> None:
        """Remember a draft, and give it the unit of the price near it where it is one as well."""
        folded = self._source.folded
        if "/" in draft.unit:
            self._price = draft
            if self._waiting is not None and _is_same_price(draft, self._waiting, folded, self._waiting.end):
                self._waiting.unit = draft.unit
        elif self._price is not None and _is_same_price(self._price, draft, folded, self._price.end):
            draft.unit = self._price.unit
        self._waiting = draft if "/" not in draft.unit else None
        if draft.unit == "count":
            self._counted = draft
        elif draft.unit != "percent":
            self._last = draft

    def lend(self, number: Number) -> Draft | None:
        """Return the number with the unit of an amount before it, where its words and its size allow."""
        folded = self._source.folded
        if self._source.language != "en" or not may_count(number._replace(value=round(number.value)), folded, "en"):
            return None
        if self._price is not None and self._is_step(number, self._price):
            return Draft(number.start, number.end, number.value, self._price.unit, change=1 if number.value > 0 else -1)
        if self._counts(number):
            return Draft(number.start, number.end, number.value, "count")
        last = self._last
        if last is None or not self._reaches(last, number) or not _cues().amount.search(self._before(number)):
            return None
        is_written = number.scale != 1 or "," in folded[number.start : number.end]
        if (
            not is_written
            or not _cues().after.match(folded, number.end)
            or not _is_near(number.value, last.value, _SIZES)
        ):
            return None
        return Draft(number.start, number.end, number.value, last.unit)

    def _counts(self, number: Number) -> bool:
        """Tell whether the number counts more of what was counted before, or of what `the number of` names."""
        folded, cues = self._source.folded, _cues()
        if number.value < 1 or number.value != int(number.value):
            return False
        before = self._before(number)
        ends = cues.after.match(folded, number.end) is not None
        if ends and cues.number_of.search(before):
            return True
        if self._counted is None or not self._reaches(self._counted, number):
            return False
        if cues.pending.match(folded, number.end) or (ends and number.value > 1 and cues.counted.search(before)):
            return True
        return _LISTED.search(before) is not None and _PLACE.match(self._source.text, number.end) is not None

    def _is_step(self, number: Number, price: Draft) -> bool:
        """Tell whether the number is the step of a price in brackets: `551,000 yuan/t (+4,000)`."""
        folded = self._source.folded
        is_signed = folded[number.start] in "+-" and folded.startswith(")", number.end)
        return is_signed and _STEPPED.fullmatch(folded, price.end, number.start) is not None

    def _before(self, number: Number) -> str:
        return self._source.folded[max(number.start - _BEFORE, 0) : number.start]

    def _reaches(self, last: Draft, number: Number) -> bool:
        folded = self._source.folded
        return number.start - last.end <= _REACH and not _SENTENCE_END.search(folded, last.end, number.start)


def _is_near(one: float, other: float, sizes: float) -> bool:
    low, high = sorted((abs(one), abs(other)))
    return low > 0 and high / low <= sizes


def _is_same_price(price: Draft, other: Draft, folded: str, start: int) -> bool:
    """`$10 a lb in February, now nearer $16`: the second is a price as well; so is the step of `$690/t, down $12`."""
    first, last = min(start, other.end), max(other.start, price.start)
    if last - first > _PRICE_REACH or price.unit.partition("/")[0] != other.unit:
        return False
    between = folded[first:last]
    if _CLAUSE_END.search(between):
        return False
    is_behind = other.start >= price.end
    is_step = (
        len(between) <= _STEP_REACH and _cues().step.search(between) is not None if is_behind else between == " to "
    )
    sizes = _SIZES if _cues().facing.search(between) else _PRICE_SIZES
    return is_step or (len(between) <= _PRICE_REACH and _is_near(price.value, other.value, sizes))
