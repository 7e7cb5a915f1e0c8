"""Measures a model on corpora of annotated articles, in every way of reading, with bootstrap intervals over the articles."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import numpy as np

from extract.evaluating.comparable import Comparable
from extract.evaluating.comparing import Tallies, pair_events, pair_statistics
from extract.evaluating.gate import corpus_sha256
from extract.evaluating.intervals import Counts, Draws
from extract.evaluating.reliability import Told, bins_of, expected_calibration_error
from extract.finding.encoder import LearnedReader
from extract.learning.corpora import whole_of
from extract.learning.encoder.card_figures import (
    Bin,
    Compared,
    CorpusFigures,
    Interval,
    Part,
    Reliability,
    Shares,
    Variant,
)
from extract.learning.encoder.surety import surety_of
from extract.learning.encoder.ways import WAYS, Way, annotated, cases_of

_Row = tuple[int, int, int]


class Settings(NamedTuple):
    """How the intervals are drawn, and the one fold of the articles that is measured (None: all of them)."""

    resamples: int = 1000
    seed: int = 1
    fold: int | None = None


@dataclass(slots=True)
class _Sheet:
    """What was counted in the articles of one language: counts by way and field, an article a row."""

    names: list[str] = field(default_factory=list)
    rows: dict[Way, dict[str, list[_Row]]] = field(default_factory=lambda: {way: defaultdict(list) for way in WAYS})
    told: dict[str, dict[str, list[Told]]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(list)))
    heads: dict[str, list[Told]] = field(default_factory=lambda: defaultdict(list))

    def count(self, way: Way, expected: Comparable, found: Comparable) -> None:
        tallies = Tallies()
        tallies.compare(expected, found, article=self.names[-1])
        named = {**tallies.fields, **{f"role:{name}": tally for name, tally in tallies.roles.items()}}
        for name, tally in named.items():
            self.rows[way][name].append((tally.right, tally.found, tally.expected))

    def weigh(self, way: Way, expected: Comparable, found: Comparable) -> None:
        events = {index for _, index in pair_events(expected.events, found.events)}
        figures = {index for _, index in pair_statistics(expected.statistics, found.statistics)}
        self.told["event"][way] += _told((item.confidence, index in events) for index, item in enumerate(found.events))
        self.told["statistic"][way] += _told(
            (item.confidence, index in figures) for index, item in enumerate(found.statistics)
        )

    def counts(self, way: Way) -> Mapping[str, Counts]:
        return {name: np.array(rows, np.int64) for name, rows in self.rows[way].items()}

    def draws(self, settings: Settings) -> Draws:
        wholes = [whole_of(name) for name in self.names]
        return Draws(wholes, resamples=settings.resamples, seed=settings.seed)


def measure_corpus(corpus: Path, reader: LearnedReader, settings: Settings) -> CorpusFigures:
    """Measure a model on the annotated articles of a corpus. Raises UsageError when it holds none, RecordError when one cannot be read."""
    sheets: dict[str, _Sheet] = defaultdict(_Sheet)
    for case in cases_of(annotated(corpus, fold=settings.fold), reader):
        sheet, expected = sheets[case.language], case.expected()
        sheet.names.append(case.name)
        for way in WAYS:
            found = case.found(way)
            sheet.count(way, expected, found)
            sheet.weigh(way, expected, found)
        for head, told in surety_of(case):
            sheet.heads[head].append(told)
    parts = {language: _part(sheets[language], settings) for language in sorted(sheets)}
    return CorpusFigures(sha256=corpus_sha256(corpus), fold=settings.fold, parts=parts)


def measure_variants(corpus: Path, readers: Mapping[str, LearnedReader], settings: Settings) -> dict[str, Variant]:
    """Measure several models on the same articles, joined; the first is the one that the others are compared with."""
    first: Mapping[str, _Sheet] | None = None
    found: dict[str, Variant] = {}
    for label, reader in readers.items():
        sheets: dict[str, _Sheet] = defaultdict(_Sheet)
        for case in cases_of(annotated(corpus, fold=settings.fold), reader):
            sheets[case.language].names.append(case.name)
            sheets[case.language].count("joined", case.expected(), case.found("joined"))
        found[label] = _variant(sheets, first, settings)
        first = first or sheets
    return found


def _part(sheet: _Sheet, settings: Settings) -> Part:
    draws, (rules, model, joined) = sheet.draws(settings), (sheet.counts(way) for way in WAYS)
    fields = {
        name: Compared(
            rules=_shares(draws, rules[name]),
            model=_shares(draws, model[name]),
            joined=_shares(draws, joined[name]),
            gain=draws.gain(joined[name], rules[name]),
        )
        for name in rules
    }
    confidence = {kind: {way: _reliability(told) for way, told in ways.items()} for kind, ways in sheet.told.items()}
    heads = {head: _reliability(told) for head, told in sheet.heads.items()}
    return Part(articles=len(sheet.names), fields=fields, confidence=confidence, heads=heads)


def _variant(sheets: Mapping[str, _Sheet], first: Mapping[str, _Sheet] | None, settings: Settings) -> Variant:
    f1: dict[str, dict[str, Interval]] = {}
    gain: dict[str, dict[str, Interval]] = {}
    for language in sorted(sheets):
        draws, counts = sheets[language].draws(settings), sheets[language].counts("joined")
        f1[language] = {name: draws.figures(rows)[2] for name, rows in counts.items()}
        if first is not None:
            base = first[language].counts("joined")
            gain[language] = {name: draws.gain(rows, base[name]) for name, rows in counts.items()}
    return Variant(f1=f1, gain=gain)


def _shares(draws: Draws, counts: Counts) -> Shares:
    precision, recall, f1 = draws.figures(counts)
    return Shares(p=precision, r=recall, f1=f1)


def _told(pairs: Iterable[tuple[float | None, bool]]) -> list[Told]:
    return [(confidence, right) for confidence, right in pairs if confidence is not None]


def _reliability(told: Iterable[Told]) -> Reliability:
    bins = bins_of(told)
    return Reliability(ece=round(expected_calibration_error(bins), 4), bins=tuple(_bin(*held) for held in bins))


def _bin(low: float, high: float, items: int, confidence: float, right: float) -> Bin:
    return Bin(low=low, high=high, items=items, confidence=round(confidence, 4), right=round(right, 4))
