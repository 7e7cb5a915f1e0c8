"""The statistics of an article: figures on the trade, supply, prices and licensing of the goods that regimes are about.

Every quantity is a candidate; its meaning is read from the cues around it, and a table of weights decides (`relevance.py`).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extract.assembling.attribution import attribute_figure
from extract.assembling.statistics.candidates import Candidate, find_candidates
from extract.assembling.statistics.indicators import Meaning, read_meaning
from extract.assembling.statistics.materials import find_materials
from extract.assembling.statistics.partners import NOWHERE, Atlas, Figure, Partners, find_partners
from extract.assembling.statistics.periods import Dated, find_period
from extract.assembling.statistics.relevance import Setting, Told, likelihood
from extract.assembling.statistics.retelling import Telling, agree
from extract.finding.document import Document
from extract.records import MaterialMention, Statistic
from extract.records.codes import Comparison
from extract.records.ids import distinct_ids

LIKELY = 0.45
"""Figures at least this likely are told; on articles left out of the fit F1 is flat from 0.4 to 0.55 in both languages."""


@dataclass(frozen=True, slots=True, eq=False)
class _Finding:
    candidate: Candidate
    meaning: Meaning
    confidence: float
    partners: Partners
    period: str | None
    materials: tuple[MaterialMention, ...]


def find_statistics(document: Document) -> tuple[Statistic, ...]:
    """Return the statistics of an article, in the order of the text."""
    told = _agreeing(list(_tell(document)))
    ids = distinct_ids("s", (_identity(item, document) for item in told))
    return tuple(_statistic(item, identifier, document) for item, identifier in zip(told, ids, strict=True))


def _tell(document: Document) -> Iterator[_Finding]:
    setting = Setting.of(document)
    atlas: Atlas | None = None
    before: tuple[Candidate, Meaning] | None = None
    last: _Finding | None = None
    dated: tuple[Candidate, str] | None = None
    for candidate in find_candidates(document):
        meaning = read_meaning(candidate, before, opinion=document.opinion)
        before = candidate, meaning
        confidence = likelihood(Told(candidate, meaning, setting), document)
        if confidence < LIKELY:
            continue
        atlas = atlas or Atlas(document)
        partners = find_partners(Figure(candidate, meaning, last.partners if last else NOWHERE, atlas))
        period = find_period(Dated(candidate, meaning, dated), document)
        dated = (candidate, period) if period else dated
        last = _Finding(candidate, meaning, confidence, partners, period, find_materials(candidate, meaning, document))
        yield last


def _agreeing(findings: Sequence[_Finding]) -> list[_Finding]:
    told = agree([Telling(_figure(item), item.partners, item.period) for item in findings])
    return [replace(item, partners=t.partners, period=t.period) for item, t in zip(findings, told, strict=True)]


def _figure(told: _Finding) -> tuple[object, ...]:
    """Return what two tellings of one figure share; the tallies of a list are figures of their own."""
    meaning = told.meaning
    own = told.candidate.start if told.candidate.is_tally else None
    return meaning.indicator, meaning.kind, meaning.value, meaning.value_high, meaning.unit, own


def _identity(told: _Finding, document: Document) -> tuple[object, ...]:
    place = f"{told.candidate.start}-{told.candidate.end}"
    return (
        document.article.text_sha256,
        told.meaning.indicator,
        told.meaning.kind,
        told.meaning.value,
        told.meaning.unit,
        place,
    )


def _statistic(told: _Finding, identifier: str, document: Document) -> Statistic:
    quantity = told.candidate.quantity
    place = quantity.evidence
    return Statistic(
        id=identifier,
        indicator=told.meaning.indicator,
        kind=told.meaning.kind,
        value=told.meaning.value,
        value_high=told.meaning.value_high,
        unit=told.meaning.unit,
        bound=quantity.bound,
        materials=told.materials,
        origin=told.partners.origin,
        destination=told.partners.destination,
        period=told.period,
        comparison=_comparison(told),
        attribution=attribute_figure(told.candidate.sentence, place.start, place.end, document),
        evidence=place,
        confidence=round(told.confidence, 3),
    )


def _comparison(told: _Finding) -> Comparison | None:
    """Return what a figure is compared with: prices move against some day that their clause need not call by name."""
    compared = told.candidate.quantity.comparison
    is_price = told.meaning.indicator == "price" and told.meaning.kind in ("change", "rate")
    return compared or ("other" if is_price else None)
