"""Fits how much the reader's word counts beside that of the rules, question by question, on articles that neither has learned from.

For each question in turn the weights are taken, of a small grid, that give the best F1 of the fields that the question decides, or the
most right answers; figures of neighbours on the grid are averaged, so that no lucky one wins. Where the answer is a probability that people are shown ("event"), a logistic regression on
whether the event is right gives weights that are calibrated.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from extract.assembling.calibration import rules_odds, told_odds
from extract.assembling.events import drafts_of
from extract.assembling.materials import find_materials
from extract.evaluating.comparable import Comparable, comparable
from extract.evaluating.comparing import Tallies, pair_events
from extract.evaluating.places import Places
from extract.finding.document import Document
from extract.finding.encoder import LearnedReader, load_folder
from extract.finding.encoder.sight import Sight
from extract.finding.opinion import JOINED, Join
from extract.learning.confidence import matches, sentences_of
from extract.learning.encoder.ways import told
from extract.learning.rooms import Gold, documents, fold_of, places_of

EVEN = Join(0.5, 0.5)
_MIXES = ((1.0, 0.0), (0.8, 0.2), (0.65, 0.35), (0.5, 0.5), (0.35, 0.65), (0.2, 0.8), (0.0, 1.0))
"""Shares of rules and reader. What the largest score decides ("pick") depends on nothing else."""
_BIASES, _SCALES = (-0.5, 0.0, 0.5), (0.6, 1.0, 1.6)
"""Beside the mix: where a threshold lies ("threshold"), how sure shares of the odds are ("share")."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A question, the fields of the scorer that its answers decide, and what decides: a threshold, the largest score, a share.

    Without fields the right answers are counted, over the events that match.
    """

    question: str
    fields: tuple[str, ...]
    by: Literal["threshold", "pick", "share"] = "threshold"


CHOICES = (
    Choice("trigger", ("located", "event")),
    Choice("link", ("event",)),
    Choice("action", (), by="pick"),
    Choice("stage", (), by="pick"),
    Choice("issuer", (), by="pick"),
    Choice("certainty", (), by="pick"),
    Choice("material", ("argument", "materials")),
    Choice("target", ("argument",)),
    Choice("target_class", ("argument",), by="pick"),
    Choice("date", ("argument", "dates"), by="share"),
    Choice("condition", ("argument",), by="share"),
    Choice("attribution", ("attribution",)),
    Choice("statistic", ("statistic",)),
    Choice("indicator", ("indicator",), by="pick"),
)
"""Every question that is joined, in the order in which their answers build on each other."""
AFTER_MENTIONS = "action"
"""Events are what mentions and links make: their confidence is fitted when both are settled."""
_OF_FIGURES = ("statistic", "indicator")
_NEWTON_STEPS, _RIDGE = 20, 1.0


@dataclass(frozen=True, slots=True)
class Case:
    """An article as the reader sees it, its annotation, and the scorer's view of its text."""

    document: Document
    sight: Sight
    annotation: Gold
    gold: Comparable
    places: Places


def held_cases(rooms: Sequence[Path], reader: LearnedReader, *, fold: int) -> Iterator[Case]:
    """Yield the articles of one fold of the rooms, read once."""
    for document, gold in documents(rooms):
        if fold_of(document.article.id) == fold:
            places = Places(document.article.text)
            sight = reader.look_at(document)
            yield Case(replace(document, opinion=sight, kept={}), sight, gold, comparable(gold, places), places)


def fit_joins(cases: Sequence[Case], *, watch: Callable[[str, Join], None] | None = None) -> dict[str, Join]:
    """Return the weights of each question that do best on the cases; `watch` is told of each as it is found."""
    joins = dict.fromkeys(JOINED, EVEN)
    for choice in CHOICES:
        if choice.question == AFTER_MENTIONS:
            joins["event"] = fit_event(cases, joins)
            if watch is not None:
                watch("event", joins["event"])
        joins[choice.question] = _best(cases, joins, choice)
        if watch is not None:
            watch(choice.question, joins[choice.question])
    return joins


def _best(cases: Sequence[Case], joins: Mapping[str, Join], choice: Choice) -> Join:
    """Return the join whose figure, averaged with those of the mixes beside it, is the highest."""
    measure = _figure if choice.fields else _right
    tried: dict[Join, float] = {}
    for scale, bias in product(
        _SCALES if choice.by == "share" else (1.0,), _BIASES if choice.by == "threshold" else (0.0,)
    ):
        row = [Join(round(scale * rules, 3), round(scale * reader, 3), bias) for rules, reader in _MIXES]
        figures = [measure(cases, {**joins, choice.question: join}, choice) for join in row]
        padded = [figures[0], *figures, figures[-1]]
        tried |= {join: (padded[at] + 2 * padded[at + 1] + padded[at + 2]) / 4 for at, join in enumerate(row)}
    return max(tried, key=lambda join: (tried[join], -abs(join.bias)))


def fit_event(cases: Sequence[Case], joins: Mapping[str, Join]) -> Join:
    """Return the weights with which the confidence of an event is the share of such events that an annotator tells too."""
    rows: list[tuple[float, float]] = []
    right: list[bool] = []
    for case in cases:
        _prepare(case, joins)
        drafts = drafts_of(case.document)
        for draft in drafts:
            reader = told_odds(draft, case.document) or 0.0
            rows.append((rules_odds(draft, find_materials(draft, case.document), case.document), reader))
        right += matches([sentences_of(draft) for draft in drafts], places_of(case.annotation["events"], case.document))
    bias, of_rules, of_reader = logistic(np.array(rows), np.array(right))
    return Join(round(of_rules, 3), round(of_reader, 3), round(bias, 3))


def logistic(rows: NDArray[np.float64], right: NDArray[np.bool_]) -> tuple[float, ...]:
    """Return the bias and the weights of a logistic regression of `right` [N] on `rows` [N, K], by Newton's method."""
    x = np.column_stack([np.ones(len(rows)), rows])
    weights = np.zeros(x.shape[1])
    for _ in range(_NEWTON_STEPS):
        share = 1 / (1 + np.exp(-x @ weights))
        slope = x.T @ (share - right) + _RIDGE * weights
        bend = (x * (share * (1 - share))[:, None]).T @ x + _RIDGE * np.eye(x.shape[1])
        weights -= np.linalg.solve(bend, slope)
    return tuple(map(float, weights))


def _prepare(case: Case, joins: Mapping[str, Join]) -> None:
    case.sight.joins = joins
    case.document.kept.clear()


def _right(cases: Sequence[Case], joins: Mapping[str, Join], choice: Choice) -> float:
    """Return the share of the matching events whose answer to the choice's question is right, the mean over the languages."""
    asked: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for case in cases:
        _prepare(case, joins)
        language = case.document.article.language.partition("-")[0]
        found = comparable(told(case.document, statistics=False), case.places)
        for one, other in pair_events(case.gold.events, found.events):
            asked[language] += 1
            right[language] += getattr(case.gold.events[one], choice.question) == getattr(
                found.events[other], choice.question
            )
    return sum(right[language] / asked[language] for language in asked) / max(len(asked), 1)


def _figure(cases: Sequence[Case], joins: Mapping[str, Join], choice: Choice) -> float:
    """Return the mean F1 of the choice's fields, over the languages of the cases."""
    tallies: dict[str, Tallies] = {}
    for case in cases:
        _prepare(case, joins)
        language = case.document.article.language.partition("-")[0]
        of_figures = choice.question in _OF_FIGURES
        found = comparable(told(case.document, events=not of_figures, statistics=of_figures), case.places)
        tallies.setdefault(language, Tallies()).compare(case.gold, found, article=case.document.article.id)
    figures = [tally.fields[field].figures()["f1"] for tally in tallies.values() for field in choice.fields]
    return sum(figures) / max(len(figures), 1)


def write_joins(folder: Path, joins: Mapping[str, Join]) -> None:
    """Set in a model folder how the reader's word counts beside that of the rules."""
    path = folder / "config.json"
    config = json.loads(path.read_text(encoding="utf-8"))
    config["joins"] = {question: join._asdict() for question, join in joins.items()}
    path.write_text(json.dumps(config, indent=1) + "\n", encoding="utf-8")


def _report(question: str, join: Join) -> None:
    sys.stdout.write(f"{question} {join}\n")
    sys.stdout.flush()


def main(arguments: Sequence[str] | None = None) -> None:
    """Fit the joins of a model folder and write them to it; readings of other models steady the choice."""
    parser = argparse.ArgumentParser(description="Fit how much a model's word counts beside that of the rules.")
    parser.add_argument("model", type=Path)
    parser.add_argument("rooms", nargs="+", type=Path)
    parser.add_argument("--beside", type=Path, action="append", default=[], help="another model of the same articles")
    parser.add_argument("--fold", type=int, default=0, help="the fold that neither the model nor the rules have seen")
    options = parser.parse_args(arguments)
    readers = [LearnedReader(load_folder(folder)) for folder in (options.model, *options.beside)]
    cases = [case for reader in readers for case in held_cases(options.rooms, reader, fold=options.fold)]
    joins = fit_joins(cases, watch=_report)
    write_joins(options.model, joins)


if __name__ == "__main__":
    main()
