"""Words for the terminal."""

import re
import sys

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def clean(text: str) -> str:
    """Return `text` without control characters, character for character: an article must not steer a terminal."""
    return _CONTROL.sub("\ufffd", text)


def one_line(text: str) -> str:
    """Return `text` as `clean` does, on one line: names of files may have several."""
    return clean(text).replace("\n", "\ufffd")


def print_data(text: str) -> None:
    """Write data to standard output as they are; to a terminal, which controls would steer, without them."""
    sys.stdout.write(clean(text) if sys.stdout.isatty() else text)


def counted(number: int, one: str, many: str | None = None) -> str:
    """Return a number and its noun."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
