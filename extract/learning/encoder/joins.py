"""Fits how much the reader's word counts beside that of the rules, question by question, on articles that neither has learned from.

For each question in turn the weights are taken, of a small grid, that give the best F1 of the fields that the question decides; a grid
this coarse has little to overfit with.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path
from typing import Any

from extract.assembling.events import find_events
from extract.assembling.statistics import find_statistics
from extract.evaluating.comparable import Comparable, comparable
from extract.evaluating.comparing import Tallies
from extract.evaluating.places import Places
from extract.finding.document import Document
from extract.finding.encoder import LearnedReader
from extract.finding.encoder.sight import Sight
from extract.finding.opinion import Join
from extract.learning.rooms import documents, fold_of

EVEN = Join(0.5, 0.5)
_RULES, _READER, _BIAS = (0.0, 0.3, 0.7, 1.0), (0.0, 0.4, 0.8, 1.2), (-1.0, -0.5, 0.0, 0.5, 1.0)


@dataclass(frozen=True, slots=True)
class Choice:
    """A question, the fields of the scorer that its answers decide, and whether it has a threshold that a bias moves."""

    question: str
    fields: tuple[str, ...]
    has_bias: bool = True


CHOICES = (
    Choice("trigger", ("located", "event")),
    Choice("link", ("event",)),
    Choice("event", ("event", "argument")),
    Choice("action", ("exact",), has_bias=False),
    Choice("stage", ("exact",), has_bias=False),
    Choice("issuer", ("exact", "argument"), has_bias=False),
    Choice("certainty", ("certainty",), has_bias=False),
    Choice("material", ("argument", "materials")),
    Choice("target", ("argument",)),
    Choice("target_class", ("argument",), has_bias=False),
    Choice("date", ("argument", "dates"), has_bias=False),
    Choice("condition", ("argument",), has_bias=False),
    Choice("attribution", ("attribution",)),
    Choice("statistic", ("statistic",)),
    Choice("indicator", ("indicator",), has_bias=False),
)
"""Every question that is joined, in the order in which their answers build on each other."""
_OF_FIGURES = ("statistic", "indicator")


@dataclass(frozen=True, slots=True)
class Case:
    """An article as the reader sees it, its annotation, and the scorer's view of its text."""

    document: Document
    sight: Sight
    gold: Comparable
    places: Places


def held_cases(rooms: Sequence[Path], reader: LearnedReader, *, fold: int) -> Iterator[Case]:
    """Yield the articles of one fold of the rooms, read once."""
    for document, gold in documents(rooms):
        if fold_of(document.article.id) == fold:
            places = Places(document.article.text)
            sight = reader.look_at(document)
            yield Case(replace(document, opinion=sight, kept={}), sight, comparable(gold, places), places)


def fit_joins(cases: Sequence[Case]) -> dict[str, Join]:
    """Return the weights of each question that do best on the cases."""
    joins = {choice.question: EVEN for choice in CHOICES}
    for choice in CHOICES:
        tried = {join: _figure(cases, {**joins, choice.question: join}, choice) for join in _grid(choice)}
        joins[choice.question] = max(tried, key=lambda join: (tried[join], -abs(join.bias)))
    return joins


def _grid(choice: Choice) -> list[Join]:
    biases = _BIAS if choice.has_bias else (0.0,)
    return [Join(*weights) for weights in product(_RULES, _READER, biases) if weights[0] or weights[1]]


def _figure(cases: Sequence[Case], joins: Mapping[str, Join], choice: Choice) -> float:
    """Return the mean F1 of the choice's fields, over the languages of the cases."""
    tallies: dict[str, Tallies] = {}
    for case in cases:
        case.sight.joins = joins
        case.document.kept.clear()
        language = case.document.article.language.partition("-")[0]
        found = comparable(_told(case.document, figures=choice.question in _OF_FIGURES), case.places)
        tallies.setdefault(language, Tallies()).compare(case.gold, found, article=case.document.article.id)
    figures = [tally.fields[field].figures()["f1"] for tally in tallies.values() for field in choice.fields]
    return sum(figures) / max(len(figures), 1)


def _told(document: Document, *, figures: bool) -> dict[str, Any]:
    """Return what is found, as the scorer reads a record: the statistics alone, or the events alone."""
    events = () if figures else find_events(document)
    statistics = find_statistics(document) if figures else ()
    return {
        "article": {"text": document.article.text},
        "events": [event.model_dump(by_alias=True, mode="json") for event in events],
        "statistics": [figure.model_dump(by_alias=True, mode="json") for figure in statistics],
    }
