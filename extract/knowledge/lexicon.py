"""Finds every form of every entry in one pass over the text, with one multi-pattern automaton."""

from collections.abc import Iterable
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from extract.knowledge.entries import Entry, is_case_sensitive, parts_of
from extract.knowledge.gaps import Gaps, Part
from extract.knowledge.overlaps import Hit, Raw, keep_longest
from extract.language.folding import fold_words

__all__ = ["Hit", "Lexicon"]

_LATIN = frozenset(character for character in map(chr, range(0x250)) if character.isalnum())
"""Characters that make a word with their like: a form may not begin or end between two of them."""


class _Literal(NamedTuple):
    """What one pattern of the automaton may mean; `exact` is its case, where that matters."""

    opens: bool
    closes: bool
    wholes: list[tuple[Entry, str | None]]
    parts: list[Part]


class Lexicon:
    """All entries in one automaton. Build once, use from any thread."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        """Compile the forms of `entries`."""
        self._patterns: dict[str, _Literal] = {}
        number = 0
        for entry in entries:
            for form in entry.forms:
                self._add(entry, parts_of(form), number)
                number += 1
        self._literals = list(self._patterns.values())
        self._automaton = AhoCorasick(list(self._patterns))

    def _add(self, entry: Entry, parts: list[list[str]], form: int) -> None:
        cased = entry.get("case") == "exact"
        for place, written in enumerate(parts):
            for spelling in written:
                literal = self._literal(fold_words(spelling))
                if len(parts) > 1:
                    literal.parts.append(Part(entry, form, place, len(parts)))
                    continue
                exact = spelling if cased or is_case_sensitive(spelling) else None
                if (entry, exact) not in literal.wholes:
                    literal.wholes.append((entry, exact))

    def _literal(self, pattern: str) -> _Literal:
        literal = self._patterns.get(pattern)
        if literal is None:
            literal = _Literal(pattern[0] in _LATIN, pattern[-1] in _LATIN, [], [])
            self._patterns[pattern] = literal
        return literal

    def scan(self, text: str) -> list[Hit]:
        """Return the hits in `text`, in order; of hits of one kind only the longest of those that overlap is kept.

        Hits inside a hit of kind `masks` are dropped, those of the kinds that the mask `hides` or else of every kind.
        """
        words = fold_words(text)
        return keep_longest(self._raw_hits(text, words))

    def _raw_hits(self, text: str, words: str) -> list[Raw]:
        size, literals, latin = len(words), self._literals, _LATIN
        hits: list[Raw] = []
        gaps = Gaps(words)
        for number, start, end in self._automaton.find_matches_as_indexes(words, overlapping=True):
            opens, closes, wholes, parts = literals[number]
            if opens and start and words[start - 1] in latin and not _is_joint(text, start):
                continue
            if closes and end < size and words[end] in latin and not _is_joint(text, end):
                continue
            for entry, exact in wholes:
                if exact is None or text[start:end] == exact:
                    hits.append((start, -end, len(hits), entry, False))
            for part in parts:
                first = gaps.follow(part, start, end)
                if first is not None:
                    hits.append((first, -end, len(hits), part.entry, True))
        return hits


def _is_joint(text: str, place: int) -> bool:
    """Tell whether two words run together at `place`, as in headlines without a space: `CNBCChina`, `NewsChina`."""
    if not text[place].isupper():
        return False
    return text[place - 1].islower() or (text[place + 1 : place + 2].islower() and text[place - 3 : place].isupper())
