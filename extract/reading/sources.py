"""The files of a folder that hold articles, in a stable order, and where their records go."""

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
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
    return sorted(walk_sources(path, follow_links=follow_links), key=lambda source: (source.name, source.path))


def walk_sources(path: Path, *, follow_links: bool = False) -> Iterator[Source]:
    """Yield what `list_sources` lists, in an order of its own that is the same each time; names are held one folder at a time."""
    if not path.is_dir():
        return iter(list_sources(path))
    found = groupby(walk(path, follow_links=follow_links), key=lambda found: found.path.parent)
    return (source for _, beside in found for source in _sources(path, list(beside)))


def _sources(root: Path, beside: Sequence[Found]) -> Iterator[Source]:
    names = [_shown(found.path.relative_to(root).as_posix()) for found in beside]
    for found, name, stem in zip(beside, names, stems_of(names), strict=True):
        yield Source(found.path, root, name, stem, found.problem)


def stems_of(names: Sequence[str]) -> list[str]:
    """Return a stem for the name of each file in a folder: without its suffix, or with it where two would share a stem.

    Stems must differ on file systems that ignore case too: a.txt and A.html clash. A name that keeps its suffix may
    clash in turn (a.html with a.html.txt), so that this goes on until none does.
    """
    stems = [_stem(name) for name in names]
    while True:
        counts = Counter(stem.lower() for stem in stems)
        kept = [name if counts[stem.lower()] > 1 else stem for name, stem in zip(names, stems, strict=True)]
        if kept == stems:
            return _numbered(stems)
        stems = kept


def _numbered(stems: Sequence[str]) -> list[str]:
    """Give stems that are still the same, of names that cannot be shown as they are, a number."""
    seen: Counter[str] = Counter()
    numbered = []
    for stem in stems:
        seen[stem] += 1
        numbered.append(stem if seen[stem] == 1 else f"{stem}-{seen[stem]}")
    return numbered


def _stem(name: str) -> str:
    """Return the name without its suffix; other files, and those that hold many articles, keep theirs."""
    suffix = Path(name).suffix
    keeps = FORMATS.get(suffix.lower(), "json lines") == "json lines" or Path(name).name == NAME
    return name if keeps else name.removesuffix(suffix)


def _shown(name: str) -> str:
    """Return a file name that can be written as UTF-8."""
    return os.fsencode(name).decode("utf-8", errors="replace")
