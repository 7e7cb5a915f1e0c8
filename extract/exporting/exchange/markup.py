"""A marked-up text: what all tools have in common."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from extract.records import ArticleRecord


@dataclass(frozen=True)
class Mark:
    """The stretch `[start, end)` of the text, in code points, in a role (`roles.ROLES`).

    `facts` are told by name; in those of a tool that has labels alone only codes stand. `id` is the mark's own within its article.
    """

    id: str
    start: int
    end: int
    role: str
    facts: Mapping[str, str] = field(default_factory=dict)

    @property
    def place(self) -> tuple[int, int]:
        """Where it stands."""
        return self.start, self.end


@dataclass(frozen=True)
class Link:
    """From the mark of an event or statistic (by id) to one of its arguments, or to the event that it amends."""

    head: str
    child: str
    label: str


@dataclass(frozen=True)
class Markup:
    """A text with its marks and links. `marks` are in the order of the record: each event and what it brings, then statistics."""

    text: str
    marks: tuple[Mark, ...] = ()
    links: tuple[Link, ...] = ()


@dataclass(frozen=True)
class About:
    """The article as a tool shows it."""

    id: str
    title: str | None = None
    published: str | None = None
    url: str | None = None


@dataclass(frozen=True)
class Task:
    """One article to be annotated: its path below records/, the record that was marked up, and its markup."""

    path: str
    record: ArticleRecord
    markup: Markup


@dataclass(frozen=True)
class Returned:
    """One article as one annotator left it.

    `path` and `record` are those of the task, None where the tool did not get the article from us. `complete` tells that `facts` hold all
    that is told of a mark, and not only codes. `answered` tells that somebody looked at it; else it is as it was exported, or predicted.
    `by` and `at` are None where the tool does not tell.
    """

    about: About
    markup: Markup
    complete: bool
    path: str | None = None
    record: ArticleRecord | None = None
    by: str | None = None
    at: datetime | None = None
    answered: bool = True
