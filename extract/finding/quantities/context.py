"""What the words around a number say: its bound, whether it is a rise or a fall, and what it is compared with."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from extract.finding.grammar import alternatives, read_grammar
from extract.knowledge.loading import HOME
from extract.records.codes import Bound, Comparison

_BOUND = 32
"""Code points before a number that are read for its bound."""
_BEFORE, _AFTER = {"en": 80, "zh": 22}, {"en": 70, "zh": 14}
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
    unless: Mapping[str, re.Pattern[str]]
    levels: frozenset[str]
    comparisons: Mapping[str, Comparison]
    up: frozenset[str]
    not_of_amounts: frozenset[str]
    stop: re.Pattern[str]
    beside: re.Pattern[str] | None = None


@cache
def cues_of(language: str) -> Cues:
    """Return the cues of a language."""
    words: dict[str, Any] = read_grammar(HOME / language / "quantities.yaml")
    bounds, bounds_after = _bounds(words["bounds"]), _bounds(words["bounds_after"])
    comparisons = {word: name for name, group in words["comparison"].items() for word in group}
    make = _english_patterns if language == "en" else _chinese_patterns
    bound_before, change_before, change_after, stop = map(re.compile, make(words, alternatives(bounds)))
    return Cues(
        bound_before=bound_before,
        bound_after=re.compile(rf" ?({alternatives(bounds_after)})(?!数)"),
        change_before=change_before,
        change_after=change_after,
        comparison=re.compile(_comparison_pattern(words, alternatives(comparisons))),
        bounds=bounds,
        bounds_after=bounds_after,
        unless={word: re.compile(entry["unless"]) for word, entry in words["bounds"].items() if "unless" in entry},
        levels=frozenset(word for word, entry in words["bounds"].items() if "level" in entry),
        comparisons=comparisons,
        up=frozenset([*words["up"], *words.get("after_up", ())]),
        not_of_amounts=frozenset(words.get("not_of_amounts", ())),
        stop=stop,
        beside=_named(words["beside"], end="$") if "beside" in words else None,
    )


def _bounds(entries: Mapping[str, Any]) -> dict[str, Bound]:
    """Return words to bounds, of `word: {bound, yes, no}` entries."""
    return {word: entry["bound"] for word, entry in entries.items()}


def _named(patterns: Mapping[str, str], *, end: str = "") -> re.Pattern[str]:
    return re.compile("|".join(f"(?P<{name}>{pattern}){end}" for name, pattern in patterns.items()))


def _english_patterns(words: Mapping[str, Any], bounds: str) -> tuple[str, str, str, str]:
    """Return the patterns of bounds before, of changes before and after, and of a clause's end."""
    links = "|".join([alternatives(words["links_before"]), *words["link_patterns"]])
    link = rf"(?:,? (?:{links})(?![a-z])){{0,6}}"
    gap = rf"(?: (?!(?:{alternatives(words['object_stops'])})\b)[a-z'-]+)"
    onward = r"(?:,? (?!(?:to|from|that|which|is|was|are|were)\b)[a-z'-]+,?)"
    change = rf"(?<![a-z-])(?<!{')(?<!'.join(f'{word} ' for word in words['no_change_after'])})({alternatives([*words['up'], *words['down']])})(?![a-z-])"
    after_words = alternatives([*words["after_up"], *words["after_down"]])
    return (
        rf"(?:^|(?<![a-z]))({bounds})(?: (?:a|an|the|just|another|only|some|about|around))? ?$",
        rf"{change}(?:{link}|{onward}{{1,8}} by{link}|{gap}{{1,2}}(?P<object>))(?: [+-])? ?$",
        rf"(?:-| )(?:(?:{alternatives(words['links_after'])})[ -]){{0,5}}({after_words})(?![a-z])",
        r"[.;!?](?= )|\n",
    )


def _chinese_patterns(words: Mapping[str, Any], bounds: str) -> tuple[str, str, str, str]:
    """Return the patterns of bounds before, of changes before and after, and of a clause's end."""
    link = rf"(?:{alternatives(words['links_before'])})*"
    after_words = alternatives([*words.get("after_up", ()), *words.get("after_down", ())] or ["\0"])
    across = alternatives(word for word, entry in words["bounds"].items() if entry.get("across"))
    whole = r"(?:[^,。;:!?、\d两三四五六七八九十百千万亿]|\d{1,4}[年月]){1,14}"  # what a share is of: `约占该国出口的`
    return (
        rf"({bounds})(?:了|为|有|达|占|在|至|到)?(?:年均)?(?:每[\u4e00-\u9fff]{{1,3}})? ?$|(?<!不)(?P<across>{across}){whole}的 ?$",
        rf"(?<![最至](?=[多少高低]))(?![高低][达于为])({alternatives([*words['up'], *words['down']])}){link}$",
        rf"(?:{alternatives(words['links_after'])})({after_words})",
        r"[。;!?\n]",
    )


def _comparison_pattern(words: Mapping[str, Any], comparisons: str) -> str:
    """Return the pattern of a comparison: its words, or a pattern in a group named after it."""
    named = "".join(f"|(?P<{name}>{pattern})" for name, pattern in words.get("comparison_patterns", {}).items())
    return comparisons + named


def bound_of(folded: str, start: int, end: int, language: str) -> tuple[Bound, int, int]:
    """Return the bound of the number at `[start, end)`, and where it stands with its bound words."""
    cues = cues_of(language)
    left = folded[max(start - _BOUND, 0) : start]
    before = cues.bound_before.search(left)
    word = before.group(before.lastindex or 1) if before else ""
    if word and _is_barred(word, folded[start:end], cues):
        before, word = None, ""
    if before is not None:
        start -= len(left) - before.start()
    after = cues.bound_after.match(folded, end)
    if after is not None and cues.bounds.get(word, "about") == "about":
        return cues.bounds_after[after.group(1)], start, after.end()  # `估计在三成以上` is at least that
    return cues.bounds[word] if word else "exact", start, end


def _is_barred(word: str, quantity: str, cues: Cues) -> bool:
    """Tell whether the word is no bound of such a quantity: `36 entities under 41 entries`."""
    return word in cues.unless and cues.unless[word].search(quantity) is not None


def change_of(folded: str, start: int, end: int, language: str, *, of_percent: bool) -> int:
    """Return 1 for a rise by the number at `[start, end)` with its bound words, -1 for a fall by it, 0 when it is no change.

    `of_percent` tells that an object may stand between (`raised tariffs 5%`), as it may not before an amount.
    """
    cues = cues_of(language)
    before = _last_clause(folded[max(start - _BEFORE[language], 0) : start], cues)
    match = _last(cues.change_before.finditer(before)) if before else None
    if match is not None and (of_percent or _is_of_amount(match, cues)):
        return 1 if match.group(1) in cues.up else -1
    after = cues.change_after.match(folded, end, min(end + _AFTER[language], len(folded)))
    if after is not None:
        return 1 if after.group(1) in cues.up else -1
    return 0


def _is_of_amount(match: re.Match[str], cues: Cues) -> bool:
    """Tell whether the words before an amount tell its rise or fall: `fell $12`, not `raised $12 million` or `raised prices $12`."""
    is_moved = match.group(1) not in cues.not_of_amounts or " by" in match.group()
    return is_moved and match.groupdict().get("object") is None


def comparison_of(folded: str, start: int, end: int, language: str) -> Comparison | None:
    """Return what a change is measured against, where the clause says so."""
    cues = cues_of(language)
    before = _last_clause(folded[max(start - _BEFORE[language], 0) : start], cues)
    after = folded[end : end + _AFTER[language]]
    stop = cues.stop.search(after)
    after = after[: stop.start()] if stop else after
    behind, ahead = _last(cues.comparison.finditer(before)), cues.comparison.search(after)
    found = behind if language == "zh" else ahead or behind
    return _name_of(found, cues) if found else None


def comparison_beside(folded: str, start: int, language: str) -> Comparison | None:
    """Return what a level or share is told as a part of, right before it: `不足去年同期的3%`."""
    cues = cues_of(language)
    link = _OF.search(folded, max(start - 5, 0), start)
    if link is None or cues.beside is None:
        return None
    before = folded[max(start - 20, 0) : link.start()]
    behind = _last(cues.comparison.finditer(before))
    if behind is None or behind.end() < len(before):
        behind = cues.beside.search(before)
    return _name_of(behind, cues) if behind else None


_OF = re.compile(r"的(?:约|近|逾|超过|将近|不足|不到)? ?$")


def _name_of(found: re.Match[str], cues: Cues) -> Comparison:
    return found.lastgroup or cues.comparisons[found.group()]  # type: ignore[return-value]  # groups are named after the codes


def _last_clause(before: str, cues: Cues) -> str:
    stops = [match.end() for match in cues.stop.finditer(before)]
    return before[stops[-1] :] if stops else before


def _last(matches: Iterable[re.Match[str]]) -> re.Match[str] | None:
    return max(matches, key=lambda match: match.end(), default=None)
