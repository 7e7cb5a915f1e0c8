"""The records of a folder, the last used ones at hand."""

import hashlib
import threading
from collections import OrderedDict
from pathlib import Path, PurePosixPath

from extract.errors import UsageError
from extract.records import ArticleRecord
from extract.records.store import RecordStore

_AT_HAND = 64


class Shelf:
    """Reads records below `out`/records and keeps some; a file that changed is read again. Safe to use from several threads."""

    def __init__(self, out: Path) -> None:
        self._store = RecordStore(out)
        self._home = self._store.home.resolve()
        self._kept: OrderedDict[str, tuple[tuple[int, int], ArticleRecord, str]] = OrderedDict()
        self._lock = threading.Lock()

    def holds(self, path: str) -> bool:
        """Tell whether there is a record at this path."""
        return self._file(path) is not None

    def record(self, path: str) -> ArticleRecord:
        """Return the record at this path. Raises UsageError when there is none there, RecordError when it is not valid."""
        return self._read(path)[0]

    def made(self, path: str) -> str:
        """Return a hash of the record at this path: another one when its article was extracted anew and tells something else."""
        return self._read(path)[1]

    def _read(self, path: str) -> tuple[ArticleRecord, str]:
        file = self._file(path)
        if file is None:
            message = f"there is no record {path!r} in this folder; choose one from the queue"
            raise UsageError(message)
        stat = file.stat()
        key = stat.st_size, stat.st_mtime_ns
        with self._lock:
            held = self._kept.get(path)
            if held and held[0] == key:
                self._kept.move_to_end(path)
                return held[1:]
        record = self._store.load(path)
        made = hashlib.sha256(record.model_dump_json().encode()).hexdigest()[:16]
        with self._lock:
            self._kept[path] = key, record, made
            self._kept.move_to_end(path)
            while len(self._kept) > _AT_HAND:
                self._kept.popitem(last=False)
        return record, made

    def _file(self, path: str) -> Path | None:
        """Return the file of a record; None where the path leads to none below the records."""
        plain = PurePosixPath(path)
        if "\0" in path or ".." in plain.parts or plain.as_posix() != path:
            return None  # decisions name a record in one way only
        file = (self._home / path).resolve()
        if plain.suffix != ".json" or not file.is_relative_to(self._home):
            return None
        unit = self._store.unit_of(path)
        return self._home / unit if unit else None
