"""Cue words near a mention vote for what is said of it; the nearer, the more a vote weighs."""

import re
from collections.abc import Iterable, Mapping

from extract.assembling.drafts import Mention
from extract.finding.document import Document
from extract.knowledge import Hit

_CLAUSE_END = re.compile(r"[,;:()（），；：—]|\s-\s|\b(?:and|but|while|which|after|because|that)\b")
_ACROSS_CLAUSE = 0.75
_ACROSS_MEASURE = 0.6
"""A vote shrinks by these factors for each clause end, and each other measure, between the cue and the mention."""
_REACH = {"en": 80.0, "zh": 25.0}
"""Code points at which a cue of the same clause has lost half its say."""
_REPEATED = 0.3
"""What a further vote for the same value counts beside the best one, so that no word wins by being repeated."""

Votes = dict[str, float]
"""Value to the sum of its votes."""


def votes_for(mention: Mention, document: Document, kind: str) -> Votes:
    """Return what the cues of `kind` in the sentence say of this mention."""
    found: list[tuple[str, float]] = []
    for hit in mention.sentence.hits:
        if hit.entry.kind == kind and _may_speak(hit, mention):
            weight = float(hit.entry.get("weight") or 1)
            found.append((hit.entry.value, weight * _nearness(hit, mention, document)))
    return _summed(found)


def _may_speak(hit: Hit, mention: Mention) -> bool:
    measures = hit.entry.get("measures")
    if measures is not None and mention.measure not in measures.split():
        return False
    scope = hit.entry.get("scope") or "any"
    return scope == "any" or (hit.start < mention.end if scope == "before" else hit.end > mention.start)


def _nearness(hit: Hit, mention: Mention, document: Document) -> float:
    start, end = (hit.end, mention.start) if hit.end <= mention.start else (mention.end, hit.start)
    if start >= end:
        return 1.0
    between = document.words(start, end)
    clauses = len(_CLAUSE_END.findall(between))
    others = sum(
        hit.entry.kind == "measures" and start <= hit.start and hit.end <= end for hit in mention.sentence.hits
    )
    reach = _REACH[mention.sentence.language]
    return reach / (reach + len(between)) * _ACROSS_CLAUSE**clauses * _ACROSS_MEASURE**others


def _summed(found: Iterable[tuple[str, float]]) -> Votes:
    best: Votes = {}
    sums: Votes = {}
    for value, weight in found:
        best[value] = max(best.get(value, 0.0), weight)
        sums[value] = sums.get(value, 0.0) + weight
    return {value: best[value] + _REPEATED * (sums[value] - best[value]) for value in sums}


def total(told: Iterable[Mapping[str, float]]) -> Votes:
    """Return the votes of an event, from those of its mentions."""
    return _summed((value, weight) for votes in told for value, weight in votes.items())


def winner(votes: Mapping[str, float]) -> str | None:
    """Return the value with most votes, the first of the alphabet on a tie; None without votes."""
    return max(sorted(votes), key=votes.__getitem__) if votes else None
