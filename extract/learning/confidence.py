"""Fits the weights of `knowledge/confidence.yaml` on annotated articles.

    python -m extract.learning.confidence GOLD_ROOM... [--write]

A room is a folder with `articles/` (texts and `metadata.csv`) and `gold/` (annotations of the same names). Logistic
regression with L2 by gradient descent; the threshold `keep` is the one with the best event F1 over five folds that keep
the parts of one article together. Prints precision, recall, F1 and the expected calibration error of the held-out folds.
"""

import argparse
import csv
import hashlib
import json
import re
import sys
from collections.abc import Iterator, Sequence
from math import exp
from pathlib import Path
from typing import NamedTuple

from extract.assembling.calibration import Features, features_of
from extract.assembling.events import drafts_of
from extract.assembling.materials import find_materials
from extract.evaluating.locating import Locator
from extract.finding.document import Document, find_mentions
from extract.knowledge.loading import HOME, load_knowledge
from extract.reading import article_from_text

_FOLDS = 5
_STEPS = 300
_RATE = 1.0
_L2 = 0.002
_BINS = 10


class Sample(NamedTuple):
    """One draft: its features, whether it matched an annotated event, its language and its fold."""

    features: Features
    matched: bool
    language: str
    fold: int


class Collection(NamedTuple):
    """All drafts of the rooms, and how many annotated events each fold holds."""

    samples: list[Sample]
    annotated: list[int]


def collect(rooms: Sequence[Path]) -> Collection:
    """Run the rules over the rooms' articles and label each draft."""
    samples: list[Sample] = []
    annotated = [0] * _FOLDS
    for document, gold in _documents(rooms):
        fold = fold_of(document.article.id)
        events = _places_of(gold, document)
        annotated[fold] += len(events)
        language = document.article.language.partition("-")[0]
        drafts = drafts_of(document)
        features = [features_of(draft, find_materials(draft, document), document) for draft in drafts]
        told = [(draft.measure, {mention.sentence.number for mention in draft.mentions}) for draft in drafts]
        for index, matched in enumerate(_matched(told, events)):
            samples.append(Sample(features[index], matched, language, fold))
    return Collection(samples, annotated)


def fold_of(identifier: str) -> int:
    """Return the fold of an article; the parts of one article share theirs."""
    whole = re.sub(r"-part\d+$", "", identifier)
    return int(hashlib.sha256(whole.encode()).hexdigest(), 16) % _FOLDS


def _documents(rooms: Sequence[Path]) -> Iterator[tuple[Document, list[dict[str, object]]]]:
    knowledge = load_knowledge()
    for room in rooms:
        with (room / "articles" / "metadata.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        for row in rows:
            stem = Path(row["file"]).stem
            text = (room / "articles" / row["file"]).read_text(encoding="utf-8")
            gold = json.loads((room / "gold" / f"{stem}.json").read_text(encoding="utf-8"))
            article = article_from_text(text, id=stem, published=row["published"] or None)
            yield find_mentions(article, knowledge), gold["events"]


_Places = tuple[str, set[int]]


def _places_of(events: Sequence[dict[str, object]], document: Document) -> list[_Places]:
    locator = Locator(document.article.text)
    found: list[_Places] = []
    for event in events:
        triggers = event["triggers"]
        assert isinstance(triggers, list)  # noqa: S101 -- the gold form, checked when it was made
        spans = [locator.find(trigger["quote"], trigger.get("near")) for trigger in triggers]
        starts = [span.start for span in spans if span is not None]
        numbers = {
            sentence.number for sentence in document.sentences for at in starts if sentence.start <= at < sentence.end
        }
        found.append((str(event["measure"]), numbers))
    return found


def _matched(told: Sequence[_Places], events: Sequence[_Places]) -> list[bool]:
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


def fit(samples: Sequence[Sample]) -> dict[str, float]:
    """Return the weights of a logistic regression, `bias` among them."""
    weights = {"bias": 0.0}
    count = max(1, len(samples))
    for _ in range(_STEPS):
        gradient = {name: _L2 * weight for name, weight in weights.items() if name != "bias"}
        for sample in samples:
            error = (probability(weights, sample.features) - sample.matched) / count
            gradient["bias"] = gradient.get("bias", 0.0) + error
            for name in sample.features:
                gradient[name] = gradient.get(name, 0.0) + error
        for name, slope in gradient.items():
            weights[name] = weights.get(name, 0.0) - _RATE * slope
    return weights


def probability(weights: dict[str, float], features: Features) -> float:
    """Return the probability that weights give to features."""
    total = weights["bias"] + sum(weights.get(name, 0.0) * value for name, value in features.items())
    return 1 / (1 + exp(-total))


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


def expected_calibration_error(held_out: Sequence[tuple[float, bool]]) -> float:
    """Return the mean distance of confidence and share of matches, over ten bins, weighted by their size."""
    bins: list[list[tuple[float, bool]]] = [[] for _ in range(_BINS)]
    for share, matched in held_out:
        bins[min(_BINS - 1, int(share * _BINS))].append((share, matched))
    return sum(abs(sum(share for share, _ in held) - sum(matched for _, matched in held)) for held in bins) / max(
        1, len(held_out)
    )


def main(arguments: Sequence[str] | None = None) -> None:
    """Fit, report, and write the table when asked to."""
    parser = argparse.ArgumentParser(description="Fit the confidence of events on annotated articles.")
    parser.add_argument("rooms", nargs="+", type=Path)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args(arguments)
    collection = collect(options.rooms)
    held_out: list[tuple[float, bool]] = []
    for fold in range(_FOLDS):
        weights = fit([sample for sample in collection.samples if sample.fold != fold])
        held_out += [
            (probability(weights, sample.features), sample.matched)
            for sample in collection.samples
            if sample.fold == fold
        ]
    best = choose(held_out, sum(collection.annotated))
    error = expected_calibration_error(held_out)
    everything = _figures(held_out, sum(collection.annotated), 0.0)
    sys.stdout.write(f"all drafts {everything}\nbest {best}\nECE {error:.3f} over {len(held_out)} drafts\n")
    if options.write:
        (HOME / "confidence.yaml").write_text(_table(fit(collection.samples), best), encoding="utf-8")


def _table(weights: dict[str, float], best: Figures) -> str:
    lines = [
        "# Fitted by extract.learning.confidence; see there. `keep` is the least confidence of an event that is told.",
        f"keep: {best.keep}",
        "weights:",
        *(f"  {json.dumps(name)}: {weight:.3f}" for name, weight in sorted(weights.items())),
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
