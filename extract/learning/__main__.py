"""Fits every table that the rules read, in the order in which they build on each other.

    python -m extract.learning GOLD_ROOM... [--minor ROOM]... [--figures-of ROOM]...

A room is a folder with `articles/` (texts and `metadata.csv`) and `gold/` (annotations). Articles of `--minor` rooms,
written for training, count less; of `--figures-of` rooms the statistics alone are learned, as minor: their events stand denser
than in real articles. Rooms with a `changes.json`, which groups their events into changes, also give the weights of merging. Takes some ten minutes on one core; each step prints its held-out figures.
"""

import argparse
import subprocess
import sys
from pathlib import Path

from extract.learning.rooms import CHANGES

_FIGURES = "statistics"
_WEIGHED = ("verdicts", "actors", "arguments", _FIGURES)
"""Steps that tell minor rooms apart; the later ones read what the earlier wrote."""
_LAST = ("linking", "confidence")


def main() -> None:
    """Run the steps, each in a process of its own, so that it reads the tables just written."""
    parser = argparse.ArgumentParser(description="Fit every table that the rules read.")
    parser.add_argument("rooms", nargs="+", type=Path)
    parser.add_argument("--minor", type=Path, action="append", default=[])
    parser.add_argument("--figures-of", type=Path, action="append", default=[])
    options = parser.parse_args()
    for step in _WEIGHED:
        rooms = [*options.minor, *(options.figures_of if step == _FIGURES else ())]
        _run(step, [*options.rooms, *(argument for room in rooms for argument in ("--minor", room))])
    for step in _LAST:
        _run(step, [*options.rooms, *options.minor])
    if grouped := [room for room in options.rooms if (room / CHANGES).is_file()]:
        _run("merging", grouped)
    else:
        sys.stdout.write(f"== merging: its weights stay, since no room has {CHANGES}\n")


def _run(step: str, arguments: list[object]) -> None:
    sys.stdout.write(f"== {step}\n")
    sys.stdout.flush()
    command = [sys.executable, "-m", f"extract.learning.{step}", *map(str, arguments), "--write"]
    subprocess.run(command, check=True)  # noqa: S603 -- our own modules, with the caller's folders


if __name__ == "__main__":
    main()
