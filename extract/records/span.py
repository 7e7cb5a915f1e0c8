"""Evidence: a half-open stretch of the article's text, in Unicode code points, with its words."""

from collections.abc import Iterator
from typing import Any, Self

from pydantic import BaseModel, Field, model_validator

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
    return offset + sum(character > "\uffff" for character in text[:offset])
