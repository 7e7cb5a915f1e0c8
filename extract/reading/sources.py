"""The files of a folder that hold articles, in a stable order, and where their records go."""

import os
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from extract.errors import UsageError
from extract.reading.table import NAME
from extract.reading.walking import Found, walk
from extract.records import Problem

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
    """One file: its place on disk, its name below the folder that was given, and the stem of its record's path.

    `problem` is why it is not to be opened at all: a link that leads out of the folder, or a folder that cannot be listed.
    """

    path: Path
    root: Path
    name: str
    stem: str
    problem: Problem | None = None


def list_sources(path: Path, *, follow_links: bool = False) -> list[Source]:
    """Return the files at or below `path`, sorted by name; hidden ones are left out. Raises UsageError.

    Files that cannot be read as articles are in the list too, so that they are reported. Links are read where they lead to a file
    in the folder itself; others, and links to folders, only with `follow_links`, each folder once.
    """
    if path.is_file():
        return [Source(path, path.parent, _shown(path.name), _stem(path.name))]
    if not path.is_dir():
        message = f"{path} is neither a file nor a folder; give the folder that holds the articles"
        raise UsageError(message)
    named = sorted(
        ((_shown(found.path.relative_to(path).as_posix()), found) for found in walk(path, follow_links=follow_links)),
        key=_by_name,
    )
    stems = _distinct_stems([name for name, _ in named])
    return [
        Source(found.path, path, name, stem, found.problem) for (name, found), stem in zip(named, stems, strict=True)
    ]


def _by_name(named: tuple[str, Found]) -> tuple[str, Path]:
    return named[0], named[1].path


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


def _stem(name: str) -> str:
    """Return the name without its suffix; other files, and those that hold many articles, keep theirs."""
    suffix = Path(name).suffix
    keeps = FORMATS.get(suffix.lower(), "json lines") == "json lines" or Path(name).name == NAME
    return name if keeps else name.removesuffix(suffix)


def _shown(name: str) -> str:
    """Return a file name that can be written as UTF-8."""
    return os.fsencode(name).decode("utf-8", errors="replace")
