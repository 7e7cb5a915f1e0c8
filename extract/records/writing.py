"""Files appear whole or not at all: a reader never meets half a record, and a broken run leaves none."""

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path


def write_whole(path: Path, content: str | bytes | Iterable[str] | Iterable[bytes]) -> None:
    """Write text (in UTF-8) or bytes, at once or piece by piece, to `path`, replacing an older file at once.

    Its folder is made if need be. Raises OSError naming `path`, also when it was the draft beside it that could not be written.
    """
    pieces: Iterable[str | bytes] = [content] if isinstance(content, (str, bytes)) else content
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace(path, pieces)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from error


def _replace(path: Path, pieces: Iterable[str | bytes]) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".writing-", suffix=".tmp")
    draft = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines(piece.encode() if isinstance(piece, str) else piece for piece in pieces)
        draft.chmod(_new_file_mode())
        draft.replace(path)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise


def _new_file_mode() -> int:
    """Return the mode that a plain new file gets: temporary files are private, records are not."""
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
