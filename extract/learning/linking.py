"""Fits the weights of `knowledge/linking.yaml` on annotated articles.

    python -m extract.learning.linking CORPUS... [--join SHARE] [--write]

A pair of mentions of one measure is linked when both stand in sentences of one and the same annotated event, and of no
other of that measure. Prints the share of pairs that held-out folds get right; `join` is the threshold given.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path

from extract.assembling.events import read_mentions
from extract.assembling.linking import Traits, features_of_pair
from extract.finding.document import Document
from extract.knowledge.loading import HOME
from extract.learning.corpora import FOLDS, Places, documents, fold_of, places_of
from extract.learning.logistic import Sample, fit, held_out_shares, weight_lines


def collect(corpora: Sequence[Path]) -> list[Sample]:
    """Return one sample for each pair of mentions whose events are known."""
    return [
        Sample(dict.fromkeys(features_of_pair(one, other), 1.0), first == second, fold_of(document.article.id))
        for document, gold in documents(corpora)
        for (one, first), (other, second) in combinations(_told(document, places_of(gold["events"], document)), 2)
        if one.measure == other.measure
    ]


def _told(document: Document, events: Sequence[Places]) -> Iterator[tuple[Traits, int]]:
    for mention in read_mentions(document):
        homes = [
            number
            for number, (measure, sentences) in enumerate(events)
            if measure == mention.measure and mention.sentence.number in sentences
        ]
        if len(homes) == 1:
            yield Traits.of(mention, document), homes[0]


def main(arguments: Sequence[str] | None = None) -> None:
    """Fit, report, and write the table when asked to."""
    parser = argparse.ArgumentParser(description="Fit the links between mentions on annotated articles.")
    parser.add_argument("corpora", nargs="+", type=Path)
    parser.add_argument("--join", type=float, default=0.5)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args(arguments)
    samples = collect(options.corpora)
    shares = held_out_shares(samples, FOLDS)
    right = sum((share >= options.join) == linked for share, linked in shares) / max(1, len(shares))
    linked = sum(sample.matched for sample in samples) / max(1, len(samples))
    sys.stdout.write(f"{len(samples)} pairs, {linked:.3f} linked, {right:.3f} right on held-out folds\n")
    if options.write:
        head = "# Fitted by extract.learning.linking; see there. `join` is the least mean link that joins a mention to an event."
        lines = [head, f"join: {options.join}", *weight_lines(fit(samples))]
        (HOME / "linking.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
