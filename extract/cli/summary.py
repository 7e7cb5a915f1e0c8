"""What a run did, in a few lines."""

from collections import Counter
from pathlib import Path

import typer

from extract.cli.words import clean, counted
from extract.running.manifest import RunManifest
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
    skipped = manifest.skipped
    if not skipped:
        return
    typer.echo(f"{counted(len(skipped), 'file or article', 'files or articles')} skipped:", err=True)
    for item in skipped[:_NAMED]:
        typer.echo(clean(f"  {item.source}: {item.problem.message} [{item.problem.code}]"), err=True)
    if len(skipped) > _NAMED:
        typer.echo(f"  and {len(skipped) - _NAMED} more, see {MANIFEST}", err=True)
