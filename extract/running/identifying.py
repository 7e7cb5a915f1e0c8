"""By what a file and an article are known again: hashes of what their records hang on."""

import hashlib
import time
from pathlib import Path

from extract.errors import ReadError
from extract.reading import FORMATS, MAX_BYTES, Source
from extract.reading.opening import open_regular
from extract.reading.table import told_beside
from extract.records import Article, Problem
from extract.running.messages import Reached, Stamp

_SETTLED = 2_000_000_000
"""Nanoseconds after which a file's time is trusted: one written twice within a tick of the clock keeps its time."""
_PART = 1 << 20
"""Bytes that are read at a time."""
_WHENCE = {"id", "source", "url", "title", "publisher", "published_basis", "raw_offsets"}
"""What an article says of itself that no event and no figure hangs on."""


def size_and_time(source: Source) -> tuple[int, int]:
    """Return size in bytes and time of change in nanoseconds of a file; of one that cannot be looked at, or is not to be opened, none."""
    if source.problem is not None:
        return 0, 0
    try:
        found = source.path.stat()
    except (OSError, ValueError):
        return -1, 0
    return found.st_size, found.st_mtime_ns


def stamp_of(source: Source, *, published: str | None, max_bytes: int | None) -> Stamp:
    """Return what a file is now; one that would not be read has an empty hash, and is never known again."""
    told = _sha256(repr((told_beside(source.path, source.root), published)))
    now = time.time_ns()
    size, mtime_ns = size_and_time(source)
    settled = mtime_ns < now - _SETTLED
    readable = source.problem is None and _is_read(source.path, size, max_bytes or MAX_BYTES)
    return Stamp(size, mtime_ns if settled else 0, _hash_of(source.path) if readable else "", told)


def reached(record: str, article: Article, doubts: tuple[Problem, ...]) -> Reached:
    """Return by what an article, with the doubts of its reading, is known again."""
    told = "".join(doubt.model_dump_json() for doubt in doubts)
    key = _sha256(article.model_dump_json(exclude=_WHENCE) + told)
    return Reached(record, key, _sha256(article.model_dump_json() + told))


def _is_read(path: Path, size: int, max_bytes: int) -> bool:
    kind = FORMATS.get(path.suffix.lower())
    return kind is not None and (size <= max_bytes or kind == "json lines")


def _hash_of(path: Path) -> str:
    try:
        found = hashlib.sha256()
        with open_regular(path) as file:
            while part := file.read(_PART):
                found.update(part)
        return found.hexdigest()
    except (OSError, ReadError):
        return ""


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
