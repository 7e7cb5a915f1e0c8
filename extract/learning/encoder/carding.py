"""Measures a model and writes the figures of its card.

    python -m extract.learning.encoder.carding MODEL --gold CORPUS [--gold CORPUS]... [-o FOLDER]
        [--fold N] [--variant LABEL=MODEL]... [--resamples N] [--seed N]

A corpus is a folder with `articles/` and `gold/`. FOLDER (by default the model's own) gets `figures.json`, and the tables between the markers of
its `card.md` (see `card_tables`); both keep what was measured of the same model in other corpora. `--fold` measures one fold of the corpora alone:
0 is what `regimeline train` holds out of all but its last epochs. `--variant` measures other models on the same corpora, joined, and compares them with the
first of them: shares of the data, layers, precision.

`regimeline evaluate` measures what was extracted, whatever made it. This needs one model read in three ways, from one pass of its encoder, and
is for those who ship it: so it stands with the training.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from extract.errors import RegimelineError, UsageError
from extract.finding.encoder import LearnedReader, load_folder
from extract.learning.encoder.card_figures import NAME, Figures, dump_figures, load_figures, model_sha256
from extract.learning.encoder.card_tables import carded
from extract.learning.encoder.measuring import Settings, measure_corpus, measure_variants
from extract.pipeline import Extractor

CARD = "card.md"


def measure(
    model: Path | str, corpora: Sequence[Path], settings: Settings, *, variants: Sequence[tuple[str, Path]] = ()
) -> Figures:
    """Return the figures of a model, and of `variants` (label and folder), on corpora of annotated articles.

    Raises ModelError, UsageError or RecordError when a folder is not what it should be.
    """
    names = [corpus.resolve().name for corpus in corpora]
    if len(set(names)) < len(names):
        message = f"two corpora have one name ({', '.join(names)}), which the card tells them apart by; name their folders otherwise"
        raise UsageError(message)
    reader = LearnedReader(load_folder(model))
    provenance = Extractor().provenance
    others = {label: LearnedReader(load_folder(folder)) for label, folder in variants}
    return Figures(
        model=reader.folder.name,
        model_sha256=model_sha256(reader.folder.path),
        knowledge_sha256=provenance.knowledge_sha256,
        tool_version=provenance.tool_version,
        resamples=settings.resamples,
        seed=settings.seed,
        rooms={name: measure_corpus(corpus, reader, settings) for name, corpus in zip(names, corpora, strict=True)},
        variants={name: measure_variants(corpus, others, settings) for name, corpus in zip(names, corpora, strict=True)}
        if others
        else {},
    )


def write(figures: Figures, folder: Path) -> None:
    """Write `figures.json` and the tables of `card.md` in a folder; figures of the same model in other corpora stay.

    Raises RecordError when what stands there is not valid.
    """
    before = load_figures(folder / NAME)
    if before is not None and _is_alike(before, figures):
        rooms, variants = {**before.rooms, **figures.rooms}, {**before.variants, **figures.variants}
        figures = figures.model_copy(update={"rooms": rooms, "variants": variants})
    card = folder / CARD
    text = card.read_text(encoding="utf-8") if card.exists() else f"# {figures.model}\n"
    text = carded(text, figures)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / NAME).write_text(dump_figures(figures), encoding="utf-8")
    card.write_text(text, encoding="utf-8")


def _is_alike(one: Figures, other: Figures) -> bool:
    """Tell whether two sets of figures can stand on one card: the same in all but what was measured on."""
    return one.model_copy(update={"rooms": {}, "variants": {}}) == other.model_copy(
        update={"rooms": {}, "variants": {}}
    )


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the command line, measure and write; ends the process with 2 and a sentence when that cannot be done."""
    parser = argparse.ArgumentParser(description="Measure a model and write the figures of its card.")
    parser.add_argument("model", help="a model folder, or the name of a shipped model")
    parser.add_argument("--gold", type=Path, action="append", required=True, metavar="CORPUS")
    parser.add_argument("-o", "--out", type=Path, metavar="FOLDER", help="by default the model's own")
    parser.add_argument("--fold", type=int, metavar="N", help="measure one fold of the corpora alone")
    parser.add_argument("--variant", type=_labelled, action="append", default=[], metavar="LABEL=MODEL")
    parser.add_argument("--resamples", type=int, default=Settings().resamples, metavar="N")
    parser.add_argument("--seed", type=int, default=Settings().seed, metavar="N")
    options = parser.parse_args(arguments)
    settings = Settings(options.resamples, options.seed, options.fold)
    try:
        figures = measure(options.model, options.gold, settings, variants=options.variant)
        out = options.out or load_folder(options.model).path
        write(figures, out)
    except RegimelineError as error:
        parser.error(str(error))
    sys.stdout.write(f"figures: {out / NAME}\ncard: {out / CARD}\n")


def _labelled(argument: str) -> tuple[str, Path]:
    label, equals, folder = argument.rpartition("=")
    if not equals or not label:
        message = f"{argument!r} is no LABEL=MODEL"
        raise argparse.ArgumentTypeError(message)
    return label, Path(folder)


if __name__ == "__main__":
    main()
