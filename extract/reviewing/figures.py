"""A figure that a reviewer adds: what the selected words tell of it, and the unit that other words for it mean."""

from collections.abc import Mapping
from typing import Any, Final

from extract.deciding.anchors import items_in
from extract.deciding.faults import refuse
from extract.finding.quantities import find_quantities
from extract.finding.quantities.units import units_of
from extract.records import Article, ArticleRecord, Statistic
from extract.records.codes import StatisticKind
from extract.records.mentions import Quantity

_AROUND: Final = 200
"""Code points on each side of the words that tell whether they are a change, a bound, a comparison."""

_LONGEST: Final = 1_000
"""Code points of the words that are read: a figure is told in fewer."""

_LANGUAGES: Final = ("en", "zh")
_LIKE: Final = ("indicator", "origin", "destination", "period", "comparison")
"""What a figure has in common with the one before it."""

_KINDS: Final[Mapping[str, StatisticKind]] = {"percent": "share", "count": "count", "times": "rate"}
"""Kinds of figures that are no change, by their units; others are a level."""


def begun_figure(record: ArticleRecord, words: tuple[int, int], *, like: str | None = None) -> dict[str, Any]:
    """Return a new statistic as JSON, told by the words at `[start, end)` (code points of the text): what can be read, else None.

    Value, unit, bound and comparison are what `find_quantities` reads in the words; of several figures the one that shares most
    with them. Who trades what and when begins as in the statistic `like`. Raises UnfitError when the article has no such words.
    """
    text = record.article.text
    start, end = words
    if not 0 <= start < end <= len(text):
        refuse("words_elsewhere", "evidence")
    before = items_in(record).get(like or "")
    shared = {name: getattr(before, name) if isinstance(before, Statistic) else None for name in _LIKE}
    told = _told(quantity_in(record.article, start, end), shared["indicator"])
    return {**shared, **told, "evidence": {"start": start, "end": end}}


def quantity_in(article: Article, start: int, end: int) -> Quantity | None:
    """Return the quantity that shares most with the words at `[start, end)`, the first of equals; None where none is read."""
    text, end = article.text, min(end, start + _LONGEST)
    first = max(start - _AROUND, text.rfind("\n", 0, start) + 1)
    line_end = text.find("\n", end)
    last = min(end + _AROUND, len(text) if line_end < 0 else line_end)
    for language in _languages_at(article, start):
        found = find_quantities(text[first:last], language=language)
        shared = [(min(one.evidence.end, end - first) - max(one.evidence.start, start - first), one) for one in found]
        most, quantity = max(shared, key=lambda pair: pair[0], default=(0, None))
        if most > 0:
            return quantity
    return None


def unit_of(words: str) -> str:
    """Return the unit as records write it (`t`) that is meant by other words for it (`tonnes`, `吨`); else the words themselves."""
    for language in _LANGUAGES:
        known = units_of(language).by_word.get(words.strip().lower())
        if known and known.factor == 1:
            return known.name
        told = f"1 {words.strip()}"
        for one in find_quantities(told, language=language):
            if (one.evidence.start, one.evidence.end, one.value) == (0, len(told), 1.0):
                return one.unit
    return words.strip()


def _told(quantity: Quantity | None, indicator: str | None) -> dict[str, Any]:
    if quantity is None:
        return {"kind": None, "value": None, "value_high": None, "unit": None, "bound": "exact"}
    told = {name: getattr(quantity, name) for name in ("value", "value_high", "unit", "bound")}
    compared = {"comparison": quantity.comparison} if quantity.comparison else {}
    return {"kind": _kind(quantity, indicator), **told, **compared}


def _kind(quantity: Quantity, indicator: str | None) -> StatisticKind:
    if quantity.change:
        return "change"
    if indicator == "tariff_rate":
        return "rate"
    return _KINDS.get(quantity.unit, "level")


def _languages_at(article: Article, place: int) -> tuple[str, str]:
    """Return the languages in which a place is read, in their order: that of its segment first, then the other."""
    tags = [segment.language for segment in article.segments if segment.start <= place < segment.end]
    first = next((tag for tag in (*tags, article.language) if tag.partition("-")[0] in _LANGUAGES), "en")
    return ("zh", "en") if first.startswith("zh") else ("en", "zh")
