"""Where the goods of a figure come from and where they go, by the words beside a country's name.

Each figure has a home, the country whose figure it is, and may have a counterpart that a preposition marks. Whether the home
is the origin or the destination depends on the indicator (guidelines 1.1, section 3, and 6.18 for lists).
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

from extract.assembling.statistics.candidates import Candidate, Near
from extract.assembling.statistics.indicators import Meaning
from extract.finding.document import Document, Sentence
from extract.knowledge import Hit

_BEFORE = {
    "en": (
        ("under", re.compile(r"under the destinations? of (?:the )?\Z", re.IGNORECASE)),
        ("to", re.compile(r"\b(?:to|for|into|towards|bound for) (?:the |mainland )*\Z", re.IGNORECASE)),
        ("from", re.compile(r"\b(?:from|out of|made in) (?:the |mainland )*\Z", re.IGNORECASE)),
        ("in", re.compile(r"\b(?:in|across|inside) (?:the |mainland )*\Z", re.IGNORECASE)),
        (
            "on",
            re.compile(r"\b(?:on|against) (?:the |all |most |some |certain |imported |imports of )*\Z", re.IGNORECASE),
        ),
    ),
    "zh": (
        ("to", re.compile(r"(?:[对對输輸往赴至向予給给售]|出口到)\Z")),
        ("from", re.compile(r"(?:[自从從由]|[产產][于於自]|来自|來自)\Z")),
        ("in", re.compile(r"[在]\Z")),
    ),
}
_SHORT_TO = re.compile(r"[对對输輸赴]")
_REACH = 30
_SAME_CLAUSE = 100.0

_BUYERS = frozenset({"imports", "consumption", "import_dependence"})
"""Indicators whose home is the destination."""


class Partners(NamedTuple):
    """Codes of the countries that a figure is between; None where it does not say."""

    origin: str | None
    destination: str | None


class Country(NamedTuple):
    """A country near a figure, with the `relation` that the words before its name tell: to, from, in, on, under or none."""

    near: Near
    code: str
    relation: str | None


def find_partners(candidate: Candidate, meaning: Meaning, home: str | None, document: Document) -> Partners:
    """Return the origin and destination of a figure; `home` is the country that the text before it is about."""
    countries = _countries(candidate, document)
    if meaning.indicator == "entities_listed":
        return _listed(countries, home)
    if meaning.indicator == "tariff_rate":
        return _taxed(meaning, countries, home, document)
    if meaning.indicator == "price":
        return Partners("CN" if candidate.quantity.unit.startswith("CNY") else None, None)
    if meaning.indicator in _BUYERS:
        origin = _nearest(countries, ("from", "on"))
        destination = _nearest(countries, (None, "to", "in"), besides=origin)
        return Partners(origin, destination or (home if home != origin else None))
    destination = _nearest(countries, ("to",))
    origin = _nearest(countries, (None, "from", "in"), besides=destination)
    return Partners(origin or (home if home != destination else None), destination)


def _listed(countries: list[Country], home: str | None) -> Partners:
    listed = next(
        (country.code for country in countries if country.code != home and country.near.distance < _SAME_CLAUSE), None
    )
    return Partners(home, listed)


def _taxed(meaning: Meaning, countries: list[Country], home: str | None, document: Document) -> Partners:
    words = document.words(meaning.cue.hit.start, meaning.cue.hit.end).lower() if meaning.cue else ""
    if "export" in words or "出口" in words:
        return Partners(_nearest(countries, (None, "in", "from"), reach=2 * _SAME_CLAUSE) or home, None)
    origin = _nearest(countries, ("on", "from", "to"), reach=2 * _SAME_CLAUSE)
    imposer = _nearest(countries, (None,), besides=origin, reach=2 * _SAME_CLAUSE)
    return Partners(origin, imposer or (home if home != origin else None))


def _countries(candidate: Candidate, document: Document) -> list[Country]:
    language = candidate.sentence.language
    return [
        Country(near, near.hit.entry.value, _relation(near.hit, document, language))
        for near in candidate.of("jurisdictions")
        if near.hit.entry.get("role") != "pair"
    ]


def _relation(hit: Hit, document: Document, language: str) -> str | None:
    words = document.words(hit.start, hit.end)
    if language == "zh" and hit.entry.get("role") == "short" and _SHORT_TO.match(words):
        return "to"
    before = document.words(max(0, hit.start - _REACH), hit.start)
    return next((relation for relation, pattern in _BEFORE[language] if pattern.search(before)), None)


def _nearest(
    countries: Iterable[Country],
    relations: tuple[str | None, ...],
    *,
    besides: str | None = None,
    reach: float = _SAME_CLAUSE,
) -> str | None:
    return next(
        (
            country.code
            for country in countries
            if country.relation in relations and country.code != besides and country.near.distance < reach
        ),
        None,
    )


class Homes:
    """The country that each sentence is about: the last one named as a doer, before or in it."""

    def __init__(self, document: Document) -> None:
        """Read the whole document once."""
        self._homes: list[str | None] = []
        home = _most_named(document)
        for sentence in document.sentences:
            home = _doer(sentence, document) or home
            self._homes.append(home)

    def at(self, sentence: Sentence) -> str | None:
        """Return the country that a sentence is about."""
        return self._homes[sentence.number]


def _doer(sentence: Sentence, document: Document) -> str | None:
    for hit in sentence.of("jurisdictions"):
        if hit.entry.get("role") != "pair" and _relation(hit, document, sentence.language) is None:
            return hit.entry.value
    return None


def _most_named(document: Document) -> str | None:
    counts: dict[str, int] = {}
    for hit in document.of("jurisdictions"):
        counts[hit.entry.value] = counts.get(hit.entry.value, 0) + 1
    return max(counts, key=lambda code: counts[code], default=None)
