"""Fits the weights of `knowledge/confidence.yaml` on annotated articles.

    python -m extract.learning.confidence CORPUS... [--write]

A corpus is a folder with `articles/` (texts and `metadata.csv`) and `gold/` (annotations of the same names). Logistic
regression with L2 by gradient descent; the threshold `keep` is the one with the best event F1 over five folds that keep
the parts of one article together. Prints precision, recall, F1 and the expected calibration error of the held-out folds.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from extract.assembling.calibration import features_of
from extract.assembling.drafts import Draft
from extract.assembling.events import drafts_of
from extract.assembling.materials import find_materials
from extract.evaluating.reliability import bins_of, expected_calibration_error
from extract.knowledge.loading import HOME
from extract.learning.corpora import FOLDS, Places, documents, fold_of, places_of
from extract.learning.logistic import Sample, fit, held_out_shares, weight_lines


class Collection(NamedTuple):
    """All drafts of the corpora, and how many annotated events each fold holds."""

    samples: list[Sample]
    annotated: list[int]


def collect(corpora: Sequence[Path]) -> Collection:
    """Run the rules over the articles of the corpora and label each draft."""
    samples: list[Sample] = []
    annotated = [0] * FOLDS
    for document, gold in documents(corpora):
        fold = fold_of(document.article.id)
        events = places_of(gold["events"], document)
        annotated[fold] += len(events)
        drafts = drafts_of(document)
        features = [features_of(draft, find_materials(draft, document), document) for draft in drafts]
        for index, matched in enumerate(matches([sentences_of(draft) for draft in drafts], events)):
            samples.append(Sample(features[index], matched, fold))
    return Collection(samples, annotated)


def sentences_of(draft: Draft) -> Places:
    """Return the measure of a draft and the numbers of the sentences that tell it."""
    return draft.measure, {mention.sentence.number for mention in draft.mentions}


def matches(told: Sequence[Places], events: Sequence[Places]) -> list[bool]:
    """Match each draft to one event at most, the largest overlaps first."""
    pairs = sorted(
        (
            (-len(mine & theirs), index, number)
            for index, (measure, mine) in enumerate(told)
            for number, (wanted, theirs) in enumerate(events)
            if measure == wanted and mine & theirs
        ),
    )
    taken: dict[int, int] = {}
    for _, index, number in pairs:
        if index not in taken and number not in taken.values():
            taken[index] = number
    return [index in taken for index in range(len(told))]


class Figures(NamedTuple):
    """What a threshold gives on held-out folds."""

    keep: float
    precision: float
    recall: float
    f1: float


def choose(held_out: Sequence[tuple[float, bool]], annotated: int) -> Figures:
    """Return the threshold with the best F1."""
    return max((_figures(held_out, annotated, step / 50) for step in range(5, 35)), key=lambda figures: figures.f1)


def _figures(held_out: Sequence[tuple[float, bool]], annotated: int, keep: float) -> Figures:
    kept = [matched for share, matched in held_out if share >= keep]
    hits = sum(kept)
    precision, recall = hits / max(1, len(kept)), hits / max(1, annotated)
    return Figures(keep, precision, recall, 2 * precision * recall / max(1e-9, precision + recall))


def main(arguments: Sequence[str] | None = None) -> None:
    """Fit, report, and write the table when asked to."""
    parser = argparse.ArgumentParser(description="Fit the confidence of events on annotated articles.")
    parser.add_argument("corpora", nargs="+", type=Path)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args(arguments)
    collection = collect(options.corpora)
    held_out = held_out_shares(collection.samples, FOLDS)
    best = choose(held_out, sum(collection.annotated))
    error = expected_calibration_error(bins_of(held_out))
    everything = _figures(held_out, sum(collection.annotated), 0.0)
    sys.stdout.write(f"all drafts {everything}\nbest {best}\nECE {error:.3f} over {len(held_out)} drafts\n")
    if options.write:
        (HOME / "confidence.yaml").write_text(_table(fit(collection.samples), best), encoding="utf-8")


def _table(weights: dict[str, float], best: Figures) -> str:
    head = (
        "# Fitted by extract.learning.confidence; see there. `keep` is the least confidence of an event that is told."
    )
    return "\n".join([head, f"keep: {best.keep}", *weight_lines(weights)]) + "\n"


if __name__ == "__main__":
    main()
