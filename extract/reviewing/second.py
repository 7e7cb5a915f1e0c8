"""Decisions that no longer fit."""

from dataclasses import dataclass

from extract.records import Decision


@dataclass(frozen=True)
class SecondLook:
    """A decision that stands but does not fit what is there now, and why; it is listed until it is retracted or decided anew."""

    decision: Decision
    why: str
    why_zh: str
    home: str | None = None
    """The record of today that it is about, where there is one."""
