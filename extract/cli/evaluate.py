"""`regimeline evaluate`: records against annotations."""

from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from extract.cli.words import clean


def evaluate(
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="Folder of annotations, <id>.json.")],
    out: Annotated[
        Path, typer.Argument(metavar="OUT", help="Folder that `regimeline extract` wrote, or of <id>.json.")
    ],
    *,
    language: Annotated[
        str | None, typer.Option(metavar="TAG", help="Only articles in this language: en, or zh for both scripts.")
    ] = None,
    errors: Annotated[int, typer.Option(metavar="N", help="Show N errors of each kind.")] = 0,
    articles: Annotated[
        Path | None, typer.Option(metavar="DIR", help="The annotated articles, <id>.txt; by default GOLD/../articles.")
    ] = None,
    format: Annotated[Literal["table", "json"], typer.Option(help="Form of the answer.")] = "table",
) -> None:
    """Measure records against annotations: precision, recall and F1 of each field."""
    import json

    from extract.evaluating.scoring import find_documents, open_gold, score

    annotated = open_gold(gold, articles=articles)
    if language is not None:
        parts = {language: annotated.in_language(language)}
    else:
        parts = {tag: annotated.in_language(tag) for tag in annotated.base_languages()}
        parts |= {} if len(parts) == 1 else {"all": annotated}
    found = find_documents(out, annotated)
    scores = {name: score(part, found) for name, part in parts.items()}
    if format == "json":
        figures: dict[str, Any] = {name: item.figures() for name, item in scores.items()}
        typer.echo(json.dumps(figures, ensure_ascii=False, indent=1))
        return
    from extract.evaluating.report import error_lines, lines_of

    for number, (name, item) in enumerate(scores.items()):
        heading = [] if language is not None or len(scores) == 1 else [*([""] if number else []), f"language {name}"]
        typer.echo("\n".join([*heading, *lines_of(item)]))
    if errors:
        last = list(scores.values())[-1]
        typer.echo(clean("\n".join(error_lines(last, errors))))
