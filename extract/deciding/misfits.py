"""Decisions that stand and no longer fit: listed for a second look, never dropped."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from extract.deciding.faults import Fault
from extract.deciding.standing import standing
from extract.records import Decision, UnfitDecision


@dataclass(frozen=True)
class Misfit:
    """A decision and why it does not fit; `item` is the id of what it is about in the record of today, where that was found."""

    decision: Decision
    faults: tuple[Fault, ...]
    item: str | None = None

    @property
    def why(self) -> str:
        """The faults in English, each with its field."""
        return _told((fault.field, fault.message) for fault in self.faults)

    @property
    def why_zh(self) -> str:
        """The faults in Chinese."""
        return _told((fault.field, fault.message_zh) for fault in self.faults)

    def listed(self) -> UnfitDecision:
        """Return it as a timeline lists it."""
        return UnfitDecision(decision=self.decision.id, why=self.why, why_zh=self.why_zh)


def homeless(decisions: Sequence[Decision]) -> tuple[Misfit, ...]:
    """Return those of the decisions, whose record is not there, that stand."""
    return tuple(
        Misfit(decision, (Fault.of("no_record", "", record=decision.record),))
        for decision in standing(decisions)
        if decision.verdict != "retract"
    )


def in_log_order(unfit: Iterable[UnfitDecision], decisions: Sequence[Decision]) -> tuple[UnfitDecision, ...]:
    """Return what does not fit in the order of the log."""
    place: Mapping[str, int] = {decision.id: number for number, decision in enumerate(decisions)}
    return tuple(sorted(unfit, key=lambda found: place.get(found.decision, len(place))))


def _told(parts: Iterable[tuple[str, str]]) -> str:
    return "; ".join(f"{field}: {message}" if field else message for field, message in parts)
