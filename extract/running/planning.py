"""Which files a run reads, and where their records go."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from os import sep
from os.path import realpath  # unlike Path.resolve() it takes links in a circle as they are
from pathlib import Path

from extract.errors import UsageError
from extract.reading import Source, walk_sources
from extract.reading.sources import shown


@dataclass(frozen=True, slots=True)
class Known:
    """What a file was when it was last read: the hash of its bytes, and that of what is told about it beside it."""

    sha256: str
    told: str


@dataclass(frozen=True, slots=True)
class Task:
    """One file to read: the input that it belongs to, and the folder below records/ for its records ("" or "name/").

    `position` is the number of the input among those given; `alone` tells that it is the file itself. `known` is given where all that came of the file still stands; the first `after` results of reading it are dealt with.
    """

    source: Source
    input: str
    folder: str
    position: int = 0
    known: Known | None = None
    after: int = 0
    alone: bool = False

    @property
    def stem(self) -> str:
        """The path below records/ that the file's records share; each file of a run has its own."""
        return f"{self.folder}{self.source.stem}{'/' if self.source.problem else ''}"

    def record_of(self, output: str) -> str:
        """Return the path below records/ of the record that `read_source` would put at `output`."""
        return self.folder + output


def plan(inputs: Iterable[Path], out: Path, *, follow_links: bool = False) -> Iterator[Task]:
    """Yield the files to read, in no order; files inside `out` are left alone, also where a link leads to them.

    The records of a single folder stand directly below records/; of several inputs each folder gets one of its own
    there, by its name, and a number where two share it. Raises UsageError when an input does not exist (at once) or there is
    nothing to read (when the first is asked for).
    """
    given = list({path.resolve(): path for path in inputs}.values())
    names = Names()
    alone = len(given) == 1
    parts = [_tasks_of(path, place, names, alone=alone, follow_links=follow_links) for place, path in enumerate(given)]
    return _outside(out, given, (task for tasks in parts for task in tasks), follow_links=follow_links)


def _outside(out: Path, given: Iterable[Path], tasks: Iterator[Task], *, follow_links: bool) -> Iterator[Task]:
    home = f"{realpath(out)}{sep}"
    found = kept = False
    for task in tasks:
        found = True
        path = task.source.path
        if not (realpath(path) if follow_links or path.is_symlink() else str(path)).startswith(home):
            kept = True
            yield task
    if found and not kept:
        message = f"all files given lie inside {out}, which is written and never read; give another folder with -o"
        raise UsageError(message)
    if not found:
        message = f"there are no files in {' '.join(map(str, given))}; give folders or files with articles"
        raise UsageError(message)


def _tasks_of(path: Path, position: int, names: "Names", *, alone: bool, follow_links: bool) -> Iterator[Task]:
    if path.is_file():
        sources = walk_sources(path.absolute())
        named = (replace(item, stem=names.take(item.stem)) for item in sources)
        return iter([Task(item, shown(str(path)), "", position, alone=True) for item in named])
    sources = walk_sources(Path(realpath(path)) if path.exists() else path, follow_links=follow_links)
    folder = "" if alone else names.take(shown(path.resolve().name) or "root") + "/"
    return (Task(source, shown(str(path)), folder, position) for source in sources)


class Names:
    """Hands out names below records/, each once, also on file systems that ignore case."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def take(self, wanted: str) -> str:
        """Return the name, with a number where it is taken."""
        name, number = wanted, 1
        while name.lower() in self._taken:
            number += 1
            name = f"{wanted}-{number}"
        self._taken.add(name.lower())
        return name
