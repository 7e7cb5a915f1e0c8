"""Which files a run reads, and where their records go."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from os.path import realpath  # unlike Path.resolve() it takes links in a circle as they are
from pathlib import Path

from extract.errors import UsageError
from extract.reading import Source, list_sources


@dataclass(frozen=True, slots=True)
class Task:
    """One file to read: the input that it belongs to, and the folder below records/ for its records ("" or "name/")."""

    source: Source
    input: str
    folder: str

    def record_of(self, output: str) -> str:
        """Return the path below records/ of the record that `read_source` would put at `output`."""
        return self.folder + output


def plan(inputs: Iterable[Path], out: Path) -> list[Task]:
    """Return the files to read, in the order of the inputs and of their names; files inside `out` are left alone.

    The records of a single folder stand directly below records/; of several inputs each folder gets one of its own
    there, by its name, and a number where two share it. Raises UsageError when an input does not exist or there is
    nothing to read.
    """
    given = list({path.resolve(): path for path in inputs}.values())
    names = _Names()
    tasks = [task for path in given for task in _tasks_of(path, names, alone=len(given) == 1)]
    home = realpath(out)
    found, tasks = tasks, [task for task in tasks if not Path(realpath(task.source.path)).is_relative_to(home)]
    if found and not tasks:
        message = f"all files given lie inside {out}, which is written and never read; give another folder with -o"
        raise UsageError(message)
    if not tasks:
        message = f"there are no files in {' '.join(map(str, given))}; give folders or files with articles"
        raise UsageError(message)
    return tasks


def _tasks_of(path: Path, names: "_Names", *, alone: bool) -> Iterator[Task]:
    sources = list_sources(path)
    if path.is_file():
        source = sources[0]
        yield Task(replace(source, stem=names.take(source.stem)), str(path), "")
        return
    folder = "" if alone else names.take(path.resolve().name or "root") + "/"
    for source in sources:
        yield Task(source, str(path), folder)


class _Names:
    """Hands out names below records/, each once, also on file systems that ignore case."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def take(self, wanted: str) -> str:
        name, number = wanted, 1
        while name.lower() in self._taken:
            number += 1
            name = f"{wanted}-{number}"
        self._taken.add(name.lower())
        return name
