"""Folders of articles and of records that may stand in object storage: anything that fsspec knows by its address."""

from collections.abc import Iterator
from os.path import realpath  # unlike Path.resolve() it takes links in a circle as they are
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

from extract.errors import UsageError
from extract.reading import Source, walk_sources
from extract.reading.sources import stems_of
from extract.reading.table import NAME
from extract.running.identifying import size_and_time


class Stored(NamedTuple):
    """A file: its path below the folder, the stem of its record, its size in bytes, and a word that changes as it does.

    `problem` is the JSON of why it is not to be opened, nothing where it is.
    """

    name: str
    stem: str
    size: int
    version: str
    problem: str = ""


class Place:
    """A folder, by its path or its address such as `s3://bucket/news`; credentials are those that fsspec finds by itself.

    `follow_links` is that of `walk_sources`; object storage has no links.
    """

    def __init__(self, address: str, *, follow_links: bool = False) -> None:
        import fsspec  # noqa: PLC0415 -- comes with the extra `ray`

        self.address, self._follow_links = address, follow_links
        self._system, root = fsspec.core.url_to_fs(address)
        self._system.invalidate_cache()  # what this process saw before may have changed
        self._root = root.rstrip("/")
        self.whole = str(self._system.unstrip_protocol(self._root))  # its address, however it was given
        protocols = self._system.protocol
        self.local = Path(self._root) if "file" in ((protocols,) if isinstance(protocols, str) else protocols) else None
        self._versions: dict[str, str] = {}

    def check(self) -> None:
        """Raise UsageError when there is no such folder."""
        if not self._system.isdir(self._root):
            message = f"{self.address} is no folder; give the path or the address of one that holds articles"
            raise UsageError(message)

    def files(self) -> Iterator[Stored]:
        """Yield all files below, in an order that is the same each time, hidden ones left out; names are held one folder at a time."""
        if self.local:
            sources = walk_sources(self.local, follow_links=self._follow_links)
            return (_stored(source, self.local) for source in sources)
        return self._listed()

    def holds(self, other: "Place", name: str) -> bool:
        """Tell whether a file of another folder lies in this one, links included."""
        if self.local and other.local:
            return Path(realpath(other.local / name)).is_relative_to(realpath(self.local))
        return f"{other.whole}/{name}".startswith(f"{self.whole}/")

    def _listed(self) -> Iterator[Stored]:
        waiting = [""]
        while waiting:
            folder = waiting.pop()
            found = [info for info in self._system.ls(self._at(folder), detail=True) if not self._is_hidden(info)]
            found.sort(key=_name)
            folders = [f"{folder}/{_name(info)}".lstrip("/") for info in found if info["type"] == "directory"]
            waiting += folders
            files = [info for info in found if info["type"] != "directory"]
            names = [f"{folder}/{_name(info)}".lstrip("/") for info in files]
            for info, name, stem in zip(files, names, stems_of(names, folders), strict=True):
                yield Stored(name, stem, int(info["size"] or 0), _version(info))

    def _is_hidden(self, info: dict[str, Any]) -> bool:
        """Tell whether an entry of a listing is hidden, or the mark that some storage keeps for the folder itself."""
        return _name(info).startswith(".") or (info["type"] != "directory" and info["name"].endswith("/"))

    def tables(self, name: str) -> str:
        """Return the versions of the tables of metadata that may tell of a file, as one word."""
        return "/".join(map(self._version, tables_above(name)))

    def fetch(self, name: str, folder: Path) -> None:
        """Bring a file below a folder, with the tables of metadata that may tell of it."""
        for wanted in (*tables_above(name), name):
            path = folder / wanted
            if not path.exists() and (wanted == name or self._version(wanted)):
                path.parent.mkdir(parents=True, exist_ok=True)
                self._system.get_file(self._at(wanted), str(path))

    def mark_beside(self, table: str, folder: Path) -> None:
        """Put empty files below a folder in the place of those that a table of metadata may name: all it asks is whether they are there."""
        home = PurePosixPath(table).parent.as_posix().removeprefix(".")
        for found in self._system.find(self._at(home)):
            path = folder / found.removeprefix(self._root).lstrip("/")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch()

    def names(self, folder: str) -> set[str]:
        """Return the names of the files in a folder, none where it is not there."""
        self._system.invalidate_cache(self._at(folder))  # other machines write there too
        try:
            return {PurePosixPath(found).name for found in self._system.ls(self._at(folder), detail=False)}
        except FileNotFoundError:
            return set()

    def has(self, name: str) -> bool:
        """Tell whether there is a file of this name."""
        return bool(self._system.exists(self._at(name)))

    def put(self, file: Path, name: str) -> None:
        """Bring a file here under a name; it appears whole or not at all."""
        target = PurePosixPath(self._at(name))
        if self.local is None:
            self._system.put_file(str(file), str(target))  # an object is there when all of it is
            return
        self._system.makedirs(str(target.parent), exist_ok=True)
        draft = str(target.parent / f".writing-{file.name}")
        self._system.put_file(str(file), draft)
        Path(draft).replace(target)

    def first_line(self, name: str) -> bytes:
        """Return the first line of a file."""
        with self._system.open(self._at(name), "rb") as file:
            return bytes(file.readline())

    def remove(self, name: str) -> None:
        """Delete a file, where it is there."""
        if self.has(name):
            self._system.rm_file(self._at(name))

    def _at(self, name: str) -> str:
        return f"{self._root}/{name}" if name else self._root

    def _version(self, name: str) -> str:
        """Return the version of a file, nothing where there is none."""
        if name not in self._versions:
            try:
                self._versions[name] = _version(self._system.info(self._at(name))) or "there"
            except FileNotFoundError:
                self._versions[name] = ""
        return self._versions[name]


def tables_above(name: str) -> list[str]:
    """Return the names that tables of metadata about a file have, in its folder and those above."""
    return [(folder / NAME).as_posix() for folder in PurePosixPath(name).parents]


def _stored(source: Source, folder: Path) -> Stored:
    size, mtime_ns = size_and_time(source)
    problem = source.problem.model_dump_json() if source.problem else ""
    name = source.path.relative_to(folder).as_posix()  # as it is, where `source.name` is as it can be shown
    return Stored(name, source.stem, size, str(mtime_ns), problem)


def _name(info: dict[str, Any]) -> str:
    return PurePosixPath(info["name"]).name


def _version(info: dict[str, Any]) -> str:
    keys = ("ETag", "etag", "md5Hash", "mtime", "LastModified", "last_modified", "created")
    return str(next((info[key] for key in keys if info.get(key) is not None), ""))
