"""Whether a clause speaks of what was or of what will be: cue words around a date, the nearest first."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from extract.finding.grammar import alternatives, read_grammar
from extract.finding.times.choosing import FUTURE, PAST, Weights
from extract.knowledge.loading import HOME

_BEFORE = {"en": 80, "zh": 30}
_AFTER = {"en": 45, "zh": 16}
_CLOSE = {"en": 80, "zh": 1}
"""Code points between a cue and its date within which it says for sure where a weekday lies."""
_FARTHER = {"en": 12, "zh": 0}
"""How much farther a cue after the date counts, and so for each comma between: the verb of a date stands before it."""
_CLAUSE_END = re.compile(
    r"(?:(?<![ .(][a-z])(?<!\b(?:jan|feb|mar|apr|aug|sep|oct|nov|dec|inc|ltd))(?<!\b(?:mr|ms|dr|no|co))(?<!\bsept)\.|[;!?\n])(?=\s)|[。；！？\n]"
)
"""The end of a clause; a stop after a letter (a.m., U.S.), a month or a title is none."""
_LEANS: Mapping[str, int | None] = {
    "past": PAST,
    "open": 0,
    "future": FUTURE,
    "weak_past": PAST,
    "weak_future": FUTURE,
    "sure_past": PAST,
    "sure_future": FUTURE,
    "none": None,
}
"""What the words of each list tell; those of `none` hold a cue but are none."""


class Lean(NamedTuple):
    """PAST, FUTURE or 0; `is_close` where its cue stands right at the date; `is_sure` where that cue leaves no doubt (`将于`)."""

    side: int
    is_close: bool
    is_sure: bool


class _Cues(NamedTuple):
    """The cues of a language: one pattern of all words and shapes, and the list of each word; a shape is a group named as its list."""

    pattern: re.Pattern[str]
    lists: dict[str, str]

    def list_of(self, match: re.Match[str]) -> str:
        return match.lastgroup or self.lists[match.group()]


@cache
def weights_of(language: str) -> Weights:
    """Return how much days back and ahead weigh in texts of a language."""
    document: dict[str, Any] = read_grammar(HOME / language / "tenses.yaml")
    return Weights(**document["weights"])


@cache
def _cues(language: str) -> _Cues:
    document: dict[str, Any] = read_grammar(HOME / language / "tenses.yaml")
    edge = r"\b" if language == "en" else ""
    lists = {cue: name for name in _LEANS for cue in document.get(name, ())}
    shapes = [f"(?P<{name}>{shape})" for name, shape in document.get("shapes", {}).items()]
    return _Cues(re.compile(f"{edge}(?:{'|'.join([alternatives(lists), *shapes])}){edge}"), lists)


def lean_at(folded: str, start: int, end: int, language: str) -> Lean:
    """Return how the clause around `[start, end)` leans.

    A weak cue (`until` may be told of what was) counts only where the clause has no other.
    """
    cues = _cues(language)
    before = folded[max(start - _BEFORE[language], 0) : start]
    after = folded[end : end + _AFTER[language]]
    stop = _CLAUSE_END.search(after)
    after = after[: stop.start()] if stop else after
    stops = [match.end() for match in _CLAUSE_END.finditer(before)]
    before = before[stops[-1] :] if stops else before
    weighed = [(len(before) - match.end(), cues.list_of(match)) for match in cues.pattern.finditer(before)]
    weighed += [
        (match.start() + _FARTHER[language] * (1 + after.count(",", 0, match.start())), cues.list_of(match))
        for match in cues.pattern.finditer(after)
    ]
    weighed = [cue for cue in weighed if cue[1] != "none"]
    strong = [cue for cue in weighed if not cue[1].startswith("weak")]
    distance, name = min(strong or weighed, key=_rank, default=(0, "open"))
    return Lean(_LEANS[name] or 0, distance <= _CLOSE[language], distance == 0 and name.startswith("sure"))


def _rank(cue: tuple[int, str]) -> tuple[int, bool, str]:
    distance, name = cue
    return distance, not name.startswith("sure"), name
