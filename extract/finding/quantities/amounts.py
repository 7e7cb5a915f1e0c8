"""What is told beyond a number and its unit: the cents of an amount, what a price is per, the period of a rate."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from extract.finding.grammar import alternatives, read_grammar
from extract.finding.numerals import parse_english
from extract.finding.quantities.draft import Draft
from extract.finding.quantities.source import Source
from extract.finding.quantities.units import Unit, units_of
from extract.knowledge.loading import HOME

_HUNDRED = 100
_SMALL = r"(\d{1,2}|[a-z]+(?:-[a-z]+)?)"
_BARE_CENTS = re.compile(rf",? (?:and )?{_SMALL}(?= and\b|[.,;!?)](?!\d)| ?$)")
"""`15 dollars and 15.`: hundredths without their name, where nothing follows that they could count."""
_AFTER_WORD = re.compile(r"[a-z]$")


@cache
def _cents() -> re.Pattern[str]:
    hundredths = read_grammar(HOME / "en" / "quantities.yaml")["hundredths"]
    return re.compile(rf",? ?(?:and )?{_SMALL} ?(?:{hundredths})\b")


@cache
def _scale_pattern() -> tuple[re.Pattern[str], dict[str, float]]:
    scales: dict[str, float] = read_grammar(HOME / "en" / "quantities.yaml")["scales"]
    return re.compile(rf" ({alternatives([word for word in scales if len(word) > 1])})\b"), scales


def add_scale(draft: Draft, folded: str) -> None:
    """Add the scale that stands after the unit: `75 USD million`."""
    pattern, scales = _scale_pattern()
    match = pattern.match(folded, draft.end)
    if match is not None:
        draft.value *= scales[match.group(1)]
        draft.high = None if draft.high is None else draft.high * scales[match.group(1)]
        draft.end = match.end()


def add_cents(draft: Draft, folded: str) -> None:
    """Add the hundredths of an amount in whole units: `3 dollars and 20 cents`, `10 $ 30 cent`, `15 dollars 50`."""
    if draft.value != int(draft.value):
        return
    match = _cents().match(folded, draft.end)
    if match is None and _is_spelt(draft, folded):
        match = _BARE_CENTS.match(folded, draft.end)
    value = parse_english(match.group(1)) if match else None
    if match is None or value is None or not 0 < value < _HUNDRED:
        return
    draft.value += value / _HUNDRED * (-1 if draft.value < 0 else 1)
    draft.end = match.end()


def _is_spelt(draft: Draft, folded: str) -> bool:
    """Tell whether bare hundredths may follow: the unit is a word, or they are (`c$100 and fifty`)."""
    is_word = _AFTER_WORD.search(folded[draft.start : draft.end]) is not None
    return is_word or re.match(r" and (?!an?\b|one\b)[a-z]", folded[draft.end : draft.end + 6]) is not None


@cache
def _price_before() -> re.Pattern[str]:
    mass = [word for word, unit in units_of("zh").by_word.items() if unit.kind in ("mass", "volume")]
    return re.compile(rf"(?:每|一)({alternatives(mass)})[\u4e00-\u9fff]{{0,6}}? ?$")


def add_per(draft: Draft, unit: Unit, source: Source) -> None:
    """Add what a price is per, or the period of another rate."""
    if unit.kind != "money":
        draft.period = draft.period or period_after(source.folded, draft.end, source.language)
        return
    per = source.units.per.match(source.folded, draft.end)
    if per is not None:
        word = next(group for group in per.groups() if group)
        draft.unit, draft.end = f"{unit.name}/{source.units.by_per[word].per}", per.end()
    elif source.language == "zh":
        before = _price_before().search(source.folded[max(draft.start - 14, 0) : draft.start])
        if before is not None:
            draft.unit = f"{unit.name}/{source.units.by_word[before.group(1)].per}"


def period_after(folded: str, end: int, language: str) -> str | None:
    """Return the period of the rate told behind a quantity that ends at `end`: `500 tonnes a year`."""
    pattern, periods = _periods(language)
    period = pattern.match(folded, end)
    return periods[period.group(1)] if period else None


@cache
def _periods(language: str) -> tuple[re.Pattern[str], Mapping[str, str]]:
    words: dict[str, Any] = read_grammar(HOME / language / "quantities.yaml")
    return re.compile(words["per_period"]), words["periods"]
