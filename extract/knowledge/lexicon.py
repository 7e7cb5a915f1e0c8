"""Finds every form of every entry in one pass over the text, with one multi-pattern automaton."""

from collections.abc import Iterable
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from extract.knowledge.entries import GAP, Entry, is_case_sensitive, spellings
from extract.language.folding import fold_words

WIDEST_GAP = {"en": 90, "zh": 40}
"""Code points that the `...` of a form may span; a clause of news is rarely longer."""
_SENTENCE_ENDS = ("。", "；", "! ", "? ", ". ", "！", "？")


class Hit(NamedTuple):
    """An entry found at `[start, end)` of the text; `gapped` when other words stand inside."""

    start: int
    end: int
    entry: Entry
    gapped: bool = False


class _Part(NamedTuple):
    """One literal of the automaton: part `place` of the `of` parts of a form of `entry`; `exact` is its case, if that matters."""

    entry: Entry
    form: int
    place: int
    of: int
    exact: str | None


class Lexicon:
    """All entries in one automaton. Build once, use from any thread."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        """Compile the forms of `entries`."""
        self._parts: list[list[_Part]] = []
        numbers: dict[str, int] = {}
        form_count = 0
        for entry in entries:
            for form in dict.fromkeys(spelling for written in entry.forms for spelling in spellings(written)):
                literals = GAP.split(form)
                for index, literal in enumerate(literals):
                    key = fold_words(literal)
                    number = numbers.setdefault(key, len(numbers))
                    if number == len(self._parts):
                        self._parts.append([])
                    exact = literal if is_case_sensitive(literal) else None
                    self._parts[number].append(_Part(entry, form_count, index, len(literals), exact))
                form_count += 1
        self._automaton = AhoCorasick(list(numbers))

    def scan(self, text: str) -> list[Hit]:
        """Return the hits in `text`, in order; of hits of one kind only the longest of those that overlap is kept.

        Hits inside a hit of kind `masks` are dropped.
        """
        words = fold_words(text)
        hits: list[Hit] = []
        open_gaps: dict[int, tuple[int, int, int]] = {}
        for number, start, end in self._automaton.find_matches_as_indexes(words, overlapping=True):
            if not _at_word_edges(words, start, end):
                continue
            for part in self._parts[number]:
                if part.exact is not None and text[start:end] != part.exact:
                    continue
                first = start if part.of == 1 else _follow_gap(part, (start, end), open_gaps, words)
                if first is not None:
                    hits.append(Hit(first, end, part.entry, part.of > 1))
        return _longest(hits)


def _at_word_edges(words: str, start: int, end: int) -> bool:
    if start and _is_latin(words[start]) and _is_latin(words[start - 1]):
        return False
    return not (end < len(words) and _is_latin(words[end - 1]) and _is_latin(words[end]))


def _is_latin(character: str) -> bool:
    return character.isalnum() and character < "\u0250"


def _follow_gap(
    part: _Part, place: tuple[int, int], open_gaps: dict[int, tuple[int, int, int]], words: str
) -> int | None:
    """Note that a part of a gapped form was met; return where the form began when this was its last part."""
    start, end = place
    if part.place == 0:
        open_gaps[part.form] = (1, start, end)
        return None
    expected, first, last = open_gaps.get(part.form, (0, 0, 0))
    between = words[last:start]
    if expected != part.place or start < last or len(between) > WIDEST_GAP[part.entry.language]:
        return None
    if any(stop in between for stop in _SENTENCE_ENDS):
        return None
    if part.place + 1 < part.of:
        open_gaps[part.form] = (part.place + 1, first, end)
        return None
    return first


def _longest(hits: list[Hit]) -> list[Hit]:
    """Keep the longest hits of each kind; a gapped hit hides only its own entry, for other words stand inside it."""
    hits.sort(key=lambda hit: (hit.start, -hit.end))
    masks = [hit for hit in hits if hit.entry.kind == "masks"]
    kept: list[Hit] = []
    covering: dict[str, Hit] = {}
    gapped: dict[Entry, int] = {}
    for hit in hits:
        kind = hit.entry.kind
        if masks and kind != "masks" and any(mask.start <= hit.start and hit.end <= mask.end for mask in masks):
            continue
        if hit.end <= gapped.get(hit.entry, 0):
            continue
        if hit.gapped:
            gapped[hit.entry] = hit.end
        else:
            cover = covering.get(kind)
            if cover is not None and hit.end <= cover.end and hit[:2] != cover[:2]:
                continue
            covering[kind] = hit
        kept.append(hit)
    return kept
