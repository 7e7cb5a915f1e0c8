"""The decision log, OUT/decisions.jsonl: append-only, its first line carries the schema version.

A line counts once its end is written. What a crash left of a line is set aside in OUT/decisions.torn by the next write; it was never
acknowledged. Writers take turns, within a process and between processes, by the lock file beside the log.
"""

import json
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from io import FileIO
from pathlib import Path
from typing import BinaryIO, NamedTuple

from pydantic import ValidationError

from extract.errors import RecordError, UsageError
from extract.records.base import SCHEMA_VERSION
from extract.records.decision import Decision
from extract.records.upgrades import upgrade

DECISIONS = "decisions.jsonl"
TORN = ".torn"
"""Suffix of the file beside the log to which unfinished lines are moved."""

_PATIENCE = 30.0  # seconds that a writer waits for the others
_POLL = 0.01  # seconds between its tries


class Line(NamedTuple):
    """A decision, and where its line begins and ends in the log, in bytes."""

    start: int
    end: int
    decision: Decision


def load_decisions(path: Path) -> tuple[Decision, ...]:
    """Read and validate the log at `path`, none where there is no file. Raises RecordError naming the line at fault."""
    return tuple(line.decision for line in read_log(path))


def read_log(path: Path, start: int = 0) -> Iterator[Line]:
    """Yield the decisions whose lines begin at byte `start` or after, none where there is no file.

    `start` is 0 or the `end` of a line. A last line that is not finished is left for the next time. Raises RecordError naming the
    line at fault, or why the file cannot be read.
    """
    try:
        file = path.open("rb")
    except FileNotFoundError:
        return
    except OSError as error:
        message = f"{path} cannot be read ({error.strerror}); see that it is a file of yours, and try again"
        raise RecordError(message) from error
    with file:
        if start == 0 and not _is_begun(file):
            return
        place = _after_head(path, file) if start == 0 else file.seek(start)
        number = 1 if start == 0 else None
        for line in file:
            number = number and number + 1
            if not line.endswith(b"\n"):
                return
            if line.strip():
                yield Line(place, place + len(line), _decision(path, number, line))
            place += len(line)


def read_line(file: BinaryIO, start: int) -> Decision:
    """Return the decision whose line begins at byte `start` of an open log that was read before."""
    file.seek(start)
    return Decision.model_validate_json(file.readline())


def append_decisions(path: Path, decisions: Iterable[Decision]) -> None:
    """Add decisions to the log at `path`, which is begun where there is none; they are on the disk when this returns.

    Raises RecordError when the file there is no log, UsageError when it cannot be written or other writers do not make room.
    """
    with log_lock(path):
        append_locked(path, tuple(decisions))


@contextmanager
def log_lock(path: Path) -> Iterator[None]:
    """Keep other writers, of this and other processes, from the log at `path`. Raises UsageError when they do not make room."""
    from filelock import FileLock, Timeout  # noqa: PLC0415 -- slow to load, and only writers need it

    lock = FileLock(path.with_suffix(".lock"))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock.acquire(timeout=_PATIENCE, poll_interval=_POLL)
    except Timeout as error:
        message = f"{path} is held by another program since {_PATIENCE:.0f} seconds; end it and try again"
        raise UsageError(message) from error
    except OSError as error:
        raise _unwritten(path, error) from error
    try:
        yield
    finally:
        lock.release()


def append_locked(path: Path, decisions: Sequence[Decision]) -> None:
    """Do as `append_decisions` does, within `log_lock`."""
    try:
        _append(path, decisions)
    except OSError as error:
        raise _unwritten(path, error) from error


def _append(path: Path, decisions: Sequence[Decision]) -> None:
    if path.exists():
        _set_torn_aside(path)
    text = "".join(f"{decision.model_dump_json(exclude_defaults=True)}\n" for decision in decisions)
    with path.open("ab", buffering=0) as file:
        before = file.tell()
        try:
            _write_through(file, (text if before else f"{_head()}\n{text}").encode())
        except OSError:
            file.truncate(before)  # what is said not to be saved must not come to count
            raise
    if not before:
        _sync_folder(path.parent)


def _write_through(file: FileIO, content: bytes) -> None:
    """Write all of it, to the disk: where there is no room a system may take a part and refuse the rest."""
    left = memoryview(content)
    while left:
        left = left[file.write(left) :]
    os.fsync(file.fileno())


def _unwritten(path: Path, error: OSError) -> UsageError:
    why = error.strerror or str(error)
    return UsageError(
        f"{path} cannot be written ({why}): nothing was saved; make room or give leave to write, and try again"
    )


def _set_torn_aside(path: Path) -> None:
    """Move what stands after the last line's end to the file for it; end a line that lacks nothing else."""
    with path.open("r+b") as file:
        content = file.read()
        keep = content.rfind(b"\n") + 1
        torn = content[keep:]
        if not torn:
            return
        if keep and _is_whole(torn):
            file.write(b"\n")
        else:
            with path.with_suffix(TORN).open("ab") as aside:
                aside.write(torn + b"\n")
                aside.flush()
                os.fsync(aside.fileno())
            file.truncate(keep)
        file.flush()
        os.fsync(file.fileno())


def _is_whole(line: bytes) -> bool:
    try:
        Decision.model_validate_json(line)
    except ValidationError:
        return False
    return True


def _sync_folder(folder: Path) -> None:
    """Make the name of a new file as durable as its content, where the system has a way to."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _is_begun(file: BinaryIO) -> bool:
    """Tell whether a log has more than what a crash left of its first line, which is nothing; go back to its beginning."""
    head = file.readline()
    file.seek(0)
    return head.endswith(b"\n") or not f"{_head()}\n".encode().startswith(head)


def _after_head(path: Path, file: BinaryIO) -> int:
    """Read the first line and return where the second begins."""
    head = file.readline()
    try:
        upgrade(dict(json.loads(head)))
    except (TypeError, ValueError, RecursionError, RecordError) as error:
        message = f"{path} is no decision log ({error}); its first line must be {_head()}; put a copy of it back, or move it away to begin a new one"
        raise RecordError(message) from error
    return len(head)


def _head() -> str:
    return json.dumps({"schema_version": SCHEMA_VERSION})


def _decision(path: Path, number: int | None, line: bytes) -> Decision:
    try:
        return Decision.model_validate_json(line)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "as a whole"
        place = f"line {number}" if number else "a line added last"
        message = f"{path}, {place} is no decision ({where}: {first['msg']}); mend or remove the line"
        raise RecordError(message) from error
