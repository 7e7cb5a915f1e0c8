"""Evidence: a half-open stretch of the article's text, in Unicode code points, with its words."""

from bisect import bisect_left
from collections.abc import Iterator
from typing import Any, Self

from pydantic import BaseModel, Field, model_validator

from extract.errors import RecordError
from extract.records.base import Record


class Span(Record):
    """`text[start:end] == quote`; offsets are Unicode code points, half open."""

    start: int = Field(ge=0)
    end: int
    quote: str = Field(min_length=1)

    @model_validator(mode="after")
    def _length_fits(self) -> Self:
        if self.end - self.start != len(self.quote):
            message = f"span {self.start}-{self.end} does not have the length of its quote {self.quote[:40]!r}"
            raise ValueError(message)
        return self

    @classmethod
    def of(cls, text: str, start: int, end: int) -> "Span":
        """Return the span `[start, end)` of `text` with its words."""
        return cls(start=start, end=end, quote=text[start:end])


def spans_in(value: Any) -> Iterator[Span]:
    """Yield every span below `value` (a record, or a tuple of records)."""
    if isinstance(value, Span):
        yield value
    elif isinstance(value, BaseModel):
        for item in value.__dict__.values():
            yield from spans_in(item)
    elif isinstance(value, tuple):
        for item in value:
            yield from spans_in(item)


def utf16_offset(text: str, offset: int) -> int:
    """Return the UTF-16 code-unit offset (as browsers count) of code-point `offset` in `text`."""
    return Utf16(text).of(offset)


class Utf16:
    """Offsets into one text, in code points as records have them and in UTF-16 code units as browsers count them."""

    def __init__(self, text: str) -> None:
        self._length = len(text)
        self._wide = [at for at, character in enumerate(text) if character > "\uffff"]  # these take two units
        self._after = [at + number for number, at in enumerate(self._wide, 1)]  # the second unit of each

    def of(self, offset: int) -> int:
        """Return the offset in code units of an offset in code points."""
        return offset + bisect_left(self._wide, offset)

    def to_code_points(self, offset: int) -> int:
        """Return the offset in code points of an offset in code units.

        Raises RecordError when it lies outside of the text or between the two units of a character.
        """
        number = bisect_left(self._after, offset)
        found = offset - number
        if (number < len(self._after) and self._after[number] == offset) or not 0 <= found <= self._length:
            message = f"{offset} is no place between two characters of the text; was the text changed since?"
            raise RecordError(message)
        return found
