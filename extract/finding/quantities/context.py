"""What the words around a number say: its bound, whether it is a rise or a fall, and what it is compared with."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from extract.finding.grammar import alternatives, read_grammar
from extract.knowledge.loading import HOME
from extract.records.codes import Bound, Comparison

_BEFORE, _AFTER = {"en": 64, "zh": 22}, {"en": 70, "zh": 14}
"""Code points around a number that are read for its rise or fall and its comparison."""


@dataclass(frozen=True, slots=True)
class Cues:
    """Patterns over the cue words of one language."""

    bound_before: re.Pattern[str]
    bound_after: re.Pattern[str]
    change_before: re.Pattern[str]
    change_after: re.Pattern[str]
    comparison: re.Pattern[str]
    bounds: Mapping[str, Bound]
    bounds_after: Mapping[str, Bound]
    comparisons: Mapping[str, Comparison]
    up: frozenset[str]
    after_up: frozenset[str]
    stop: re.Pattern[str]


@cache
def cues_of(language: str) -> Cues:
    """Return the cues of a language."""
    words: dict[str, Any] = read_grammar(HOME / language / "quantities.yaml")
    bounds, bounds_after = _bounds(words["bounds"]), _bounds(words["bounds_after"])
    comparisons = {word: name for name, group in words["comparison"].items() for word in group}
    english = language == "en"
    left, right = (r"\b", r"\b") if english else ("", "")
    link = _LINKS[language]
    after_words = [*words.get("after_up", ()), *words.get("after_down", ())] or ["\0"]
    return Cues(
        re.compile(
            rf"(?:^|(?<![a-z]))({alternatives(bounds)})(?: (?:a|an|the|just|another|only|some|about|around))? ?$"
            if english
            else rf"({alternatives(bounds)})(?:了|为|有|达|占|在|至|到)?(?:年均)? ?$"
        ),
        re.compile(rf" ?({alternatives(bounds_after)})"),
        re.compile(rf"{left}(?<!至)({alternatives([*words['up'], *words['down']])}){right}{link}$"),
        re.compile(rf"{_AFTER_LINK[language]}({alternatives(after_words)}){right}"),
        re.compile(alternatives(comparisons)),
        bounds,
        bounds_after,
        comparisons,
        frozenset(words["up"]),
        frozenset(words.get("after_up", ())),
        re.compile(r"[.;!?](?= )|\n" if english else r"[。;!?\n]"),
    )


def _bounds(entries: Mapping[str, Any]) -> dict[str, Bound]:
    """Return words to bounds, of `word: {bound, yes, no}` entries."""
    return {word: entry["bound"] for word, entry in entries.items()}


_LINKS = {
    "en": r"(?: (?:by|of|a|an|as much as|about|around|nearly|almost|more than|over|some|roughly|approximately|just|another|only|an average|well|to be|between|least|at|up to|less than|close to|in [a-z]+|prices|sharply|further|slightly|in the [a-z]+|an estimated|the [a-z]+|only by|over a))*(?: [+-])? ?",
    "zh": r"(?:了|约|近|逾|超|超过|将近|接近|不到|不足|幅|达|达到|幅度|幅达|均|已|高达|大约|至少|在|幅为|出|率|量|约为|最多|一度|最高|年均|速|率为|速为|接近|大概|几乎|过|个|的|上|仅|近乎|料|幅均|可能|逾|约有|收|再|又|额)*",
}
_AFTER_LINK = {
    "en": r"(?:-| )(?:(?:a |year-on-year |annual |or so |sharp |further |in )*)",
    "zh": r"(?:的|左右的|以上的)?(?:年均|同比)?",
}


def bound_of(folded: str, start: int, end: int, language: str) -> tuple[Bound, int, int]:
    """Return the bound of the number at `[start, end)`, and where it stands with its bound words."""
    cues = cues_of(language)
    before = cues.bound_before.search(folded[max(start - 24, 0) : start])
    if before is not None:
        return cues.bounds[before.group(1)], start - (len(before.string) - before.start()), end
    after = cues.bound_after.match(folded, end)
    if after is not None:
        return cues.bounds_after[after.group(1)], start, after.end()
    return "exact", start, end


def change_of(folded: str, start: int, end: int, language: str) -> int:
    """Return 1 for a rise by the number at `[start, end)`, -1 for a fall by it, 0 when it is no change."""
    cues = cues_of(language)
    before = _last_clause(folded[max(start - _BEFORE[language], 0) : start], cues)
    match = _last(cues.change_before.finditer(before)) if before else None
    if match is not None:
        return 1 if match.group(1) in cues.up else -1
    after = cues.change_after.match(folded, end, min(end + _AFTER[language], len(folded)))
    if after is not None and cues.after_up:
        return 1 if after.group(1) in cues.after_up else -1
    return 0


def comparison_of(folded: str, start: int, end: int, language: str) -> Comparison | None:
    """Return what a change is measured against, where the clause says so."""
    cues = cues_of(language)
    before = _last_clause(folded[max(start - _BEFORE[language], 0) : start], cues)
    after = folded[end : end + _AFTER[language]]
    stop = cues.stop.search(after)
    after = after[: stop.start()] if stop else after
    behind, ahead = _last(cues.comparison.finditer(before)), cues.comparison.search(after)
    if language == "zh":
        return cues.comparisons[behind.group()] if behind else None
    found = ahead or behind
    return cues.comparisons[found.group()] if found else None


def _last_clause(before: str, cues: Cues) -> str:
    stops = [match.end() for match in cues.stop.finditer(before)]
    return before[stops[-1] :] if stops else before


def _last(matches: Iterable[re.Match[str]]) -> re.Match[str] | None:
    return max(matches, key=lambda match: match.end(), default=None)
