"""`regimeline timeline`: the records of a run to one timeline."""

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal

import typer

from extract.cli.days import parse_day
from extract.cli.faults import print_faults
from extract.cli.words import counted

_PAGE = "timeline.html"
_DRAWN = 5_000
"""Changes that a browser draws well; a page of more must be asked for."""
_QUOTED = 20_000
"""Claims that a page quotes in less than 20 MB; a page of more must be asked for too."""


class FormName(StrEnum):
    """What `--format` takes; `all` stands for every other."""

    html = "html"
    csv = "csv"
    parquet = "parquet"
    timelinejs = "timelinejs"
    ics = "ics"
    gta = "gta"
    all = "all"


def timeline(
    out: Annotated[Path, typer.Argument(metavar="OUT", help="Folder that `regimeline extract` wrote.")],
    *,
    format: Annotated[
        list[FormName] | None,
        typer.Option(help="Form to write beside timeline.json; may be repeated. By default html."),
    ] = None,
    language: Annotated[Literal["en", "zh"], typer.Option(help="Language of ics and timelinejs.")] = "en",
    day: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="First day of ics, and the day of gta's is_in_force; by default today."),
    ] = None,
) -> None:
    """Merge the records of a run into timeline.json, and write it in the forms asked for."""
    from extract.running.rebuilding import rebuild

    wished_day = parse_day(day)
    built = rebuild(out)
    print_faults(built.faults)
    typer.echo(
        f"{counted(built.changes, 'change')} from {counted(built.claims, 'claim')} in "
        f"{counted(built.records, 'record')}, {counted(built.conflicts, 'conflict')}"
    )
    typer.echo(f"data: {built.path}")
    if not format and (built.changes > _DRAWN or built.claims > _QUOTED):
        _leave_undrawn(out / _PAGE)
        return
    forms = frozenset(format or [FormName.html])
    if forms == {FormName.html} and not built.written and _is_newer(out / _PAGE, built.path):
        _tell_page(out / _PAGE)
        return
    _write_forms(out, forms, wished_day, language)


def _is_newer(page: Path, data: Path) -> bool:
    return page.exists() and page.stat().st_mtime_ns >= data.stat().st_mtime_ns


def _tell_page(page: Path) -> None:
    typer.echo(f"page: {page.resolve().as_uri()}")


def _leave_undrawn(page: Path) -> None:
    """Tell why there is no page, and of an older one that it is that of another timeline."""
    stale = f"; {page} is that of an earlier timeline" if page.exists() else ""
    typer.echo(
        f"page: not drawn, since a browser is slow with so much{stale}; ask for it with --format html, or for less with `regimeline query`"
    )


def _write_forms(out: Path, forms: frozenset[FormName], day: date, language: Literal["en", "zh"]) -> None:
    from extract.records.writing import write_whole
    from extract.timeline import load_timeline

    built = load_timeline(out / "timeline.json")
    if forms & {FormName.html, FormName.all}:
        from extract.running.outputs import load_records
        from extract.timeline.page import render_page

        write_whole(out / _PAGE, render_page(built, load_records(out).records))
        _tell_page(out / _PAGE)
    if forms == {FormName.html}:
        return
    from extract.exporting.forms import FORMS, Wish

    for name, form in FORMS.items():
        if forms & {name, FormName.all}:
            write_whole(out / form.file, form.content(built, Wish(day, language)))
            typer.echo(f"{name}: {out / form.file}")
