"""What a run did, in a few lines."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import typer

from extract.cli.words import clean, counted
from extract.running.manifest import RunManifest, SkippedFile
from extract.running.outputs import MANIFEST, RECORDS

_NAMED = 10
"""Skipped files that are named one by one; the manifest names them all."""


def print_summary(manifest: RunManifest, out: Path) -> None:
    """Print what was read and found to standard output, and what was skipped to standard error."""
    articles = manifest.articles
    events = sum(article.events for article in articles)
    figures = sum(article.statistics for article in articles)
    typer.echo(
        f"{counted(len(articles), 'article')} read in {manifest.seconds:.1f} s: "
        f"{counted(events, 'event')}, {counted(figures, 'statistic')}"
    )
    typer.echo(f"records: {out / RECORDS}, report: {out / MANIFEST}")
    problems = Counter(code for article in articles for code in article.problems)
    if problems:
        told = ", ".join(f"{code} in {number}" for code, number in sorted(problems.items()))
        typer.echo(f"problems noted in records: {told}")
    if manifest.left:
        typer.echo(
            f"{counted(len(manifest.left), 'record')} of earlier runs left in place, such as {manifest.left[0]}; "
            "timeline and find read them too: delete those whose articles are gone"
        )
    _print_skipped(manifest)


def _print_skipped(manifest: RunManifest) -> None:
    rows = [item for item in manifest.skipped if item.problem.code == "unreadable_metadata"]
    files = [item for item in manifest.skipped if item not in rows]
    _print_named(f"{counted(len(files), 'file or article', 'files or articles')} skipped:", files)
    _print_named(f"{counted(len(rows), 'fault')} in tables of metadata:", rows)


def _print_named(heading: str, items: Sequence[SkippedFile]) -> None:
    if not items:
        return
    typer.echo(heading, err=True)
    for item in items[:_NAMED]:
        typer.echo(clean(f"  {item.source}: {item.problem.message} [{item.problem.code}]"), err=True)
    if len(items) > _NAMED:
        typer.echo(f"  and {len(items) - _NAMED} more, see {MANIFEST}", err=True)
