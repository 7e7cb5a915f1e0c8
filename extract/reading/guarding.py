"""Around other people's parsers: whatever a file makes them raise becomes one error of ours."""

from collections.abc import Iterator
from contextlib import contextmanager

from extract.errors import ReadError


@contextmanager
def guarded(kind: str) -> Iterator[None]:
    """Turn what a parser of `kind` raises into ReadError (`broken_file`); errors of ours pass.

    Broken files make parsers raise nearly anything, RecursionError and MemoryError too: a list of classes would never be whole.
    """
    try:
        yield
    except ReadError:
        raise
    except Exception as error:
        message = (
            f"it cannot be read as {kind} ({type(error).__name__}); open and save it again, or save its text as .txt"
        )
        raise ReadError(code="broken_file", message=message) from error
