"""`regimeline as-of`: what applied on a day, as known on a day."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

import typer

from extract.cli.days import parse_day
from extract.cli.faults import print_faults
from extract.cli.flatten import flatten
from extract.cli.words import print_data


@dataclass(frozen=True, kw_only=True)
class AsOfOptions:
    """What narrows the question; each option is told in its help."""

    known_by: Annotated[
        str | None, typer.Option(metavar="DAY", help="Use only articles published by this day, YYYY-MM-DD.")
    ] = None
    material: Annotated[
        str | None, typer.Option(metavar="NAME", help="Material or group, by id or by name such as 镓.")
    ] = None
    destination: Annotated[
        str | None, typer.Option(metavar="PLACE", help="Where the goods go: a code such as US, or a name.")
    ] = None
    end_user: Annotated[
        str | None, typer.Option(metavar="CLASS", help="Who uses them: civil, military, company, sector or end_user.")
    ] = None
    format: Annotated[Literal["text", "json"], typer.Option(help="Form of the answer.")] = "text"


@flatten(AsOfOptions, into="options")
def as_of(
    out: Annotated[Path, typer.Argument(metavar="OUT", help="Folder that `regimeline timeline` wrote to.")],
    day: Annotated[str, typer.Argument(metavar="DAY", help="The day asked about, YYYY-MM-DD.")],
    *,
    options: AsOfOptions,
) -> None:
    """Tell which rules applied on a day, as known on that day or another, each with its evidence."""
    from extract.running.outputs import load_records
    from extract.timeline import load_timeline
    from extract.timeline.answering import asked
    from extract.timeline.quoting import quoted

    timeline = load_timeline(out / "timeline.json")
    question = asked(
        parse_day(day),
        known_by=parse_day(options.known_by) if options.known_by else None,
        material=options.material,
        destination=options.destination,
        end_user=options.end_user,
    )
    answers = timeline.answer(question)
    loaded = load_records(out)
    print_faults(loaded.faults)
    sheet = quoted(question, answers, loaded.records)
    if options.format == "json":
        print_data(sheet.model_dump_json(indent=1) + "\n")
        return
    from extract.cli.answers import print_answers

    print_answers(sheet, loaded.records)
