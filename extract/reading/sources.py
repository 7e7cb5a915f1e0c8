"""The files of a folder that hold articles, in a stable order, and where their records go."""

import hashlib
import os
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from extract.errors import UsageError
from extract.reading.bounds import MAX_NAME_BYTES
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
_LONGEST_NAME = 250
"""Bytes of a name in a stem: with `.json` behind it, it is as long as names can be where most files are."""


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
        return _sources(path.parent, [Found(path)], ())
    if not path.is_dir():
        message = f"{path} is neither a file nor a folder; give the folder that holds the articles"
        raise UsageError(message)
    return sorted(walk_sources(path, follow_links=follow_links), key=lambda source: (source.name, source.path))


def walk_sources(path: Path, *, follow_links: bool = False) -> Iterator[Source]:
    """Yield what `list_sources` lists, in an order of its own that is the same each time; names are held one folder at a time."""
    if not path.is_dir():
        return iter(list_sources(path))
    found = groupby(walk(path, follow_links=follow_links), key=lambda found: found.path.parent)
    return (source for folder, beside in found for source in _sources(path, list(beside), _folders_in(folder)))


def _sources(root: Path, beside: Sequence[Found], folders: Iterable[Path]) -> list[Source]:
    names = [shown(found.path.relative_to(root).as_posix()) for found in beside]
    stems = stems_of(names, [shown(folder.relative_to(root).as_posix()) for folder in folders])
    return [
        Source(item.path, root, name, stem, item.problem) for item, name, stem in zip(beside, names, stems, strict=True)
    ]


def _folders_in(folder: Path) -> list[Path]:
    try:
        with os.scandir(folder) as entries:
            return [folder / entry.name for entry in entries if entry.is_dir()]
    except OSError:
        return []


def stems_of(names: Sequence[str], folders: Iterable[str]) -> list[str]:
    """Return a stem for the name of each file in a folder: without its suffix, or with it where records would share a path.

    `folders` are the names of the folders beside the files, below whose names records go too: news.json, which may hold many
    articles, clashes with news/, and a.txt with a.json/. Stems must differ on file systems that ignore case too: a.txt and A.html clash.
    A name that keeps its suffix may clash in turn (a.html with a.html.txt), so that this goes on until none does.
    """
    taken = {_short(folder).lower() for folder in folders}
    whole = [_short(name) for name in names]
    stems = [_short(_stem(name)) for name in names]
    while True:
        counts = Counter(stem.lower() for stem in stems)
        clashes = [
            counts[stem.lower()] > 1 or _is_taken(stem, name, taken) for stem, name in zip(stems, names, strict=True)
        ]
        kept = [name if clash else stem for name, stem, clash in zip(whole, stems, clashes, strict=True)]
        if kept == stems:
            return _numbered(stems, names, taken)
        stems = kept


def _is_taken(stem: str, name: str, taken: Collection[str]) -> bool:
    """Tell whether the record of a file, or the folder of the records of its articles, would be where a folder's records are."""
    holds_many = FORMATS.get(Path(name).suffix.lower(), "").startswith("json")
    return f"{stem}.json".lower() in taken or (holds_many and stem.lower() in taken)


def _numbered(stems: Sequence[str], names: Sequence[str], taken: Collection[str]) -> list[str]:
    """Give stems that still clash a number: those of names that cannot be shown as they are, or that have a folder for each stem."""
    seen: set[str] = set()
    numbered = []
    for stem, name in zip(stems, names, strict=True):
        own, number = stem, 1
        while own.lower() in seen or _is_taken(own, name, taken):
            number += 1
            own = f"{stem}-{number}"
        seen.add(own.lower())
        numbered.append(own)
    return numbered


def _short(path: str) -> str:
    """Cut names that are too long for the name of a record; a hash of the whole name tells them apart."""
    if len(path) * 4 <= _LONGEST_NAME:
        return path
    return "/".join(part if len(part.encode()) <= _LONGEST_NAME else _cut(part) for part in path.split("/"))


def _cut(name: str) -> str:
    digest = hashlib.sha256(name.encode()).hexdigest()[:8]
    return f"{name.encode()[:MAX_NAME_BYTES].decode(errors='ignore')}-{digest}"


def _stem(name: str) -> str:
    """Return the name without its suffix; other files, and those that hold many articles, keep theirs."""
    suffix = Path(name).suffix
    keeps = FORMATS.get(suffix.lower(), "json lines") == "json lines" or Path(name).name == NAME
    return name if keeps else name.removesuffix(suffix)


def shown(name: str) -> str:
    """Return the name of a file, or its path, as it can be written in UTF-8."""
    return os.fsencode(name).decode("utf-8", errors="replace")
