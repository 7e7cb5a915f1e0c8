"""`regimeline train`: a reader of one's own, from annotated articles."""

from pathlib import Path
from typing import Annotated

import typer

from extract.cli.progress import show_progress


def train(
    gold: Annotated[
        list[Path],
        typer.Option(metavar="DIR", help="Corpus of annotated articles: articles/ and gold/. May be repeated."),
    ],
    base: Annotated[
        Path, typer.Option(metavar="CHECKPOINT", help="Encoder in transformers form, with its tokenizer.json.")
    ],
    out: Annotated[Path, typer.Option("-o", "--out", metavar="DIR", help="The model folder to write.")],
    *,
    layers: Annotated[int | None, typer.Option(metavar="N", help="Layers of the encoder to keep; by default 6.")] = 6,
    epochs: Annotated[int, typer.Option(metavar="N", help="How often each article is read.")] = 8,
    pieces: Annotated[
        int | None,
        typer.Option(metavar="N", help="Pieces of the vocabulary to keep for English and Chinese; by default all."),
    ] = None,
    seed: Annotated[int, typer.Option(metavar="N", help="Seed of all that is random.")] = 1,
) -> None:
    """Train a reader on annotated articles and write it as a model folder; needs the extra `train`."""
    from extract.errors import UsageError

    try:
        from extract.learning.encoder.making import Recipe, make_model
        from extract.learning.encoder.training import Settings
    except ImportError as error:
        message = f"training needs what is not installed ({error.name}): pip install 'regimeline[train]'"
        raise UsageError(message) from error
    for corpus in gold:
        if not (corpus / "articles" / "metadata.csv").is_file() or not (corpus / "gold").is_dir():
            message = f"{corpus} is no corpus of annotated articles: it needs articles/metadata.csv and gold/"
            raise UsageError(message)
    if not (base / "tokenizer.json").is_file():
        message = f"{base} is no encoder: it needs config.json, the weights and tokenizer.json in transformers form"
        raise UsageError(message)
    recipe = Recipe(Settings(layers=layers, epochs=epochs, seed=seed), pieces=pieces)
    with show_progress("Training") as watch:
        progress = None if watch is None else lambda done, steps, _loss: watch(done, steps)
        make_model(gold, base, out, recipe=recipe, progress=progress)
    typer.echo(f"model: {out}")
