"""Whether a clause speaks of what was or of what will be: cue words around a date, the nearest first."""

import re
from functools import cache
from typing import Any

from extract.finding.grammar import read_grammar
from extract.finding.times.choosing import FUTURE, PAST
from extract.knowledge.loading import HOME

_BEFORE = {"en": 80, "zh": 30}
_AFTER = {"en": 45, "zh": 16}
_CLOSE = {"en": 4, "zh": 1}
"""Code points between a cue and its date within which it says for sure where a weekday lies."""
_CLAUSE_END = re.compile(r"[.;!?\n](?=\s)|[。；！？\n]")


@cache
def _cues(language: str) -> tuple[re.Pattern[str], dict[str, int]]:
    document: dict[str, Any] = read_grammar(HOME / language / "tenses.yaml")
    cues = {cue: lean for name, lean in (("past", PAST), ("open", 0), ("future", FUTURE)) for cue in document[name]}
    edge = r"\b" if language == "en" else ""
    words = "|".join(re.escape(cue) for cue in sorted(cues, key=len, reverse=True))
    return re.compile(f"{edge}(?:{words}){edge}"), cues


def lean_at(folded: str, start: int, end: int, language: str) -> tuple[int, bool]:
    """Return PAST, FUTURE or 0 for the clause around `[start, end)`, and whether the cue stands right at it."""
    pattern, cues = _cues(language)
    before = folded[max(start - _BEFORE[language], 0) : start]
    after = folded[end : end + _AFTER[language]]
    stop = _CLAUSE_END.search(after)
    after = after[: stop.start()] if stop else after
    stops = [match.end() for match in _CLAUSE_END.finditer(before)]
    before = before[stops[-1] :] if stops else before
    weighed = [(len(before) - match.end(), cues[match.group()]) for match in pattern.finditer(before)]
    weighed += [(match.start(), cues[match.group()]) for match in pattern.finditer(after)]
    distance, lean = min(weighed) if weighed else (0, 0)
    return lean, distance <= _CLOSE[language]
