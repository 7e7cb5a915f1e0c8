"""Opening files that may be anything: never waits for a pipe, never reads a device, never reads more than it was allowed."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from extract.errors import ReadError

# Opening a pipe waits for a writer without O_NONBLOCK; O_BINARY is needed where text files are another kind.
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
_PIECE = 1 << 20
"""Bytes that are read at a time of a file that grows."""


def open_regular(path: Path) -> BinaryIO:
    """Open a regular file, or a link to one, for reading. Raises ReadError (`special_file`, `unreadable_file`)."""
    try:
        _check(path.stat().st_mode)  # before opening: a device may act when it is opened
        descriptor = os.open(path, _FLAGS)
    except (OSError, ValueError) as error:  # ValueError: a name that no file can have
        reason = getattr(error, "strerror", None) or error
        message = f"it cannot be opened ({reason}); check that it exists and may be read"
        raise ReadError(code="unreadable_file", message=message) from error
    file = os.fdopen(descriptor, "rb")
    try:
        _check(os.fstat(descriptor).st_mode)  # after opening too: another file may have taken its place
    except ReadError:
        file.close()
        raise
    return file


def read_whole(file: BinaryIO, *, most: int) -> bytes:
    """Return what an open file holds. Raises ReadError (`too_large`, `empty_file`, `unreadable_file`)."""
    size = os.fstat(file.fileno()).st_size
    try:
        data = b"".join(_pieces(file, size, most)) if size <= most else b""
    except OSError as error:
        message = f"it cannot be read ({error.strerror}); check the disk, or fetch it again"
        raise ReadError(code="unreadable_file", message=message) from error
    if size > most or len(data) > most:
        message = f"it has {max(size, len(data)):,} bytes, more than {most:,}; allow more with --max-bytes, or split it"
        raise ReadError(code="too_large", message=message)
    if not data:
        message = "it is empty; remove it or fetch it again"
        raise ReadError(code="empty_file", message=message)
    return data


def _pieces(file: BinaryIO, size: int, most: int) -> Iterator[bytes]:
    """Yield what a file holds, up to a byte more than `most`; also what came to it since its size was told."""
    wanted = size + 1  # `most` itself may be far more than there is memory for
    left = most + 1
    while left > 0 and (piece := file.read(min(wanted, left))):
        yield piece
        left -= len(piece)
        wanted = _PIECE


def _check(mode: int) -> None:
    if stat.S_ISDIR(mode):
        message = "it is a folder; give the files in it"
        raise ReadError(code="unreadable_file", message=message)
    if not stat.S_ISREG(mode):
        message = "it is a pipe, a socket or a device, which are not read; save what it gives as a file"
        raise ReadError(code="special_file", message=message)
