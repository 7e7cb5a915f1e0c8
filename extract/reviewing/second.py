"""Decisions that no longer fit, as the desk lists them."""

from dataclasses import dataclass

from extract.deciding.misfits import Misfit
from extract.records import Decision
from extract.records.base import Record


@dataclass(frozen=True)
class SecondLook:
    """A decision that stands but does not fit what is there now, and why, in both languages.

    `record` is the path of the record of today that it is about, None where there is none; `item` the event or statistic there.
    It is listed until it is retracted, or something later covers it.
    """

    decision: Decision
    why: str
    why_zh: str
    record: str | None = None
    item: str | None = None


class KeptLook(Record):
    """A second look as the index keeps it."""

    decision: Decision
    why: str
    why_zh: str
    item: str | None = None

    @classmethod
    def of(cls, misfit: Misfit) -> "KeptLook":
        """Return what is kept of a misfit."""
        return cls(decision=misfit.decision, why=misfit.why, why_zh=misfit.why_zh, item=misfit.item)

    def at(self, record: str | None) -> SecondLook:
        """Return it as the desk lists it, about the record at this path."""
        return SecondLook(self.decision, self.why, self.why_zh, record, self.item)
