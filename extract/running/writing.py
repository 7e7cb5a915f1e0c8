"""Files appear whole or not at all: a reader never meets half a record, and a broken run leaves none."""

import os
import tempfile
from pathlib import Path


def write_whole(path: Path, text: str) -> None:
    """Write `text` to `path` in UTF-8, its folder made if need be, replacing an older file at once.

    Raises OSError naming `path`, also when it was the draft beside it that could not be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace(path, text)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from error


def _replace(path: Path, text: str) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".writing-", suffix=".tmp")
    draft = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
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
