"""What a figure measures: the cue that suits its unit and stands nearest, or else what the figure before it measures."""

from collections.abc import Mapping
from typing import NamedTuple

from extract.assembling.statistics.candidates import Candidate, Near
from extract.records.codes import Indicator, StatisticKind

_FLOWS: tuple[Indicator, ...] = (
    "exports",
    "imports",
    "production",
    "consumption",
    "trade_value",
    "capacity",
    "reserves",
)
_LICENCES: tuple[Indicator, ...] = ("licence_applications", "licence_approvals")
_SHARES: tuple[Indicator, ...] = ("tariff_rate", "market_share", "import_dependence", "approval_rate", *_FLOWS)

SUITS: Mapping[str, tuple[Indicator, ...]] = {
    "percent": _SHARES,
    "percent change": ("price", *_FLOWS, *_LICENCES, "tariff_rate"),
    "mass": _FLOWS,
    "mass change": _FLOWS,
    "money": ("price", "trade_value", "exports", "imports"),
    "money change": ("price", "trade_value", "exports", "imports"),
    "price": ("price", "tariff_rate"),
    "price change": ("price",),
    "count": ("entities_listed", *_LICENCES, "exports", "imports", "production"),
    "count change": ("entities_listed", *_LICENCES, "exports", "imports", "production"),
    "times": ("price", *_FLOWS),
    "times change": ("price", *_FLOWS),
    "time": (),
    "time change": (),
    "other": ("price", *_FLOWS),
    "other change": ("price", *_FLOWS),
}
"""Indicators that a unit class can measure, of a change or not; every figure can be `other`."""

_FAR = 120.0
_HANDICAPS: Mapping[tuple[str, str], float] = {
    ("percent", "tariff_rate"): -15.0,
    ("percent", "market_share"): -10.0,
    ("percent", "reserves"): -30.0,
    ("percent", "capacity"): -20.0,
    ("percent", "production"): 25.0,
    ("percent", "consumption"): 15.0,
    ("percent", "trade_value"): 1000.0,
    ("mass", "trade_value"): 1000.0,
    ("money", "price"): 10.0,
}
"""How much farther away a cue counts as: the words of shares often stand beside those of the whole they are a share of."""
_OUTPUT_SHARES = {"production": "market_share"}


class Meaning(NamedTuple):
    """An indicator with the kind of figure; `cue` is the word that tells, None where the unit or the context does.

    Only a change keeps its sign; a price in money alone has the unit of the price told before it.
    """

    indicator: Indicator
    kind: StatisticKind
    cue: Near | None
    value: float
    value_high: float | None
    unit: str


def read_meaning(candidate: Candidate, before: tuple[Candidate, Meaning] | None = None) -> Meaning:
    """Return what a figure measures; `before` is the figure before it in the text, with its meaning."""
    cue = _nearest(candidate)
    indicator = _indicator(candidate, cue, before)
    kind = _kind(candidate, indicator)
    value, high = candidate.quantity.value, candidate.quantity.value_high
    if kind != "change":
        value, high = abs(value), None if high is None else abs(high)
    return Meaning(indicator, kind, cue, value, high, _unit(candidate, indicator, before))


def _indicator(candidate: Candidate, cue: Near | None, before: tuple[Candidate, Meaning] | None) -> Indicator:
    if candidate.is_tally:
        return "entities_listed"
    inherited = _inherited(candidate, cue, before)
    if inherited is not None:
        return inherited
    if cue is None:
        return _default(candidate)
    return cue.hit.entry.value  # type: ignore[return-value]  # checked when the knowledge was loaded


def _unit(candidate: Candidate, indicator: str, before: tuple[Candidate, Meaning] | None) -> str:
    unit = candidate.quantity.unit
    if before is None or indicator != "price" or candidate.unit_class != "money":
        return unit
    earlier, meaning = before
    is_near = candidate.sentence.number - earlier.sentence.number <= 1
    return meaning.unit if is_near and meaning.unit.startswith(f"{unit}/") else unit


def group_of(candidate: Candidate) -> str:
    """Return the unit class of a figure, with ` change` where it tells a change."""
    return candidate.unit_class + (" change" if candidate.is_change else "")


def _nearest(candidate: Candidate) -> Near | None:
    group = group_of(candidate)
    suits = SUITS[group]
    near = [
        (cue.distance + _HANDICAPS.get((group, cue.hit.entry.value), 0.0) + _order(cue, candidate), index, cue)
        for index, cue in enumerate(candidate.of("indicators"))
        if cue.hit.entry.get("use") in (None, "counted", "list") and cue.hit.entry.value in (*suits, "other")
    ]
    near = [found for found in near if found[0] < _FAR]
    return min(near)[2] if near else None


def _order(cue: Near, candidate: Candidate) -> float:
    """Things counted follow their number."""
    counted = candidate.unit_class == "count" and cue.hit.entry.get("use") == "counted"
    return 30.0 if counted and cue.before else 0.0


def _inherited(candidate: Candidate, cue: Near | None, before: tuple[Candidate, Meaning] | None) -> Indicator | None:
    """Return the indicator of the figure before, in the same sentence with no cue between the two."""
    if before is None or before[0].sentence is not candidate.sentence:
        return None
    earlier, meaning = before
    cue_between = cue is not None and cue.distance < candidate.start - earlier.end
    if cue_between or meaning.indicator not in SUITS[group_of(candidate)]:
        return None
    return meaning.indicator


def _default(candidate: Candidate) -> Indicator:
    if candidate.unit_class == "price":
        return "price"
    moves = (near for near in candidate.of("indicators") if near.hit.entry.get("use") == "move")
    return "price" if candidate.is_change and any(near.distance < _FAR for near in moves) else "other"


def _kind(candidate: Candidate, indicator: str) -> StatisticKind:
    """Return the kind; things added to a list are a count, a duty added to others a rate."""
    compared = candidate.quantity.comparison is not None
    if indicator == "tariff_rate":
        return "change" if candidate.quantity.unit == "percentage_point" else "rate"
    if candidate.is_change and (candidate.unit_class != "count" or compared):
        return "change"
    if candidate.unit_class == "times":
        return "rate"
    kinds: Mapping[str, StatisticKind] = {"percent": "share", "count": "count"}
    return kinds.get(candidate.unit_class, "level")
