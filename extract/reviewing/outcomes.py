"""What a reviewer wants, and what came of it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from extract.deciding.faults import Fault
from extract.records import Decision
from extract.records.decision import Verdict


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """One verdict as a page or program asks for it; the desk adds who, when, and where it holds.

    `target` is the id of an event or statistic; None with `accept` says that the article has been gone through, with `add` that
    `value` is a new item (`field` `events` or `statistics`). `value` is JSON; words in it may lack their quote, which is taken from
    the article. `evidence` are start and end of the words of the field, in code points. `targets` are, for `merge`, the ids of the
    other events, or in scope `timeline` claims written `<record>#<event>`.
    """

    record: str
    verdict: Verdict
    target: str | None = None
    field: str | None = None
    value: Any = None
    evidence: tuple[int, int] | None = None
    targets: tuple[str, ...] = ()
    note: str | None = None
    scope: Literal["record", "timeline"] = "record"


@dataclass(frozen=True)
class Saved:
    """The decision is on the disk; `version` is that of its record from now on."""

    decision: Decision
    version: str


@dataclass(frozen=True)
class Stale:
    """Nothing was written: somebody decided about the same since the reviewer looked. Both values, the names and the new version."""

    theirs: Decision
    yours: Any
    now: Any
    version: str | None

    @property
    def by(self) -> str:
        """Who decided in between."""
        return self.theirs.by

    @property
    def at(self) -> datetime:
        """When that was."""
        return self.theirs.at


@dataclass(frozen=True)
class Refused:
    """Nothing was written: the value does not fit. Each fault says what to do."""

    faults: tuple[Fault, ...]


Outcome = Saved | Stale | Refused
