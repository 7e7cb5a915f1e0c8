"""Which decisions of a log stand: those that no later one retracts."""

from collections.abc import Iterator, Sequence

from extract.records import Decision


def standing(decisions: Sequence[Decision]) -> Iterator[Decision]:
    """Yield the decisions that no later one retracts; a retraction that is itself retracted undoes nothing."""
    retracted = {decision.retracts for decision in standing_retractions(decisions)}
    retractions = {decision.id for decision in decisions if decision.verdict == "retract" and decision.retracts}
    yield from (decision for decision in decisions if decision.id not in retracted | retractions)


def standing_retractions(decisions: Sequence[Decision]) -> list[Decision]:
    """Return the decisions that retract another, and are not themselves retracted by a later one; the latest first."""
    retracted: set[str] = set()
    kept = []
    for decision in reversed(decisions):
        if decision.verdict == "retract" and decision.retracts and decision.id not in retracted:
            retracted.add(decision.retracts)
            kept.append(decision)
    return kept


def claims_named(decision: Decision) -> list[tuple[str, str]]:
    """Return record and item of all that a decision is about, `target` first."""
    others = (named.rpartition("#") for named in decision.targets)
    return [(decision.record, decision.target or ""), *((record, item) for record, _, item in others)]
