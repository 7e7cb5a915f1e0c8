"""Finds every quantity of a text: a number, its unit on either side, and what the clause says of it."""

import re
from collections.abc import Sequence
from itertools import pairwise

from extract.finding.grammar import fold_once, supported
from extract.finding.masking import Mask
from extract.finding.quantities.context import bound_of, change_of, comparison_of
from extract.finding.quantities.draft import Draft
from extract.finding.quantities.drafting import drafts_in
from extract.finding.quantities.source import Source
from extract.finding.quantities.units import units_of
from extract.finding.quantities.worded import worded_drafts
from extract.records.mentions import Quantity
from extract.records.span import Span

_SIGNED = frozenset({"percent", "percentage_point", "basis_point"})


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
    return [_finished(draft, text, folded, language) for draft in kept]


_ADDRESS = re.compile(r"\b(?:https?|ftp)://[!-~]+")


def _addresses(folded: str) -> list[tuple[int, int]]:
    """Return the spans of web addresses: `%20` is no percentage there."""
    return [match.span() for match in _ADDRESS.finditer(folded)] if "://" in folded else []


_FROM = {"en": ("from ", "from just ", "from about ", "from around "), "zh": ("由", "从", "自")}
_TO = {
    "en": (" to ", " to about ", " to around ", " to just "),
    "zh": (
        "至",
        "到",
        "提高至",
        "提高到",
        "升至",
        "上调至",
        "降至",
        "降到",
        "增至",
        "下调至",
        "上调到",
        "增加到",
        "翻倍至",
        "提升到",
        "提升至",
    ),
}


def _link_changes(drafts: list[Draft], folded: str, language: str) -> None:
    """Give the second end of `from 5% to 7%` its first, and of `to 10% from 20%`."""
    for before, after in pairwise(drafts):
        between = folded[before.end : after.start]
        if before.unit != after.unit or len(between) > 16:  # noqa: PLR2004 -- a few words of link
            continue
        lead = folded[max(before.start - 14, 0) : before.start]
        if between.strip(" ,的") in {word.strip() for word in _TO[language]} and lead.endswith(_FROM[language]):
            after.value_from = before.value
            before.change = after.change = 0
        elif language == "en" and between in (" from ", " from about ") and lead.endswith(" to "):
            before.value_from = after.value
            before.change = after.change = 0


def _finished(draft: Draft, text: str, folded: str, language: str) -> Quantity:
    bound, start, end = bound_of(folded, draft.start, draft.end, language)
    if draft.bound != "exact":
        bound = draft.bound
    change = draft.change if draft.change is not None else change_of(folded, draft.start, draft.end, language)
    comparison = comparison_of(folded, draft.start, draft.end, language) if change else None
    if draft.unit == "count" and comparison is None:
        change = 0  # `removes three entries` counts entries; `five more than a year ago` is a change
    value, high = draft.value, draft.high
    if change > 0 and draft.unit == "times" and language == "zh":
        value, high, draft.unit = value * 100, None if high is None else high * 100, "percent"
    if change < 0 and value > 0:
        value, high = -value, -high if high is not None else None
    is_change = bool(change) or (value < 0 and draft.unit in _SIGNED)
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
