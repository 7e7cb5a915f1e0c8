"""Fits every table that the rules read, in the order in which they build on each other.

    python -m extract.learning GOLD_ROOM... [--minor ROOM]...

A room is a folder with `articles/` (texts and `metadata.csv`) and `gold/` (annotations). Articles of `--minor` rooms,
written for training, count less. Takes some ten minutes on one core; each step prints its held-out figures.
"""

import argparse
import subprocess
import sys
from pathlib import Path

_WEIGHED = ("verdicts", "actors", "arguments", "statistics")
"""Steps that tell minor rooms apart; the later ones read what the earlier wrote."""
_LAST = ("linking", "confidence")


def main() -> None:
    """Run the steps, each in a process of its own, so that it reads the tables just written."""
    parser = argparse.ArgumentParser(description="Fit every table that the rules read.")
    parser.add_argument("rooms", nargs="+", type=Path)
    parser.add_argument("--minor", type=Path, action="append", default=[])
    options = parser.parse_args()
    minor = [argument for room in options.minor for argument in ("--minor", room)]
    for step in _WEIGHED:
        _run(step, [*options.rooms, *minor])
    for step in _LAST:
        _run(step, [*options.rooms, *options.minor])


def _run(step: str, arguments: list[object]) -> None:
    sys.stdout.write(f"== {step}\n")
    sys.stdout.flush()
    command = [sys.executable, "-m", f"extract.learning.{step}", *map(str, arguments), "--write"]
    subprocess.run(command, check=True)  # noqa: S603 -- our own modules, with the caller's folders


if __name__ == "__main__":
    main()
