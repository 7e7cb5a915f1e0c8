"""An article as it was read: its text, where it came from, and how its text is divided."""

import hashlib
from typing import Self

from pydantic import Field, model_validator

from extract.records.base import Record
from extract.records.codes import SegmentKind
from extract.records.edtf import Edtf


class Segment(Record):
    """A stretch `[start, end)` of the text in one language and of one kind; language is a BCP 47 tag or `und`."""

    start: int = Field(ge=0)
    end: int
    language: str
    kind: SegmentKind


class OffsetRun(Record):
    """`text[text_start:text_start + length]` stands at `raw_start` of the decoded raw file (code points)."""

    text_start: int = Field(ge=0)
    raw_start: int = Field(ge=0)
    length: int = Field(gt=0)


class Article(Record):
    """One article.

    `raw_offsets` is None when the text is the decoded file, unchanged. `published_basis` tells where the date
    is from (`metadata.csv`, `json-ld`, `text`, `file name`, ...).
    """

    id: str = Field(min_length=1)
    source: str | None = None
    url: str | None = None
    title: str | None = None
    publisher: str | None = None
    published: Edtf | None = None
    published_basis: str | None = None
    language: str
    text: str
    text_sha256: str
    segments: tuple[Segment, ...]
    raw_offsets: tuple[OffsetRun, ...] | None = None

    @model_validator(mode="after")
    def _text_is_covered(self) -> Self:
        if self.text_sha256 != hashlib.sha256(self.text.encode()).hexdigest():
            message = "text_sha256 is not the SHA-256 of the text; extract the article again"
            raise ValueError(message)
        for segment in self.segments:
            if not segment.start < segment.end <= len(self.text):
                message = f"segment {segment.start}-{segment.end} lies outside the text of {len(self.text)} code points"
                raise ValueError(message)
        return self
