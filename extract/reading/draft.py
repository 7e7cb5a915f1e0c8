"""What a file format yields before it becomes an Article: text, and what was told about it by whom."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from extract.records import OffsetRun, Problem

_SURROGATE = re.compile("[\ud800-\udfff]")

Field = Literal["id", "title", "published", "url", "publisher", "language"]

TRUST = (
    "given",
    "metadata.csv",
    "front matter",
    "json",
    "json-ld",
    "html meta",
    "document",
    "text",
    "file name",
    "sign-off",
    "option",
)
"""The bases of metadata, most trusted first; `published_basis` of an article is one of them.

given        an argument of `article_from_text`
metadata.csv the table beside the articles
front matter the YAML head of a .txt or .md file
json         a field of a .json or .jsonl article
json-ld, html meta   what a web page declares about itself
document     the heading or the properties of a .pdf or .docx file
text         a line such as "Published: ..." near the top or bottom, a dateline, the first line as title
file name    2025-11-12-some-title.txt
sign-off     a lone date below the text, as ministries put it: the day of issue, which may precede the posting
option       the date given for a whole run (`--published`), for articles that say nothing themselves
"""


def writable(text: str) -> str:
    """Return `text` as a file can hold it: lone surrogates, which JSON and Python allow, are U+FFFD."""
    return _SURROGATE.sub("\ufffd", text)


@dataclass(frozen=True, slots=True)
class Told:
    """One value of one field, and who says so (one of `TRUST`)."""

    field: Field
    value: str
    basis: str

    def __post_init__(self) -> None:
        """Make the value writable, whoever told it."""
        object.__setattr__(self, "value", writable(self.value))


@dataclass(frozen=True, slots=True)
class Draft:
    """An article in the making.

    `raw_offsets` is as in `Article`: None when the text is the decoded file, empty when no text of the file has offsets
    (.pdf, .docx). `aside` are spans of the text that the format itself sets apart, such as front matter.
    """

    text: str
    told: tuple[Told, ...] = ()
    raw_offsets: tuple[OffsetRun, ...] | None = None
    aside: tuple[tuple[int, int], ...] = ()
    problems: tuple[Problem, ...] = ()


def most_trusted(told: Iterable[Told], field: Field) -> Told | None:
    """Return the value of `field` with the most trusted basis; None when nobody tells."""
    values = [item for item in told if item.field == field and item.value.strip()]
    return min(values, key=lambda item: TRUST.index(item.basis), default=None)
