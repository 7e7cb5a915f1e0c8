"""Goes through a folder without leaving it: no link leads out unasked, no nesting is endless, nothing is passed over in silence."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from extract.reading.bounds import MAX_DEPTH
from extract.records import Problem


class Found(NamedTuple):
    """A file, or else what stands in the way of reading it; `path` is then that of a link or a folder."""

    path: Path
    problem: Problem | None = None


def walk(folder: Path, *, follow_links: bool = False) -> Iterator[Found]:
    """Yield the files below `folder` that are not hidden.

    Links lead to files of the folder itself; with `follow_links` also out of it and to folders, each folder once, so that circles
    end. A folder that is reached both ways is read at its own place.
    """
    home = os.path.realpath(folder)
    seen: set[str] = set()
    waiting, linked = [(folder, 0)], list[tuple[Path, int]]()
    while waiting or linked:
        here, depth = (waiting or linked).pop()
        if follow_links and _is_known(here, seen):
            continue
        if depth > MAX_DEPTH:
            yield Found(here, _unreadable(f"it lies more than {MAX_DEPTH} folders deep; move it up"))
            continue
        try:
            entries = _entries(here)
        except OSError as error:
            yield Found(here, _unreadable(f"the folder cannot be listed ({error.strerror}); check its permissions"))
            continue
        for entry in entries:
            path = here / entry.name
            if not entry.is_symlink():
                if entry.is_dir():
                    waiting.append((path, depth + 1))
                else:
                    yield Found(path)
            elif not follow_links:
                yield Found(path, _obstacle(path, home))
            elif path.is_dir():
                linked.append((path, depth + 1))
            else:
                yield Found(path)


def _entries(folder: Path) -> list["os.DirEntry[str]"]:
    with os.scandir(folder) as listed:
        return sorted((entry for entry in listed if not entry.name.startswith(".")), key=lambda entry: entry.name)


def _is_known(folder: Path, seen: set[str]) -> bool:
    """Tell whether a folder was seen before, under whatever name; from now on it was."""
    real = os.path.realpath(folder)
    known = real in seen
    seen.add(real)
    return known


def _obstacle(link: Path, home: str) -> Problem | None:
    """Return what keeps a link from being read: it leads out of `home`, or to a folder."""
    real = Path(os.path.realpath(link))
    if real.is_relative_to(home) and not real.is_dir():
        return None
    message = "it is a link that leads out of its folder or to a folder; give that place itself, or follow links with --follow-links"
    return Problem(code="link_not_followed", message=message)


def _unreadable(message: str) -> Problem:
    return Problem(code="unreadable_folder", message=message)
