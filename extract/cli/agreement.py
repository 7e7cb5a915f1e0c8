"""`regimeline agreement`: how far reviewers of the same articles agree."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from extract.cli.faults import print_faults
from extract.cli.words import clean, counted

if TYPE_CHECKING:
    from extract.reviewing.agreement import Agreement, Difference, FieldAgreement, Side

_QUOTED = 2
"""Quotes of one side that are shown; the JSON form has all."""


def agreement(
    out: Annotated[Path, typer.Argument(metavar="OUT", help="Folder that `regimeline extract` wrote.")],
    *,
    by: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="Reviewer to compare; may be repeated. By default all.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, with the words of every difference.")] = False,
) -> None:
    """Measure how far reviewers of the same articles agree, field by field, and list what they differ in."""
    from extract.reviewing.agreement import agreement as measured
    from extract.reviewing.folder import open_folder

    folder = open_folder(out)
    print_faults(folder.faults)
    found = measured(folder.articles, reviewers=by or ())
    typer.echo(json.dumps(_plain(found), ensure_ascii=False, indent=1) if as_json else clean("\n".join(_lines(found))))


def _plain(found: "Agreement") -> dict[str, Any]:
    plain = asdict(found)
    for difference, told in zip(found.differences, plain["differences"], strict=True):
        told["sides"] = [
            {
                "reviewer": side.reviewer,
                "item": side.item,
                "value": list(side.seen.value),
                "evidence": [span.model_dump() for span in side.seen.evidence],
            }
            for side in difference.sides
        ]
    return plain


def _lines(found: "Agreement") -> Iterator[str]:
    if len(found.reviewers) < 2:  # noqa: PLR2004 -- it takes two to agree
        yield "no article was reviewed by two reviewers"
        return
    yield f"{counted(found.articles, 'article')} reviewed by {' and '.join(found.reviewers)}"
    yield f"{'field':24}{'units':>7}{'equal':>8}{'alpha':>8}"
    yield from (_row(measured) for measured in found.fields if measured.units)
    yield f"\n{counted(len(found.differences), 'open difference')}, {found.settled:,} settled"
    for difference in found.differences:
        yield from _difference(difference)


def _row(measured: "FieldAgreement") -> str:
    shares = (f"{share:8.3f}" if share is not None else f"{'–':>8}" for share in (measured.equal, measured.alpha))
    return f"{measured.field:24}{measured.units:7}{''.join(shares)}"


def _difference(difference: "Difference") -> Iterator[str]:
    yield f"\n{difference.id}  {difference.record}  {difference.kind} {difference.field}"
    for side in difference.sides:
        yield f"  {side.reviewer}: {'; '.join(side.seen.value) or '–'}{_quotes(side)}"


def _quotes(side: "Side") -> str:
    quotes = [" ".join(span.quote.split()) for span in side.seen.evidence]
    more = ["…"] if len(quotes) > _QUOTED else []
    return "".join(f"  “{quote}”" for quote in quotes[:_QUOTED]) + "".join(f" {item}" for item in more)
