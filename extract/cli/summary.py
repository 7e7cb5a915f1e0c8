"""What a run did, in a few lines."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import typer

from extract.cli.words import counted, one_line

if TYPE_CHECKING:
    from extract.running.manifest import Coverage, SkippedFile
    from extract.running.options import Summary

_QUOTED = 3
"""Overlooked passages that are shown."""
_LONGEST = 100
"""Characters of such a passage."""


def print_summary(summary: "Summary", out: str) -> None:
    """Print what was read and found to standard output, and what was skipped to standard error."""
    found = summary.coverage
    typer.echo(_heading(summary))
    typer.echo(f"records: {out.rstrip('/')}/records, report: {out.rstrip('/')}/run.json")
    if found.problems:
        told = ", ".join(f"{code} in {number}" for code, number in found.problems.items())
        typer.echo(f"problems noted in records: {told}")
    if found.duplicates:
        typer.echo(f"{counted(found.duplicates, 'article')} the same as another, read once")
    _print_overlooked(found)
    _print_gone(summary)
    _print_skipped(summary.skipped, found.skipped)


def _heading(summary: "Summary") -> str:
    found = summary.coverage
    told = f"{counted(found.events, 'event')}, {counted(found.statistics, 'statistic')}"
    if found.files == found.unchanged:
        return f"nothing to do: {counted(found.files, 'file')} unchanged, with {counted(found.articles, 'article')}: {told}"
    heading = f"{counted(found.articles, 'article')} read in {summary.seconds:.1f} s: {told}"
    if found.unchanged or found.moved:
        heading += f"; {counted(found.extracted, 'article')} extracted now"
        heading += f", {found.moved:,} moved" if found.moved else ""
        heading += f", {counted(found.unchanged, 'file')} unchanged"
    return heading


def _print_overlooked(found: "Coverage") -> None:
    if not found.overlooked:
        return
    typer.echo(f"{counted(found.overlooked, 'passage')} may be relevant and gave nothing, such as")
    for item in found.examples[:_QUOTED]:
        quote = " ".join(item.quote.split())
        shown = quote if len(quote) <= _LONGEST else f"{quote[:_LONGEST]}…"
        typer.echo(one_line(f"  {item.record} {item.start}-{item.end}: {shown}"))


def _print_gone(summary: "Summary") -> None:
    if summary.coverage.pruned:
        typer.echo(f"{counted(summary.coverage.pruned, 'record')} deleted, since their sources are gone")
    if summary.coverage.replaced:
        typer.echo(
            f"records of {counted(summary.coverage.replaced, 'file')} took the place of those of others of the same name, which are still there: "
            "give all folders in one run, or another folder with -o",
            err=True,
        )
    if summary.left:
        typer.echo(
            f"{counted(summary.left, 'record')} of earlier runs left in place, such as {one_line(summary.first_left or '')}; "
            "timeline and find read them too: --prune deletes those whose sources are gone"
        )


def _print_skipped(items: Sequence["SkippedFile"], codes: Mapping[str, int]) -> None:
    if not items:
        return
    tables = codes.get("unreadable_metadata", 0)
    files = sum(codes.values()) - tables
    if files:
        typer.echo(f"{counted(files, 'file or article', 'files or articles')} skipped:", err=True)
    else:
        typer.echo(f"{counted(tables, 'fault')} in tables of metadata:", err=True)
    for item in items:
        typer.echo(one_line(f"  {item.source}: {item.problem.message} [{item.problem.code}]"), err=True)
    if files + tables > len(items):
        told = ", ".join(f"{code} {number}" for code, number in codes.items())
        typer.echo(f"  and {files + tables - len(items)} more, see run.json; in all {told}", err=True)
