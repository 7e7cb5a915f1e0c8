"""Fits the weights of `timeline/merging.yaml` on annotated articles whose events are grouped into changes.

    python -m extract.learning.merging CORPUS... [--join SCORE] [--write]

A corpus has `articles/`, `gold/` and `changes.json`. Logistic regression over the reasons of `timeline/comparing.py`, drawn to the
weights that `timeline/rules.yaml` expects: grouped articles are few. Pairs of one block are compared; those of a large
change count less each, so that no one story decides. Prints pairwise F1 across articles and how many changes of several
articles come out whole, in-sample and held out: articles that share a change share a fold, and so do the parts of one article.
Held out are the mean figures of several draws of the folds: those of one draw hang on which stories fall together.
"""

import argparse
import hashlib
import json
import sys
from collections import defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from extract.evaluating.importing import import_gold
from extract.knowledge import load_knowledge
from extract.learning.corpora import CHANGES, FOLDS, whole_of
from extract.records import Claim
from extract.timeline.comparing import block_of, can_be_one, compare
from extract.timeline.items import Item, items_of
from extract.timeline.judging import Judge
from extract.timeline.merging import merge_items
from extract.timeline.rules import rules
from extract.timeline.weighing import FITTED, Weights

_ONE_CHANGE = 5.0
"""What the pairs of one claim with the rest of its change count together; a pair of two changes counts 1."""
_FAITH = 8.0
"""The penalty on half the squared distance of a weight from the one expected."""
_STEPS = 15
_DRAWS = 4
_BIAS = "bias"

Vector = NDArray[np.float64]


class Pair(NamedTuple):
    """The names of the reasons of a pair, whether it is one change, what it counts, and its records."""

    reasons: tuple[str, ...]
    one: bool
    counts: float
    records: tuple[str, str]


@dataclass(frozen=True)
class Grouped:
    """The claims of some corpora, and the change that each grouped one belongs to."""

    items: Sequence[Item]
    changes: Mapping[Claim, str]


def collect(corpora: Sequence[Path]) -> Grouped:
    """Read the corpora; changes of two corpora are different changes."""
    items: list[Item] = []
    changes: dict[Claim, str] = {}
    for number, corpus in enumerate(corpora):
        records = [
            (f"{number}/{path}", record) for path, record in import_gold(corpus / "gold", corpus / "articles").records
        ]
        items += items_of(records, load_knowledge().material_groups)
        for change in json.loads((corpus / CHANGES).read_text(encoding="utf-8"))["changes"]:
            for article, event in change["events"]:
                changes[Claim(record=f"{number}/{article}.json", event=event)] = f"{number}/{change['id']}"
    return Grouped(items, changes)


def folds_of(changes: Mapping[Claim, str], *, draw: int) -> Mapping[str, int]:
    """Return a fold for each record, another for another `draw`.

    Records that share a change, directly or by others, and the parts of one article share it; the folds have about as many changes
    of several articles each.
    """
    told: dict[tuple[str, str], set[str]] = defaultdict(set)
    for claim, change in changes.items():
        told["change", change].add(claim.record)
        told["article", whole_of(claim.record.removesuffix(".json"))].add(claim.record)
    threads: dict[str, set[str]] = {claim.record: {claim.record} for claim in changes}
    for records in told.values():
        joined = set().union(*(threads[record] for record in records))
        threads |= dict.fromkeys(joined, joined)
    shared = {min(thread): 0 for thread in threads.values()}
    for records in told.values():
        shared[min(threads[min(records)])] += len(records) > 1
    drawn = {head: hashlib.sha256(f"{draw} {head}".encode()).digest() for head in shared}
    order = sorted(shared, key=lambda head: (-shared[head], drawn[head]))
    folds = {head: number % FOLDS for number, head in enumerate(order)}
    return {record: folds[min(thread)] for record, thread in threads.items()}


def pairs_of(grouped: Grouped) -> list[Pair]:
    """Return the grouped pairs of one block that can be one change."""
    sizes: dict[str, int] = defaultdict(int)
    blocks: dict[object, list[Item]] = defaultdict(list)
    for item in grouped.items:
        if item.claim in grouped.changes:
            sizes[grouped.changes[item.claim]] += 1
            blocks[block_of(item.event)].append(item)
    found = (pair for items in blocks.values() for pair in combinations(items, 2) if can_be_one(*pair))
    return [_pair(a, b, grouped, sizes) for a, b in found]


def _pair(a: Item, b: Item, grouped: Grouped, sizes: Mapping[str, int]) -> Pair:
    change, other = grouped.changes[a.claim], grouped.changes[b.claim]
    counts = _ONE_CHANGE / (sizes[change] - 1) if change == other else 1.0
    records = a.claim.record, b.claim.record
    return Pair(tuple(name for name, _ in compare(a, b)), change == other, counts, records)


def fit(pairs: Sequence[Pair], expected: Mapping[str, float], *, join: float) -> Weights:
    """Return weights by logistic regression with a normal prior around those expected, by Newton's method."""
    names = [_BIAS, *expected]
    places = {name: place for place, name in enumerate(names)}
    cases: dict[tuple[tuple[str, ...], bool], float] = defaultdict(float)
    for pair in pairs:
        cases[tuple(sorted(pair.reasons)), pair.one] += pair.counts
    told = np.zeros((len(cases), len(names)))
    told[:, 0] = 1.0
    for row, (reasons, _) in enumerate(cases):
        told[row, [places[name] for name in reasons]] = 1.0
    truth, counts = np.array([one for _, one in cases], dtype=float), np.array(list(cases.values()))
    prior = np.array([0.0, *expected.values()])
    faith = np.full(len(names), _FAITH)
    faith[0] = 0.01  # how many pairs are one change is for the pairs to tell
    found = _newton(told, truth, counts, prior, faith)
    rounded = {name: round(float(weight), 2) for name, weight in zip(names, found, strict=True)}
    return Weights(rounded.pop(_BIAS), join, rounded)


def _newton(told: Vector, truth: Vector, counts: Vector, prior: Vector, faith: Vector) -> Vector:
    found = prior.copy()
    for _ in range(_STEPS):
        chance = 1 / (1 + np.exp(-np.clip(told @ found, -30, 30)))
        slope = told.T @ (counts * (chance - truth)) + faith * (found - prior)
        bend = (told * (counts * chance * (1 - chance))[:, None]).T @ told + np.diag(faith)
        found = found - np.linalg.solve(bend, slope)
    return found


class Figures(NamedTuple):
    """Pairs across articles that are rightly, wrongly and not merged; changes of several articles that are whole, and all."""

    right: float
    wrong: float
    missed: float
    whole: float
    changes: float

    def __str__(self) -> str:
        precision = self.right / max(1e-9, self.right + self.wrong)
        recall = self.right / max(1e-9, self.right + self.missed)
        f1 = 2 * self.right / max(1e-9, 2 * self.right + self.wrong + self.missed)
        return f"P {precision:.3f} R {recall:.3f} F1 {f1:.3f}, {self.whole:.3g} of {self.changes:g} changes whole"


def measure(grouped: Grouped, by: Weights, *, among: Container[str] | None = None) -> Figures:
    """Merge all claims and compare with the changes; of a pair, what counts is the share of its records that are `among` some."""
    groups = merge_items(grouped.items, judge=Judge(by))
    homes = {item.claim: number for number, group in enumerate(groups) for item in group.items}
    found, wanted = _by_value(homes, grouped.changes), _by_value(grouped.changes, grouped.changes)

    def share(pair: tuple[Claim, Claim]) -> float:
        return 1.0 if among is None else sum(claim.record in among for claim in pair) / 2

    right = sum(share(p) for p in _across(found) if grouped.changes[p[0]] == grouped.changes[p[1]])
    wrong = sum(share(p) for p in _across(found) if grouped.changes[p[0]] != grouped.changes[p[1]])
    missed = sum(share(p) for p in _across(wanted) if homes[p[0]] != homes[p[1]])
    several = [
        claims
        for claims in wanted
        if len({claim.record for claim in claims}) > 1 and (among is None or claims[0].record in among)
    ]
    whole = sum(claims in found for claims in several)
    return Figures(right, wrong, missed, whole, len(several))


def _by_value(homes: Mapping[Claim, object], among: Mapping[Claim, str]) -> list[list[Claim]]:
    found: dict[object, list[Claim]] = defaultdict(list)
    for claim in among:
        found[homes[claim]].append(claim)
    return list(found.values())


def _across(groups: Sequence[Sequence[Claim]]) -> Iterator[tuple[Claim, Claim]]:
    return ((a, b) for group in groups for a, b in combinations(group, 2) if a.record != b.record)


def held_out(grouped: Grouped, pairs: Sequence[Pair], expected: Mapping[str, float], *, join: float) -> Figures:
    """Return the figures of all folds, each with weights fitted on the others; the mean of some draws of the folds."""
    figures = [
        measure(
            grouped, fit([pair for pair in pairs if fold.isdisjoint(pair.records)], expected, join=join), among=fold
        )
        for draw in range(_DRAWS)
        for fold in _by_fold(folds_of(grouped.changes, draw=draw))
    ]
    return Figures(*(sum(column) / _DRAWS for column in zip(*figures, strict=True)))


def _by_fold(folds: Mapping[str, int]) -> list[set[str]]:
    return [{record for record, fold in folds.items() if fold == number} for number in range(FOLDS)]


def main(arguments: Sequence[str] | None = None) -> None:
    """Fit, report, and write the weights when asked to."""
    parser = argparse.ArgumentParser(description="Fit the weights of merging on annotated articles.")
    parser.add_argument("corpora", nargs="+", type=Path)
    parser.add_argument("--join", type=float, default=0.4)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args(arguments)
    grouped = collect(options.corpora)
    pairs, expected = pairs_of(grouped), rules().expected
    sys.stdout.write(f"{len(pairs)} pairs, {sum(pair.one for pair in pairs)} of them one change\n")
    by = fit(pairs, expected, join=options.join)
    told = [f"in-sample {measure(grouped, by)}", f"held out  {held_out(grouped, pairs, expected, join=options.join)}"]
    sys.stdout.write("\n".join([*told, ""]))
    if options.write:
        FITTED.write_text("\n".join([*_head(pairs, told), *_lines(by), ""]), encoding="utf-8")


def _head(pairs: Sequence[Pair], told: Sequence[str]) -> list[str]:
    return [
        "# Fitted by extract.learning.merging; see there. Log odds that two claims of one block are one change: `bias` and the",
        "# weights of the reasons that are given. A claim joins a change at `join` or more.",
        f"# {len(pairs)} pairs across articles, {sum(pair.one for pair in pairs)} of them one change.",
        *(f"# {line}" for line in told),
    ]


def _lines(by: Weights) -> list[str]:
    weights = [f"  {name}: {weight:.2f}" for name, weight in sorted(by.weights.items())]
    return [f"bias: {by.bias:.2f}", f"join: {by.join}", "weights:", *weights]


if __name__ == "__main__":
    main()
