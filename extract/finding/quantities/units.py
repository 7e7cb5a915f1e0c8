"""The register of units: which words after (or before) a number name which unit."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from extract.finding.grammar import read_grammar
from extract.finding.quantities.currencies import spell_currency
from extract.knowledge.loading import HOME

_PRICED = ("mass", "volume", "energy", "area")
"""Kinds of units that a price may be per."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as records write it; a number in these words is multiplied by `factor`; `per` is its name after a slash."""

    name: str
    kind: str
    factor: float
    per: str


@dataclass(frozen=True, slots=True)
class Units:
    """Patterns of one language; the words of a match are keys of `by_word` (and of `by_sign` before a number).

    `codes` are words that count in capitals alone; `followed` gives a word another unit before certain others (`500 pounds of
    ore`), and `barred` none at all (`5 won the bid`).
    """

    after: re.Pattern[str]
    before: re.Pattern[str]
    per: re.Pattern[str]
    by_word: Mapping[str, Unit]
    by_per: Mapping[str, Unit]
    by_sign: Mapping[str, Unit]
    exact: Mapping[str, Unit]
    codes: frozenset[str]
    followed: Mapping[str, tuple[re.Pattern[str], Unit]]
    barred: Mapping[str, re.Pattern[str]]
    lower_only: frozenset[str]


@cache
def unit_names() -> tuple[str, ...]:
    """Return the units of `units.yaml` and then the currencies, as records write them; prices such as `USD/t` are made of two."""
    return tuple(dict.fromkeys(unit.name for unit in units_of("en").by_word.values()))


@dataclass(slots=True)
class _Words:
    """What the entries of the register add up to, while it is read."""

    by_word: dict[str, Unit] = field(default_factory=dict)
    by_sign: dict[str, Unit] = field(default_factory=dict)
    by_per: dict[str, Unit] = field(default_factory=dict)
    exact: dict[str, Unit] = field(default_factory=dict)
    codes: set[str] = field(default_factory=set)
    followed: dict[str, tuple[re.Pattern[str], Unit]] = field(default_factory=dict)

    def add_unit(self, item: Mapping[str, Any], language: str) -> None:
        """Add an entry of `units.yaml`."""
        unit = Unit(item["unit"], item["kind"], item.get("factor", 1), item.get("per", item["unit"]))
        if "followed_by" in item:
            pattern = re.compile(item["followed_by"])
            self.followed |= dict.fromkeys(item[language], (pattern, unit))
        else:
            self.by_word |= dict.fromkeys(item[language], unit)
        self.by_sign |= dict.fromkeys(item.get("before", ()), unit)
        self.exact |= dict.fromkeys(item.get("exact", ()), unit)
        per_words = [*(item[language] if unit.kind in _PRICED else ()), *item.get("per_words", ())]
        self.by_per |= dict.fromkeys(per_words, unit)

    def add_currency(self, item: Mapping[str, Any], language: str) -> None:
        """Add an entry of `currencies.yaml`."""
        for money in spell_currency(item, language):
            unit = Unit(money.code, "money", money.factor, money.code)
            self.by_word |= dict.fromkeys(money.words, unit)
            self.by_sign |= dict.fromkeys(money.signs, unit)
            self.codes.update(money.codes)


@cache
def units_of(language: str) -> Units:
    """Return the units of a language."""
    words = _Words()
    for item in read_grammar(HOME / "currencies.yaml")["currencies"]:
        words.add_currency(item, language)
    register: dict[str, Any] = read_grammar(HOME / "units.yaml")
    for item in register["units"]:
        words.add_unit(item, language)
    barred = {word: re.compile(pattern) for word, pattern in register["barred"].items()}
    return Units(
        re.compile(rf"(?: {{0,4}}-? ?|\t)({_alternatives(words.by_word)})"),
        re.compile(rf"(?:^|(?<![a-z])|(?<=[$€£]))({_alternatives(words.by_sign, edge=False)}) {{0,2}}$"),
        re.compile(_PER[language].format(_alternatives(words.by_per))),
        words.by_word,
        words.by_per,
        words.by_sign,
        words.exact,
        frozenset(words.codes),
        words.followed,
        barred,
        frozenset(register["lower_only"]),
    )


def unit_after(text: str, folded: str, end: int, units: Units) -> tuple[Unit | None, int]:
    """Return the unit whose word begins at `end` (after a space or hyphen), and where the word ends; `text` is not folded."""
    match = units.after.match(folded, end)
    if match is None:
        return None, end
    word = match.group(1)
    written = text[match.start(1) : match.end(1)]
    if (word in units.codes and not written.isupper()) or (word in units.lower_only and written.isupper()):
        return None, end
    if word in units.barred and units.barred[word].match(folded, match.end()):
        return None, end
    if word in units.followed and units.followed[word][0].match(folded, match.end()):
        return units.followed[word][1], match.end()
    return units.exact.get(written) or units.by_word[word], match.end()


def unit_before(text: str, folded: str, start: int, units: Units) -> tuple[Unit | None, int]:
    """Return the unit whose sign stands before `start`, and where the sign begins."""
    left = folded[max(start - _LEFT, 0) : start]
    match = units.before.search(left)
    if match is None:
        return None, start
    begin = start - (len(left) - match.start())
    sign = match.group(1)
    if sign in units.codes and not text[begin : begin + len(sign)].isupper():
        return None, start
    return units.by_sign[sign], begin


_LEFT = 14
_PER = {
    "en": r" ?/ ?({0})| (?:a|an|per|each|every|for each|for every|for a|the) ({0})|-a-({0})|-per-({0})",
    "zh": r" ?/ ?({0})|[一每](?=[\u4e00-\u9fff])({0})",
}


def _alternatives(words: Iterable[str], *, edge: bool = True) -> str:
    ordered = sorted(words, key=len, reverse=True)
    return "|".join(
        re.escape(word) + (r"(?![a-z])" if edge and word[-1].isascii() and word[-1].isalpha() else "")
        for word in ordered
    )
