"""From annotated corpora to a model folder, the whole way: trim, train, fit the joins on what was held out, learn that too, export."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from extract.errors import UsageError
from extract.finding.encoder import LearnedReader, load_folder
from extract.finding.opinion import JOINED
from extract.knowledge.loading import LANGUAGES
from extract.learning.corpora import fold_of
from extract.learning.encoder.benches import Here
from extract.learning.encoder.examples import Example, examples
from extract.learning.encoder.exporting import export
from extract.learning.encoder.joins import EVEN, fit_joins, write_joins
from extract.learning.encoder.training import CHECKPOINT, Progress, Settings, train
from extract.learning.encoder.vocabulary import trim

HELD_OUT = 0
"""The fold of the articles that the network does not see before the joins are fitted on it."""
_LAST_RATE = 0.4
"""The learning rate of the last epochs, as a share of the first ones'."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """What is made: `pieces` of the vocabulary are kept (None: all), and `finish` epochs at the end see the held-out articles too."""

    settings: Settings
    pieces: int | None = None
    finish: int = 2


def make_model(
    corpora: Sequence[Path], base: Path, out: Path, *, recipe: Recipe, progress: Progress | None = None
) -> Path:
    """Train on the annotated articles of `corpora` from the checkpoint `base`; write the model folder `out` and return it.

    A fifth of the articles is held out of training, for the losses in `training/epochs.jsonl` and for the joins; the last epochs
    read all. The joins weigh the reader beside the rules as they are installed: they must not have been fitted on these corpora.
    Raises UsageError when a vocabulary is to be trimmed and there are no lists of words.
    """
    cases = list(examples(corpora))
    work = out / "training"
    if recipe.pieces is not None:
        base = _trimmed(base, work / "base", recipe.pieces, cases)
    settings = recipe.settings
    work.mkdir(parents=True, exist_ok=True)
    (work / "recipe.json").write_text(json.dumps(asdict(recipe), indent=1) + "\n", encoding="utf-8")
    held = [case for case in cases if fold_of(case.id) == HELD_OUT]
    seen = [case for case in cases if fold_of(case.id) != HELD_OUT]
    network = train(base, work, seen, settings=settings, held=held, progress=progress)
    export(network, base / "tokenizer.json", out, settings=settings, joins=dict.fromkeys(JOINED, EVEN), samples=seen)
    joins = fit_joins([Here(corpora, LearnedReader(load_folder(out)), fold=HELD_OUT)])
    if recipe.finish:
        last = replace(settings, epochs=recipe.finish, rate=settings.rate * _LAST_RATE)
        network = train(base, work / "last", cases, settings=last, start=work / CHECKPOINT, progress=progress)
        export(network, base / "tokenizer.json", out, settings=settings, joins=joins, samples=cases)
    write_joins(out, joins)
    return out


def _trimmed(base: Path, out: Path, size: int, cases: Sequence[Example]) -> Path:
    try:
        import wordfreq  # noqa: PLC0415 -- lists of a hundred megabytes, only for this
    except ImportError as error:
        message = "trimming a vocabulary needs lists of words: pip install wordfreq, or train with the whole vocabulary"
        raise UsageError(message) from error
    words = {language: wordfreq.get_frequency_dict(language, wordlist="large") for language in LANGUAGES}
    trim(base, out, size=size, words=words, texts=(case.text for case in cases))
    return out
