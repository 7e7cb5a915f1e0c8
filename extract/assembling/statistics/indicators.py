"""What a figure measures: the indicators that its unit allows compete for it with the cues around it."""

import re
from collections.abc import Mapping, Sequence
from math import log
from typing import NamedTuple, cast

from extract.assembling.joining import joined
from extract.assembling.statistics.candidates import Candidate, Near
from extract.assembling.statistics.choosing import shares
from extract.finding.opinion import Opinion
from extract.knowledge.tables import Weights
from extract.records.codes import Indicator, StatisticKind

_FLOWS: tuple[Indicator, ...] = (
    "exports",
    "imports",
    "production",
    "consumption",
    "trade_value",
    "capacity",
    "reserves",
    "other",
)
_LICENCES: tuple[Indicator, ...] = ("licence_applications", "licence_approvals")
_TRADE: tuple[Indicator, ...] = ("price", "trade_value", "exports", "imports", "other")
_COUNTED: tuple[Indicator, ...] = ("entities_listed", *_LICENCES, "exports", "imports", "production", "other")
_SHARES: tuple[Indicator, ...] = ("tariff_rate", "market_share", "import_dependence", "approval_rate", *_FLOWS)

SUITS: Mapping[str, tuple[Indicator, ...]] = {
    "percent": (*_SHARES, "price", *_LICENCES),
    "percent change": ("price", *_SHARES, *_LICENCES),
    "mass": _FLOWS,
    "mass change": _FLOWS,
    "money": _TRADE,
    "money change": _TRADE,
    "price": ("price", "tariff_rate", "other"),
    "price change": ("price", "tariff_rate"),
    "count": _COUNTED,
    "count change": _COUNTED,
    "times": ("price", *_FLOWS),
    "times change": ("price", *_FLOWS),
    "time": ("other", "reserves"),
    "time change": ("other",),
    "other": ("price", *_FLOWS),
    "other change": ("price", *_FLOWS),
}
"""Indicators that a unit class can measure, of a change or not."""

_LEAST = 1e-9
_STEPS = (6.0, 20.0, 45.0, 90.0, 150.0)
_TOKEN = {"en": re.compile(r"[a-z][a-z.]*"), "zh": re.compile(r"[^\s，。,]")}

Before = tuple[Candidate, "Meaning"] | None
"""The figure before in the text, with its meaning."""


class Meaning(NamedTuple):
    """An indicator with the kind of figure; only a change keeps its sign.

    A price in money alone has the unit of the price told before it.
    """

    indicator: Indicator
    kind: StatisticKind
    value: float
    value_high: float | None
    unit: str


def read_meaning(
    candidate: Candidate, before: Before = None, *, tables: Weights | None = None, opinion: Opinion | None = None
) -> Meaning:
    """Return what a figure measures; `before` is the figure before it in the text, with its meaning.

    `tables` are the weights to use in place of the package's, while they are learned; `opinion` is a learned reader's.
    """
    indicator: Indicator = "entities_listed"
    if not candidate.is_tally:
        indicator = _likeliest(candidate, shares("indicator", answers_of(candidate, before), tables), opinion)
    kind = _kind(candidate, indicator)
    value, high = candidate.quantity.value, candidate.quantity.value_high
    if kind != "change":
        value, high = abs(value), None if high is None else abs(high)
    return Meaning(indicator, kind, value, high, _unit(candidate, indicator, before))


def _likeliest(candidate: Candidate, told: Sequence[float], opinion: Opinion | None) -> Indicator:
    """Return the answer that the rules' shares, and the reader's word, make likeliest; the first of equals."""
    scores = {answer: log(max(share, _LEAST)) for answer, share in zip(SUITS[group_of(candidate)], told, strict=True)}
    if opinion is not None:
        scores = joined(opinion.joins["indicator"], scores, opinion.indicator((candidate.start, candidate.end)))
    return max(scores, key=lambda answer: scores[answer])


def group_of(candidate: Candidate) -> str:
    """Return the unit class of a figure, with ` change` where it tells a change."""
    return candidate.unit_class + (" change" if candidate.is_change else "")


def answers_of(candidate: Candidate, before: Before) -> list[list[str]]:
    """Return the traits of each answer that the figure's group allows, in the order of `SUITS`."""
    group, language = group_of(candidate), candidate.sentence.language
    cues = [cue for cue in candidate.near["indicators"] if cue.use not in ("against", "share")]
    uses = [cue.use for cue in candidate.near["indicators"][:4] if cue.distance < _STEPS[1]]
    tokens = _TOKEN[language].findall(candidate.after)[:2]
    told = [f"then {' '.join(tokens[:size])}" for size in (1, 2) if len(tokens) >= size]
    told += [f"{use}" for use in uses] + [f"measure {measure}" for measure in candidate.ground.measures]
    first = cues[0].value if cues else None
    found = []
    for answer in SUITS[group]:
        traits = [f"{group} {answer}", *(f"{answer} {trait}" for trait in told)]
        traits += _of_cues(answer, [cue for cue in cues if cue.value == answer][:2], language)
        if answer == first:
            traits += [f"{language} first", f"{group} {answer} first"]
        if before is not None and before[1].indicator == answer:
            traits += _inherited(candidate, before, cues)
        found.append(traits)
    return found


def _of_cues(answer: Indicator, own: list[Near], language: str) -> list[str]:
    if not own:
        return [f"{language} {answer} without cue"]
    cue = own[0]
    use = cue.use or "cue"
    side = "before" if cue.before else "after"
    step = step_of(cue.distance)
    traits = [f"{language} {use} {side} {step}", f"{language} {answer} {use} {step}", f"{answer} {side} {step}"]
    return traits + [f"{language} {answer} says {cue.words}" for cue in own if cue.distance < _STEPS[2]]


def _inherited(candidate: Candidate, before: tuple[Candidate, "Meaning"], cues: list[Near]) -> list[str]:
    earlier, (answer, *_) = before
    if earlier.sentence is not candidate.sentence:
        near = candidate.sentence.number - earlier.sentence.number == 1
        return [f"{answer} in the sentence before", f"{group_of(candidate)} sentence before"] if near else []
    between = any(cue.before and cue.distance < candidate.start - earlier.end for cue in cues)
    alike = group_of(candidate) == group_of(earlier)
    return [
        f"figure before, cue between={between}",
        f"{answer} figure before",
        f"figure before alike={alike} {between}",
    ]


def step_of(distance: float) -> int:
    """Return how far away a word stands, from 0 (beside) to 5 (far)."""
    return sum(distance >= limit for limit in _STEPS)


def _unit(candidate: Candidate, indicator: str, before: Before) -> str:
    unit = candidate.quantity.unit
    if before is None or indicator != "price" or candidate.unit_class != "money":
        return unit
    earlier, meaning = before
    is_near = candidate.sentence.number - earlier.sentence.number <= 1
    return meaning.unit if is_near and meaning.unit.startswith(f"{unit}/") else unit


def _kind(candidate: Candidate, indicator: Indicator) -> StatisticKind:
    """Return the kind: things added to a list are a count, a duty added to others a rate, per cent of a price a change."""
    compared = candidate.quantity.comparison is not None
    if indicator == "tariff_rate":
        return "change" if candidate.quantity.unit == "percentage_point" else "rate"
    if indicator == "price" and candidate.unit_class == "percent":
        return "change"
    if candidate.is_change and (candidate.unit_class != "count" or compared):
        return "change"
    if candidate.unit_class == "times":
        return "rate"
    return cast("StatisticKind", {"percent": "share", "count": "count"}.get(candidate.unit_class, "level"))
