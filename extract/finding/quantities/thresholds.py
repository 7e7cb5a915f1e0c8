"""Percentages that describe a controlled item and quantify no trade: the purity of a metal."""

import re
from functools import cache

from extract.finding.grammar import read_grammar
from extract.knowledge.loading import HOME

_BEFORE = 48
"""Code points before a percentage that are read for what it is the purity of."""


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str]] | None:
    words = read_grammar(HOME / language / "quantities.yaml").get("thresholds")
    return (re.compile(rf"(?:{words['before']})$"), re.compile(words["after"])) if words else None


def is_threshold(folded: str, start: int, end: int, language: str) -> bool:
    """Tell whether the percentage at `[start, end)` is one of purity."""
    patterns = _patterns(language)
    if patterns is None:
        return False
    before, after = patterns
    return before.search(folded[max(start - _BEFORE, 0) : start]) is not None or after.match(folded, end) is not None
