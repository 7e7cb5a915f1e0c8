"""The command line: one file a command; `main` is what `regimeline` runs."""

from extract.cli.app import main

__all__ = ["main"]
