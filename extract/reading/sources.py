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
    named = sorted((_shown(file.relative_to(path).as_posix()), file) for file in _files(path))
    stems = _distinct_stems([name for name, _ in named])
    return [Source(file, path, name, stem) for (name, file), stem in zip(named, stems, strict=True)]


def _distinct_stems(names: list[str]) -> list[str]:
    """Return a stem a name: without its suffix, or with it where two would share a stem.

    Stems must differ on file systems that ignore case too: a.txt and A.html clash. A name that keeps its suffix may
    clash in turn (a.html with a.html.txt), so that this goes on until none does.
    """
    stems = [_stem(name) for name in names]
    while True:
        counts = Counter(stem.lower() for stem in stems)
        kept = [name if counts[stem.lower()] > 1 else stem for name, stem in zip(names, stems, strict=True)]
        if kept == stems:
            return stems
        stems = kept


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
