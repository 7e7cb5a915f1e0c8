"""Fits the weights of `knowledge/statistic_weights.csv` on annotated articles.

    python -m extract.learning.statistics CORPUS... [--minor CORPUS...] [--write]

A corpus is a folder with `articles/` (texts and `metadata.csv`) and `gold/` (annotations of the same names). Each figure of an
article is matched to one annotated statistic at most: same value and unit, overlapping words or at least the same sentence.
The questions are fitted in turn, since the later ones see the answers to the earlier: what a figure measures, whether it
is a statistic, then origin, destination and period of those that are. Real articles count `REAL` times as much as constructed ones.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from extract.assembling.statistics import indicators, partners, periods, relevance
from extract.assembling.statistics.candidates import Candidate, find_candidates
from extract.assembling.statistics.choosing import TABLE
from extract.assembling.statistics.indicators import Meaning
from extract.evaluating.locating import Locator
from extract.finding.document import Document
from extract.learning.choices import Choice, fit
from extract.learning.corpora import Gold, documents
from extract.learning.tables import write_weights
from extract.records import Span
from extract.records.edtf import day_bounds

REAL = 2.5
_SAME = 0.005
_ROUNDS = 2
Tables = dict[str, dict[str, float]]


class Lesson(NamedTuple):
    """An article with its figures, the annotated statistic of each (or None), and how much its figures count."""

    document: Document
    candidates: list[Candidate]
    gold: list[Gold | None]
    weight: float


def lessons(corpora: Sequence[Path], *, weight: float = 1.0) -> Iterator[Lesson]:
    """Yield the articles of corpora with their figures matched to the annotations."""
    for document, gold in documents(corpora):
        candidates = list(find_candidates(document))
        yield Lesson(document, candidates, matched(candidates, gold["statistics"], document), weight)


def matched(candidates: Sequence[Candidate], gold: Sequence[Gold], document: Document) -> list[Gold | None]:
    """Return for each figure the annotated statistic that it is, or None; overlapping words come first."""
    locator = Locator(document.article.text)
    spans = [locator.find(item["quote"], item.get("near")) for item in gold]
    found: list[Gold | None] = [None] * len(candidates)
    used: set[int] = set()
    for overlap in (True, False):
        for place, candidate in enumerate(candidates):
            if found[place] is None:
                number = _match(candidate, gold, spans, used, overlap=overlap)
                if number is not None:
                    found[place] = gold[number]
                    used.add(number)
    return found


def _match(
    candidate: Candidate, gold: Sequence[Gold], spans: Sequence[Span | None], used: set[int], *, overlap: bool
) -> int | None:
    around = candidate if overlap else candidate.sentence
    return next(
        (
            number
            for number, (item, span) in enumerate(zip(gold, spans, strict=True))
            if number not in used
            and span is not None
            and span.start < around.end
            and around.start < span.end
            and _agrees(candidate, item)
        ),
        None,
    )


def _agrees(candidate: Candidate, gold: Gold) -> bool:
    value, unit = abs(candidate.quantity.value), candidate.quantity.unit.lower()
    wanted, wanted_unit = abs(float(gold["value"])), str(gold["unit"]).lower()
    same_unit = unit == wanted_unit or (gold["indicator"] == "price" and wanted_unit.startswith(f"{unit}/"))
    return same_unit and abs(value - wanted) <= _SAME * max(value, wanted, 1e-9)


def fit_all(taught: Sequence[Lesson]) -> Tables:
    """Return the tables of all questions."""
    tables: Tables = {}
    for _ in range(_ROUNDS):
        tables["indicator"] = fit([choice for lesson in taught for choice in _of_indicator(lesson, tables)])
    read = [(lesson, _meanings(lesson, tables)) for lesson in taught]
    told = [choice for lesson, meanings in read for choice in _of_statistic(lesson, meanings)]
    tables["statistic"] = fit(told, penalty=4.0, rarest=4)
    for place in ("origin", "destination"):
        tables[place] = fit([c for lesson, meanings in read for c in _of_place(lesson, meanings, place)], penalty=2.0)
    tables["period"] = fit(
        [choice for lesson, meanings in read for choice in _of_period(lesson, meanings)], penalty=2.0
    )
    return tables


def _of_indicator(lesson: Lesson, tables: Tables) -> Iterator[Choice]:
    before: tuple[Candidate, Meaning] | None = None
    for candidate, gold in zip(lesson.candidates, lesson.gold, strict=True):
        answers = indicators.SUITS[indicators.group_of(candidate)]
        meaning = indicators.read_meaning(candidate, before, tables=tables)
        if gold is not None and gold["indicator"] in answers:
            if not candidate.is_tally:
                traits = indicators.answers_of(candidate, before)
                yield Choice(traits, answers.index(gold["indicator"]), lesson.weight)
            meaning = meaning._replace(indicator=gold["indicator"])
        before = candidate, meaning


def _meanings(lesson: Lesson, tables: Tables) -> list[Meaning]:
    before: tuple[Candidate, Meaning] | None = None
    meanings = []
    for candidate in lesson.candidates:
        before = candidate, indicators.read_meaning(candidate, before, tables=tables)
        meanings.append(before[1])
    return meanings


def _of_statistic(lesson: Lesson, meanings: Sequence[Meaning]) -> Iterator[Choice]:
    setting = relevance.Setting.of(lesson.document)
    for candidate, meaning, gold in zip(lesson.candidates, meanings, lesson.gold, strict=True):
        told = relevance.traits_of(relevance.Told(candidate, meaning, setting))
        yield Choice([told, []], int(gold is None), lesson.weight)


def _of_place(lesson: Lesson, meanings: Sequence[Meaning], place: str) -> Iterator[Choice]:
    atlas = partners.Atlas(lesson.document)
    last = partners.NOWHERE
    for candidate, meaning, gold in zip(lesson.candidates, meanings, lesson.gold, strict=True):
        if gold is None:
            continue
        figure = partners.Figure(candidate, meaning, last, atlas)
        answers = partners.answers(place, figure, origin=gold["origin"] if place == "destination" else None)
        if gold[place] in answers:
            yield Choice(list(answers.values()), list(answers).index(gold[place]))
        last = partners.Partners(gold["origin"], gold["destination"])


def _of_period(lesson: Lesson, meanings: Sequence[Meaning]) -> Iterator[Choice]:
    last: tuple[Candidate, str] | None = None
    for candidate, meaning, gold in zip(lesson.candidates, meanings, lesson.gold, strict=True):
        if gold is None:
            continue
        answers = list(periods.answers(periods.Dated(candidate, meaning, last), lesson.document))
        wanted = gold["period"] and day_bounds(gold["period"])
        right = [n for n, answer in enumerate(answers) if (answer.period and day_bounds(answer.period)) == wanted]
        if right:
            yield Choice([answer.traits for answer in answers], right[0])
        last = (candidate, gold["period"]) if gold["period"] else last


def main(arguments: Sequence[str] | None = None) -> None:
    """Fit, and write the table when asked to."""
    parser = argparse.ArgumentParser(description="Fit the weights of statistics on annotated articles.")
    parser.add_argument("corpora", nargs="+", type=Path)
    parser.add_argument("--minor", type=Path, action="append", default=[])
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args(arguments)
    taught = [*lessons(options.corpora, weight=REAL), *lessons(options.minor)]
    tables = fit_all(taught)
    figures = sum(len(lesson.candidates) for lesson in taught)
    sys.stdout.write(f"{figures} figures; weights: { {question: len(table) for question, table in tables.items()} }\n")
    if options.write:
        write_weights(TABLE, tables)


if __name__ == "__main__":
    main()
