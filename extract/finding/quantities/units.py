"""The register of units: which words after (or before) a number name which unit."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from extract.finding.grammar import read_grammar
from extract.knowledge.loading import HOME


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as records write it; a number in these words is multiplied by `factor`; `per` is its name after a slash."""

    name: str
    kind: str
    factor: float
    per: str


@dataclass(frozen=True, slots=True)
class Units:
    """Patterns of one language; the words of a match are keys of `by_word` (and of `by_sign` before a number)."""

    after: re.Pattern[str]
    before: re.Pattern[str]
    per: re.Pattern[str]
    by_word: Mapping[str, Unit]
    by_per: Mapping[str, Unit]
    by_sign: Mapping[str, Unit]
    exact: Mapping[str, Unit]


@cache
def units_of(language: str) -> Units:
    """Return the units of a language."""
    items: list[dict[str, Any]] = read_grammar(HOME / "units.yaml")["units"]
    by_word: dict[str, Unit] = {}
    by_sign: dict[str, Unit] = {}
    exact: dict[str, Unit] = {}
    for item in items:
        unit = Unit(item["unit"], item["kind"], item.get("factor", 1), item.get("per", item["unit"]))
        by_word |= dict.fromkeys(item[language], unit)
        by_sign |= dict.fromkeys(item.get("before", ()), unit)
        exact |= dict.fromkeys(item.get("exact", ()), unit)
    per_words = {word: by_word[item[language][0]] for item in items for word in item.get("per_words", ())}
    words = _alternatives(by_word)
    signs = _alternatives(by_sign, edge=False)
    mass = _alternatives({word: unit for word, unit in by_word.items() if unit.kind in ("mass", "volume")} | per_words)
    return Units(
        re.compile(rf"(?: ?-? ?|\t)({words})"),
        re.compile(rf"(?:^|(?<![a-z])|(?<=[$€£]))({signs}) {{0,2}}$"),
        re.compile(_PER[language].format(mass)),
        by_word,
        {word: unit for word, unit in by_word.items() if unit.kind in ("mass", "volume")} | per_words,
        by_sign,
        exact,
    )


_PER = {
    "en": r" ?/ ?({0})| (?:a|an|per|each|for each|the) ({0})|-a-({0})",
    "zh": r" ?/ ?({0})|[一每](?=[\u4e00-\u9fff])({0})",
}


def _alternatives(words: Mapping[str, Any], *, edge: bool = True) -> str:
    ordered = sorted(words, key=len, reverse=True)
    return "|".join(
        re.escape(word) + (r"(?![a-z])" if edge and word[-1].isascii() and word[-1].isalpha() else "")
        for word in ordered
    )
