"""From annotated rooms to a model folder, the whole way: train, export, fit the joins on what was held out, write them down."""

import json
from collections.abc import Sequence
from pathlib import Path

from extract.finding.encoder import LearnedReader, load_folder
from extract.learning.encoder.examples import examples
from extract.learning.encoder.exporting import export
from extract.learning.encoder.joins import CHOICES, EVEN, fit_joins, held_cases
from extract.learning.encoder.training import Progress, Settings, train
from extract.learning.rooms import fold_of

HELD_OUT = 0
"""The fold of the articles that the network does not see, and that the joins are fitted on."""


def make_model(
    rooms: Sequence[Path], base: Path, out: Path, *, settings: Settings, progress: Progress | None = None
) -> Path:
    """Train on the annotated articles of `rooms` from the checkpoint `base`; write the model folder `out` and return it.

    A fifth of the articles is held out of training, for the losses in `training/epochs.jsonl` and for the joins.
    """
    cases = list(examples(rooms))
    held = [case for case in cases if fold_of(case.id) == HELD_OUT]
    seen = [case for case in cases if fold_of(case.id) != HELD_OUT]
    network = train(base, out / "training", seen, settings=settings, held=held, progress=progress)
    even = {choice.question: EVEN for choice in CHOICES}
    export(network, base / "tokenizer.json", out, settings=settings, joins=even)
    reader = LearnedReader(load_folder(out))
    joins = fit_joins(list(held_cases(rooms, reader, fold=HELD_OUT)))
    config = json.loads((out / "config.json").read_text(encoding="utf-8"))
    config["joins"] = {question: join._asdict() for question, join in joins.items()}
    (out / "config.json").write_text(json.dumps(config, indent=1) + "\n", encoding="utf-8")
    return out
