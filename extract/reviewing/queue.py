"""What is to be decided, in the order of what needs eyes most."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from extract.records import Headline

State = Literal["open", "accepted", "rejected", "merged", "second_look"]
"""Of an item or article; `second_look`: a decision about it no longer fits. An article is open while one of its items is."""

Why = Literal["low_confidence", "sources_differ", "rules_and_model_differ", "new_change", "second_look"]


@dataclass(frozen=True, kw_only=True)
class Wish:
    """What the queue is to hold. Of several values for one field one must fit; of several fields, all.

    `by` is what a row stands for. `issuer` are codes such as `CN`; `material` ids, a group standing for its members; `confidence` the
    least and the most, inclusive; `text` words in a headline, title or quote, in any case and either Chinese script.
    """

    by: Literal["event", "statistic", "article"] = "event"
    state: Sequence[State] = ()
    language: Sequence[str] = ()
    issuer: Sequence[str] = ()
    measure: Sequence[str] = ()
    material: Sequence[str] = ()
    why: Sequence[Why] = ()
    confidence: tuple[float, float] = (0.0, 1.0)
    text: str = ""


@dataclass(frozen=True)
class Reason:
    """Why a row needs eyes, and for which fields; none stand where it is about the whole."""

    code: Why
    fields: tuple[str, ...] = ()


@dataclass(frozen=True)
class Row:
    """One line of the queue: an event or statistic, or an article (`item` is None, `confidence` the least of its items).

    `need` grows with doubt: 1 - confidence, and 1 for each further reason. `record` is the path below records/.
    """

    record: str
    item: str | None
    state: State
    need: float
    reasons: tuple[Reason, ...]
    headline: Headline
    title: str | None
    publisher: str | None
    published: str | None
    language: str
    measure: str | None
    issuer: str | None
    confidence: float | None
    events: int
    decided: int


@dataclass(frozen=True)
class Queue:
    """One page of the queue; `total` counts all rows that fit, `page` begins with 0."""

    rows: tuple[Row, ...]
    total: int
    page: int
    size: int


@dataclass(frozen=True)
class Progress:
    """How far the review has come. `seconds_each` is the median time per decided event, None before three are; `seconds_left` follows."""

    total: int
    accepted: int
    rejected: int
    open: int
    second_look: int
    seconds_each: float | None
    seconds_left: float | None

    @property
    def decided(self) -> int:
        """Accepted, rejected and merged ones."""
        return self.total - self.open - self.second_look
