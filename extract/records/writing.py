"""Files appear whole or not at all: a reader never meets half a record, and a broken run leaves none."""

import contextlib
import os
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path


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
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".writing-", suffix=".tmp")
        os.close(handle)
        draft = Path(name)
        try:
            yield draft
            draft.chmod(_new_file_mode())
            if durable:
                _sync(draft)
            draft.replace(path)
        except BaseException:
            draft.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from error


def _sync(draft: Path) -> None:
    with draft.open("rb+") as file:
        os.fsync(file.fileno())


def _new_file_mode() -> int:
    """Return the mode that a plain new file gets: temporary files are private, records are not."""
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
