"""From a number to a quantity: its range, the currency before it, the unit after it, and what it is per."""

from collections.abc import Iterator
from functools import cache
from itertools import chain

from extract.finding.grammar import read_grammar
from extract.finding.quantities import chinese
from extract.finding.quantities.amounts import add_cents, add_per, add_scale
from extract.finding.quantities.borrowing import Lender
from extract.finding.quantities.counting import bound_within, count, is_denied
from extract.finding.quantities.draft import Draft
from extract.finding.quantities.number import Number
from extract.finding.quantities.numbers import numbers_in
from extract.finding.quantities.ranges import range_end, scaled
from extract.finding.quantities.source import Source
from extract.finding.quantities.thresholds import is_threshold
from extract.finding.quantities.units import Unit, unit_after, unit_before
from extract.knowledge.loading import HOME, LANGUAGES

_LONGEST_TIME = 1000
"""Days, weeks, months or years above this are no duration: `1990 years` is a year."""


def drafts_in(source: Source) -> Iterator[Draft]:
    """Yield a draft for each number that has a unit, a currency, a noun that it counts, or the unit of one before it."""
    done = 0
    lender = Lender(source)
    for number in numbers_in(source.folded, source.language):
        if number.start < done or is_denied(number, source.folded, source.language):
            continue
        draft = _draft(number, source, done) or lender.lend(number)
        if draft is None:
            continue
        done = draft.end
        lender.take(draft)
        yield draft


def _draft(number: Number, source: Source, done: int) -> Draft | None:
    text, folded, language, units = source
    sign, start = unit_before(text, folded, number.start, units)
    if start < done:
        sign, start = None, number.start
    last, high = chinese.range_end(number, source) if language == "zh" else range_end(number, folded)
    unit, end = unit_after(text, folded, last.end, units)
    if last is not number and _is_apart(unit_after(text, folded, number.end, units)[0], unit):
        last, high = number, None  # `6.1% to 2030` is no range
        unit, end = unit_after(text, folded, number.end, units)
    if sign is not None and not (unit is not None and _outdoes(folded[last.end : end].strip(" -"), unit, sign)):
        unit, end = sign, last.end
    elif sign is None or unit is None or sign.name != unit.name:
        start = number.start
    value = scaled(number, last)
    if unit is None and language == "zh":
        unit, end = chinese.bare_price(last, source, last.end)
    if unit is None:
        return count(number, last, (value, high), folded, language)
    if unit.kind == "time" and (value > _LONGEST_TIME or _is_no_duration(folded, end)):
        return None
    if unit.name == "percent" and is_threshold(folded, number.start, end, language):
        return None
    draft = Draft(start, end, value * unit.factor, unit.name, None if high is None else high * unit.factor)
    draft.bound = bound_within(number, last)
    _add_rest(draft, unit, source)
    return draft


def _outdoes(word: str, unit: Unit, sign: Unit) -> bool:
    """Tell whether the unit after a number counts and not the sign before it: `$5 Canadian dollars`, not `the $5 mark`."""
    is_full = " " in word or word == unit.name.lower() or not word.isascii() or unit.name == sign.name
    return unit.kind == "ratio" or (unit.kind == "money" and is_full)


def _is_apart(first: Unit | None, last: Unit | None) -> bool:
    """Tell whether the ends of what looks like a range have units of their own that differ."""
    return first is not None and (last is None or first.name != last.name)


def _add_rest(draft: Draft, unit: Unit, source: Source) -> None:
    if source.language == "en" and unit.kind == "money":
        add_scale(draft, source.folded)
        add_cents(draft, source.folded)
    elif unit.kind == "money":
        chinese.add_parts(draft, source.folded)
    _add_sign(draft, source.folded)
    add_per(draft, unit, source)
    if source.language == "zh" and draft.period is None and unit.kind not in ("ratio", "time"):
        draft.period = chinese.period_before(source.folded, draft.start)


def _add_sign(draft: Draft, folded: str) -> None:
    """Read the sign of a change: `+6.7%`, `(-$15)`; a hyphen between two words or numbers is none."""
    if folded[draft.start] == "+":
        draft.change = 1
    elif draft.start and folded[draft.start - 1] in "+-" and (draft.start == 1 or folded[draft.start - 2] in " (,:"):
        draft.change = 1 if folded[draft.start - 1] == "+" else -1
        draft.start -= 1


def _is_no_duration(folded: str, end: int) -> bool:
    return folded.startswith(_no_durations(), end) or folded[end - 1] == "年"


@cache
def _no_durations() -> tuple[str, ...]:
    """Return the words of both languages behind a time that is no term: `ten years ago`, `90天前`."""
    words = (read_grammar(HOME / language / "quantities.yaml")["no_durations"] for language in LANGUAGES)
    return tuple(chain.from_iterable(words))
