"""Fits how much the reader's word counts beside that of the rules, question by question, on articles that neither has learned from.

For each question in turn the weights are taken, of a small grid, that give the best F1 of the fields that the question decides, or the
most right answers; figures of neighbours on the grid are averaged, so that no lucky one wins. Where the answer is a probability that people are shown ("event"), a logistic regression on
whether the event is right gives weights that are calibrated.
"""

import argparse
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import product
from pathlib import Path
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from extract.finding.encoder import LearnedReader, load_folder
from extract.finding.opinion import JOINED, Join
from extract.learning.encoder.benches import Bench, Choice, Elsewhere, Here, Row, total

_Answer = TypeVar("_Answer")
EVEN = Join(0.5, 0.5)
_MIXES = ((1.0, 0.0), (0.8, 0.2), (0.65, 0.35), (0.5, 0.5), (0.35, 0.65), (0.2, 0.8), (0.0, 1.0))
"""Shares of rules and reader. What the largest score decides ("pick") depends on nothing else."""
_BIASES, _SCALES = (-0.5, 0.0, 0.5), (0.6, 1.0, 1.6)
"""Beside the mix: where a threshold lies ("threshold"), how sure shares of the odds are ("share")."""

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
_NEWTON_STEPS, _RIDGE = 20, 1.0


def fit_joins(benches: Sequence[Bench], *, watch: Callable[[str, Join], None] | None = None) -> dict[str, Join]:
    """Return the weights of each question that do best on all benches together; `watch` is told of each as it is found."""
    joins = dict.fromkeys(JOINED, EVEN)
    for choice in CHOICES:
        if choice.question == AFTER_MENTIONS:
            joins["event"] = fit_event(benches, joins)
            if watch is not None:
                watch("event", joins["event"])
        joins[choice.question] = _best(benches, joins, choice)
        if watch is not None:
            watch(choice.question, joins[choice.question])
    return joins


def _best(benches: Sequence[Bench], joins: Mapping[str, Join], choice: Choice) -> Join:
    """Return the join whose figure, averaged with those of the mixes beside it, is the highest."""
    tried: dict[Join, float] = {}
    for scale, bias in product(
        _SCALES if choice.by == "share" else (1.0,), _BIASES if choice.by == "threshold" else (0.0,)
    ):
        row = [Join(round(scale * rules, 3), round(scale * reader, 3), bias) for rules, reader in _MIXES]
        figures = [_figure(benches, {**joins, choice.question: join}, choice) for join in row]
        padded = [figures[0], *figures, figures[-1]]
        tried |= {join: (padded[at] + 2 * padded[at + 1] + padded[at + 2]) / 4 for at, join in enumerate(row)}
    return max(tried, key=lambda join: (tried[join], -abs(join.bias)))


def _figure(benches: Sequence[Bench], joins: Mapping[str, Join], choice: Choice) -> float:
    """Return the mean F1 of what the choice decides, over its fields and the languages."""
    counted = total(_ask(benches, lambda bench: bench.counts(joins, choice)))
    figures = [_f1(row) for rows in counted.values() for row in rows.values()]
    return sum(figures) / max(len(figures), 1)


def _ask(benches: Sequence[Bench], question: Callable[[Bench], _Answer]) -> list[_Answer]:
    """Return what each bench answers, asked at once: those in other processes work side by side."""
    with ThreadPoolExecutor(max(len(benches), 1)) as pool:
        return list(pool.map(question, benches))


def _f1(row: Row) -> float:
    right, found, expected = row
    return 2 * right / max(found + expected, 1)


def fit_event(benches: Sequence[Bench], joins: Mapping[str, Join]) -> Join:
    """Return the weights with which the confidence of an event is the share of such events that an annotator tells too."""
    said = _ask(benches, lambda bench: bench.odds(joins))
    rows = [row for rows, _ in said for row in rows]
    bias, of_rules, of_reader = logistic(np.array(rows), np.array([truth for _, right in said for truth in right]))
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


def write_joins(folder: Path, joins: Mapping[str, Join]) -> None:
    """Set in a model folder how the reader's word counts beside that of the rules."""
    path = folder / "config.json"
    config = json.loads(path.read_text(encoding="utf-8"))
    config["joins"] = {question: join._asdict() for question, join in joins.items()}
    path.write_text(json.dumps(config, indent=1) + "\n", encoding="utf-8")


class Held(NamedTuple):
    """A fold of the articles, a model that has not seen it, and a checkout whose rules have not."""

    fold: int
    model: Path
    checkout: Path


def _held(argument: str) -> Held:
    fold, equals, rest = argument.partition("=")
    model, at, checkout = rest.rpartition("@")
    if not (equals and at and fold.isdecimal()):
        message = f"{argument!r} is no FOLD=MODEL@CHECKOUT"
        raise argparse.ArgumentTypeError(message)
    return Held(int(fold), Path(model), Path(checkout))


def _report(question: str, join: Join) -> None:
    sys.stdout.write(f"{question} {join}\n")
    sys.stdout.flush()


def main(arguments: Sequence[str] | None = None) -> None:
    """Fit the joins of a model folder and write them to it."""
    parser = argparse.ArgumentParser(description="Fit how much a model's word counts beside that of the rules.")
    parser.add_argument("model", type=Path)
    parser.add_argument("corpora", nargs="+", type=Path)
    parser.add_argument("--fold", type=int, default=0, help="the fold that neither the model nor the rules have seen")
    parser.add_argument(
        "--held",
        type=_held,
        action="append",
        default=[],
        metavar="FOLD=MODEL@CHECKOUT",
        help="instead: a model made alike without that fold, and a checkout whose rules were fitted without it",
    )
    options = parser.parse_args(arguments)
    there = [Elsewhere(options.corpora, held.model, fold=held.fold, checkout=held.checkout) for held in options.held]
    benches: list[Bench] = [*there] or [
        Here(options.corpora, LearnedReader(load_folder(options.model)), fold=options.fold)
    ]
    joins = fit_joins(benches, watch=_report)
    for bench in there:
        bench.close()
    write_joins(options.model, joins)


if __name__ == "__main__":
    main()
