"""Fits every table that the rules read, in the order in which they build on each other.

    python -m extract.learning CORPUS... [--minor CORPUS]... [--figures-of CORPUS]...

A corpus is a folder with `articles/` (texts and `metadata.csv`) and `gold/` (annotations). Articles of `--minor` corpora,
written for training, count less; of `--figures-of` corpora the statistics alone are learned, as minor: their events stand denser
than in real articles. Corpora with a `changes.json`, which groups their events into changes, also give the weights of merging. Takes some ten minutes on one core; each step prints its held-out figures.
"""

import argparse
import subprocess
import sys
from pathlib import Path

from extract.learning.corpora import CHANGES

_FIGURES = "statistics"
_WEIGHED = ("verdicts", "actors", "arguments", _FIGURES)
"""Steps that tell minor corpora apart; the later ones read what the earlier wrote."""
_LAST = ("linking", "confidence")


def main() -> None:
    """Run the steps, each in a process of its own, so that it reads the tables just written."""
    parser = argparse.ArgumentParser(description="Fit every table that the rules read.")
    parser.add_argument("corpora", nargs="+", type=Path)
    parser.add_argument("--minor", type=Path, action="append", default=[])
    parser.add_argument("--figures-of", type=Path, action="append", default=[])
    options = parser.parse_args()
    for step in _WEIGHED:
        corpora = [*options.minor, *(options.figures_of if step == _FIGURES else ())]
        _run(step, [*options.corpora, *(argument for corpus in corpora for argument in ("--minor", corpus))])
    for step in _LAST:
        _run(step, [*options.corpora, *options.minor])
    if grouped := [corpus for corpus in options.corpora if (corpus / CHANGES).is_file()]:
        _run("merging", grouped)
    else:
        sys.stdout.write(f"== merging: its weights stay, since no corpus has {CHANGES}\n")


def _run(step: str, arguments: list[object]) -> None:
    sys.stdout.write(f"== {step}\n")
    sys.stdout.flush()
    command = [sys.executable, "-m", f"extract.learning.{step}", *map(str, arguments), "--write"]
    subprocess.run(command, check=True)  # noqa: S603 -- our own modules, with the caller's folders


if __name__ == "__main__":
    main()
