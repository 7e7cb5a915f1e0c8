"""Finds every quantity of a text: a number, its unit on either side, and what the clause says of it."""

import re
from collections.abc import Sequence
from itertools import pairwise

from extract.finding.grammar import fold_once, supported
from extract.finding.masking import Mask
from extract.finding.quantities.chinese import is_further_duty
from extract.finding.quantities.context import bound_of, change_of, comparison_beside, comparison_of, cues_of
from extract.finding.quantities.draft import Draft
from extract.finding.quantities.drafting import drafts_in
from extract.finding.quantities.moves import moves_of
from extract.finding.quantities.source import Source
from extract.finding.quantities.units import units_of
from extract.finding.quantities.worded import worded_drafts
from extract.records.codes import Comparison
from extract.records.mentions import Quantity
from extract.records.span import Span

_PERCENT = frozenset({"percent", "percentage_point", "basis_point"})


def find_quantities(text: str, *, language: str, mask: Sequence[tuple[int, int]] = ()) -> list[Quantity]:
    """Return the quantities of `text`, in order of appearance: numbers with a unit, never bare ones.

    `language` is `en` or `zh` (`zh-Hans`, `zh-Hant`); spans of `mask` (of instruments, say) are passed over; evidence counts code
    points of `text` and takes in the words of the bound. A fall is negative with `change` true; `value_from` is the value before
    (`from 5% to 7%`), which is a quantity of its own as well. Units are those of `knowledge/units.yaml`: percent,
    percentage_point, t, kg, USD, USD/t, count, times, day, ... Raises UsageError for another language.
    """
    language = supported(language)
    folded = fold_once(text)
    source = Source(text, folded, language, units_of(language))
    worded = list(worded_drafts(folded, language))
    mask = [*mask, *_addresses(folded)]
    masked = Mask(mask)
    taken = Mask([*((draft.start, draft.end) for draft in worded), *mask])
    kept = [draft for draft in worded if not masked.touches(draft.start, draft.end)]
    kept += [draft for draft in drafts_in(source) if not taken.touches(draft.start, draft.end)]
    kept.sort(key=lambda draft: draft.start)
    _link_changes(kept, folded, language)
    found = [_finished(draft, text, folded, language) for draft in kept]
    return _spread_changes(kept, found, folded) if language == "zh" else found


_ADDRESS = re.compile(r"\b(?:https?|ftp)://[!-~]+")


def _addresses(folded: str) -> list[tuple[int, int]]:
    """Return the spans of web addresses: `%20` is no percentage there."""
    return [match.span() for match in _ADDRESS.finditer(folded)] if "://" in folded else []


_LINK = 44
"""Code points between the two ends of a change."""


def _link_changes(drafts: list[Draft], folded: str, language: str) -> None:
    """Give the second end of `from 5% to 7%` its first, and of `to 10% from 20%`."""
    moves = moves_of(language)
    for before, after in pairwise(drafts):
        if before.unit != after.unit or after.start - before.end > _LINK:
            continue
        between = folded[before.end : after.start]
        lead = folded[max(before.start - 24, 0) : before.start]
        if moves["between"].fullmatch(between) and moves["before_from"].search(lead):
            after.value_from = before.value
        elif language == "en" and moves["between_back"].fullmatch(between) and moves["before_to"].search(lead):
            before.value_from = after.value
        else:
            continue
        before.change = after.change = 0


def _spread_changes(drafts: list[Draft], found: list[Quantity], folded: str) -> list[Quantity]:
    """Give the members of a Chinese list the change of its first: `同比分别增长15%、7%和4%`."""
    between = moves_of("zh")["between_members"]
    spread = found[:1]
    for (before, draft), quantity in zip(pairwise(drafts), found[1:], strict=True):
        first = spread[-1]
        is_open = not quantity.change and draft.change is None and quantity.unit == first.unit
        if first.change and is_open and between.fullmatch(folded, before.end, draft.start):
            quantity = _changed_as(quantity, first)  # noqa: PLW2901 -- the same figure, with its sign
        spread.append(quantity)
    return spread


def _changed_as(quantity: Quantity, first: Quantity) -> Quantity:
    sign = -1 if first.value < 0 else 1
    high = None if quantity.value_high is None else sign * quantity.value_high
    update = {"value": sign * quantity.value, "value_high": high, "change": True, "comparison": first.comparison}
    return quantity.model_copy(update=update)


def _finished(draft: Draft, text: str, folded: str, language: str) -> Quantity:
    bound, start, end = bound_of(folded, draft.start, draft.end, language)
    if draft.bound != "exact":
        bound = draft.bound
    change = _change_of(draft, (start, end), folded, language)
    if language == "zh" and draft.unit == "percent" and is_further_duty(folded, draft.start, draft.end):
        draft.unit, change = "percentage_point", 1
    comparison = _comparison_of(draft, folded, language, is_change=bool(change))
    if draft.unit == "count" and comparison is None:
        change = 0  # `removes three entries` counts entries; `five more than a year ago` is a change
    value, high = draft.value, draft.high
    if change > 0 and draft.unit == "times" and language == "zh":
        value, high, draft.unit = value * 100, None if high is None else high * 100, "percent"
    if change < 0 and value > 0:
        value, high = -value, -high if high is not None else None
    is_change = bool(change) or value < 0
    return Quantity(
        value=value,
        value_high=high,
        unit=draft.unit,
        bound=bound,
        change=is_change,
        value_from=draft.value_from,
        comparison=comparison,
        period=draft.period,
        evidence=Span.of(text, start, end),
    )


def _change_of(draft: Draft, place: tuple[int, int], folded: str, language: str) -> int:
    if draft.change is not None:
        return draft.change
    start, end = place if language == "en" else (draft.start, draft.end)
    if folded[start : draft.start].strip() in cues_of(language).levels:
        return 0  # `fell below 60%` tells where it fell to
    return change_of(folded, start, end, language, of_percent=draft.unit in _PERCENT)


def _comparison_of(draft: Draft, folded: str, language: str, *, is_change: bool) -> Comparison | None:
    if is_change:
        return comparison_of(folded, draft.start, draft.end, language)
    beside = comparison_beside(folded, draft.start, language) if language == "zh" else None
    is_multiple = language == "zh" and draft.unit == "times"  # `国内的三倍` is a multiple of something
    return beside or ("other" if is_multiple else None)
