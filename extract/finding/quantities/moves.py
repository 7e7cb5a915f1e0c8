"""Patterns around the ends of a change, under `moves` of `quantities.yaml`."""

import re
from collections.abc import Mapping
from functools import cache

from extract.finding.grammar import read_grammar
from extract.knowledge.loading import HOME


@cache
def moves_of(language: str) -> Mapping[str, re.Pattern[str]]:
    """Return the patterns of a language by name."""
    patterns = read_grammar(HOME / language / "quantities.yaml")["moves"]
    return {name: re.compile(pattern) for name, pattern in patterns.items()}
