"""Files appear whole or not at all: a reader never meets half a record, and a broken run leaves none."""

import contextlib
import os
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

_PREFIX, _SUFFIX = ".writing-", ".tmp"
_NAMED = 20
"""Characters of a file's name that stand in that of its draft: all of them may be too many with what else stands there."""


def write_whole(path: Path, content: str | bytes | Iterable[str] | Iterable[bytes], *, durable: bool = False) -> None:
    """Write text (in UTF-8) or bytes, at once or piece by piece, to `path`, replacing an older file at once.

    Its folder is made if need be; `durable` waits until the disk has it. Raises OSError naming `path`, also when it was the draft
    beside it that could not be written.
    """
    pieces: Iterable[str | bytes] = [content] if isinstance(content, (str, bytes)) else content
    with drafted(path, durable=durable) as draft, draft.open("wb") as file:
        file.writelines(piece.encode() if isinstance(piece, str) else piece for piece in pieces)


@contextlib.contextmanager
def drafted(path: Path, *, durable: bool = False) -> Iterator[Path]:
    """Give a file beside `path` to write, which takes its place when the block ends without error; else as `write_whole`."""
    try:
        with beside(path) as draft:
            yield draft
            draft.chmod(_new_file_mode())
            if durable:
                _sync(draft)
            draft.replace(path)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from error


@contextlib.contextmanager
def beside(path: Path) -> Iterator[Path]:
    """Give an empty file in the folder of `path`, made if need be, that is gone when the block ends; see `remove_drafts`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=_prefix(path.name), suffix=_SUFFIX)
    os.close(handle)
    try:
        yield Path(name)
    finally:
        Path(name).unlink(missing_ok=True)


def remove_drafts(folder: Path) -> None:
    """Delete what writers that were killed have left at and below `folder`; for one who knows that nobody else writes there."""
    for home, _, names in os.walk(folder):
        _remove(Path(home), (name for name in names if name.startswith(_PREFIX)))


def remove_drafts_of(path: Path) -> None:
    """Delete the drafts of one file; for its only writer."""
    _remove(path.parent, (draft.name for draft in path.parent.iterdir() if draft.name.startswith(_prefix(path.name))))


def _remove(folder: Path, names: Iterable[str]) -> None:
    for name in names:
        if name.endswith(_SUFFIX):
            with contextlib.suppress(OSError):  # what cannot be deleted is in nobody's way
                (folder / name).unlink()


def _prefix(name: str) -> str:
    return f"{_PREFIX}{name[:_NAMED]}-"


def _sync(draft: Path) -> None:
    with draft.open("rb+") as file:
        os.fsync(file.fileno())


def _new_file_mode() -> int:
    """Return the mode that a plain new file gets: temporary files are private, records are not."""
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
