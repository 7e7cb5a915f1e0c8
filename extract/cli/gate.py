"""`regimeline gate`: the figures of annotated corpora against those that were pinned."""

from pathlib import Path
from typing import Annotated

import typer


def gate(
    corpora: Annotated[list[Path], typer.Argument(metavar="CORPUS...", help="Folders with articles/ and gold/.")],
    baseline: Annotated[Path, typer.Option(metavar="FILE", help="The pinned figures.")],
    *,
    update: Annotated[bool, typer.Option("--update", help="Pin the figures of today.")] = False,
    allow_regression: Annotated[
        bool, typer.Option("--allow-regression", help="With --update: lower floors too.")
    ] = False,
) -> None:
    """Fail when precision or recall of a field fell below its pinned figure."""
    from extract.evaluating.baseline import dump_baseline, load_baseline
    from extract.evaluating.gate import check, measure, repin
    from extract.pipeline import Extractor
    from extract.records.writing import write_whole

    pinned = load_baseline(baseline)
    extractor = Extractor()
    measured = {home.resolve().name: measure(home, extractor) for home in corpora}
    if update:
        write_whole(baseline, dump_baseline(repin(pinned, measured, allow_regression=allow_regression)))
        typer.echo(f"pinned: {', '.join(measured)} in {baseline}")
        return
    faults = check(pinned, measured)
    for fault in faults:
        typer.echo(fault, err=True)
    if faults:
        raise typer.Exit(1)
    typer.echo(f"gate: ok ({', '.join(f'{name} {now.sha256[:12]}' for name, now in measured.items())})")
