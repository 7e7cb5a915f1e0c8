"""Counts of names by country, as gazettes give them: `Norland (12), Sudland (3)`, `five are under the destination of ...`."""

import re
from collections.abc import Iterator

from extract.finding.document import Document, Sentence
from extract.finding.numerals import ENGLISH_WORDS, parse_english
from extract.records import Quantity, Span

_IN_BRACKETS = re.compile(r"\((\d{1,4})\)")
_WORDED = re.compile(
    rf"\b(?P<number>{ENGLISH_WORDS}|\d{{1,4}})(?= (?:(?:is|are|was|were) )?(?:under the destinations? of|(?:located |based )?in )|"
    r" (?:are|were) [A-Z])",
    re.IGNORECASE,
)
_LISTS = frozenset({"entity_listing"})
_REACH = 24
"""A country stands at most this many code points before its count in brackets: `China, People's Republic of (China) (7)`."""
_AHEAD = 60
"""A country stands at most this many code points after its count in words."""


def find_tallies(sentence: Sentence, document: Document) -> list[Quantity]:
    """Return the counts by country of a sentence that tells of a list; unit `count`, with the country as evidence."""
    if sentence.language != "en" or not _tells_of_a_list(sentence):
        return []
    countries = [(hit.start, hit.end) for hit in sentence.of("jurisdictions")]
    if not countries:
        return []
    return [*_bracketed(sentence, document, countries), *_worded(sentence, document, countries)]


def _tells_of_a_list(sentence: Sentence) -> bool:
    return any(
        (hit.entry.kind == "measures" and hit.entry.value in _LISTS)
        or (hit.entry.kind == "indicators" and hit.entry.value == "entities_listed")
        for hit in sentence.hits
    )


def _bracketed(sentence: Sentence, document: Document, countries: list[tuple[int, int]]) -> Iterator[Quantity]:
    for match in _IN_BRACKETS.finditer(document.article.text, sentence.start, sentence.end):
        near = [start for start, end in countries if match.start() - _REACH < end <= match.start()]
        if near:
            yield _count(float(match.group(1)), document.span(near[-1], match.end()))


def _worded(sentence: Sentence, document: Document, countries: list[tuple[int, int]]) -> Iterator[Quantity]:
    for match in _WORDED.finditer(document.article.text, sentence.start, sentence.end):
        value = parse_english(match.group("number").lower())
        end = next(
            (end for start, end in countries if match.end() <= start < match.end() + _AHEAD), match.end("number")
        )
        if value is not None:
            yield _count(value, document.span(match.start("number"), end))


def _count(value: float, evidence: Span) -> Quantity:
    return Quantity(value=value, unit="count", evidence=evidence)
