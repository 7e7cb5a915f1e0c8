"""The time zone told beside a day, kept as words: the same moment may be another day elsewhere."""

import re
from functools import cache

from extract.finding.grammar import read_grammar
from extract.finding.times.mention import Mention
from extract.knowledge.loading import HOME

_REACH = 30
"""Code points before a day in which its time zone may stand."""


@cache
def _zones(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    zones: dict[str, str] = read_grammar(HOME / language / "edges.yaml")["zones"]
    return re.compile(zones["before"]), re.compile(zones["after"])


def basis_of(mention: Mention, folded: str, language: str) -> str | None:
    """Return what a mention was read from, and the zone of its day where one is told: `article date; day in est`."""
    if mention.period is None or len(mention.period.first) != len("2025-10-09"):
        return mention.basis
    before, after = _zones(language)
    told = after.match(folded, mention.end) or before.search(folded, max(mention.start - _REACH, 0), mention.start)
    if told is None:
        return mention.basis
    return "; ".join(filter(None, (mention.basis, f"day in {told['zone']}")))
