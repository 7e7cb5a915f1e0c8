"""By what a file and an article are known again: hashes of what their records hang on."""

import hashlib
import stat
import time
from pathlib import Path

from extract.reading import FORMATS, MAX_BYTES, Source
from extract.reading.table import told_beside
from extract.records import Article, Problem
from extract.running.messages import Reached, Stamp

_SETTLED = 2_000_000_000
"""Nanoseconds after which a file's time is trusted: one written twice within a tick of the clock keeps its time."""
_WHENCE = {"id", "source", "url", "title", "publisher", "published_basis", "raw_offsets"}
"""What an article says of itself that no event and no figure hangs on."""


def stamp_of(source: Source, *, published: str | None, max_bytes: int | None) -> Stamp:
    """Return what a file is now; one that cannot be opened, or would not be read, has an empty hash and is never known again."""
    told = _sha256(repr((told_beside(source.path, source.root), published)))
    try:
        now, found = time.time_ns(), source.path.stat()
        settled = found.st_mtime_ns < now - _SETTLED
        readable = stat.S_ISREG(found.st_mode) and _is_read(source.path, found.st_size, max_bytes or MAX_BYTES)
        sha256 = _hash_of(source.path) if readable else ""
    except OSError:
        return Stamp(-1, 0, "", told)
    return Stamp(found.st_size, found.st_mtime_ns if settled else 0, sha256, told)


def reached(record: str, article: Article, doubts: tuple[Problem, ...]) -> Reached:
    """Return by what an article, with the doubts of its reading, is known again."""
    told = "".join(doubt.model_dump_json() for doubt in doubts)
    key = _sha256(article.model_dump_json(exclude=_WHENCE) + told)
    return Reached(record, key, _sha256(article.model_dump_json() + told))


def _is_read(path: Path, size: int, max_bytes: int) -> bool:
    kind = FORMATS.get(path.suffix.lower())
    return kind is not None and (size <= max_bytes or kind == "json lines")


def _hash_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
