"""The files of a folder that hold articles, in a stable order, and where their records go."""

import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from extract.errors import UsageError
from extract.reading.table import NAME

FORMATS = {
    ".txt": "plain",
    ".text": "plain",
    ".md": "plain",
    ".markdown": "plain",
    ".html": "web",
    ".htm": "web",
    ".xhtml": "web",
    ".pdf": "pdf",
    ".docx": "word",
    ".json": "json",
    ".jsonl": "json lines",
    ".ndjson": "json lines",
}
"""Suffix, in lower case, to format."""


@dataclass(frozen=True, slots=True)
class Source:
    """One file: its place on disk, its name below the folder that was given, and the stem of its record's path."""

    path: Path
    root: Path
    name: str
    stem: str


def list_sources(path: Path) -> list[Source]:
    """Return the files at or below `path`, sorted by name; hidden ones are left out. Raises UsageError.

    Files that cannot be read as articles are in the list too, so that they are reported.
    """
    if path.is_file():
        return [Source(path, path.parent, _shown(path.name), _stem(path.name))]
    if not path.is_dir():
        message = f"{path} is neither a file nor a folder; give the folder that holds the articles"
        raise UsageError(message)
    names = sorted(_shown(file.relative_to(path).as_posix()) for file in _files(path))
    stems = Counter(_stem(name).lower() for name in names)
    # Record paths must differ on file systems that ignore case: a.txt and A.html clash, and keep their suffixes.
    return [Source(path / name, path, name, _stem(name) if stems[_stem(name).lower()] == 1 else name) for name in names]


def _files(folder: Path) -> Iterator[Path]:
    for parent, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (Path(parent, name) for name in names if not name.startswith("."))


def _stem(name: str) -> str:
    """Return the name without its suffix; other files, and those that hold many articles, keep theirs."""
    suffix = Path(name).suffix
    keeps = FORMATS.get(suffix.lower(), "json lines") == "json lines" or Path(name).name == NAME
    return name if keeps else name.removesuffix(suffix)


def _shown(name: str) -> str:
    """Return a file name that can be written as UTF-8."""
    return os.fsencode(name).decode("utf-8", errors="replace")
