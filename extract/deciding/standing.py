"""Which decisions of a log stand: those that no later one retracts."""

from collections.abc import Iterator, Sequence

from extract.records import Decision


def standing(decisions: Sequence[Decision]) -> Iterator[Decision]:
    """Yield the decisions that no later one retracts; a retraction that is itself retracted undoes nothing."""
    retracted: set[str] = set()
    kept = []
    for decision in reversed(decisions):
        if decision.id in retracted:
            continue
        if decision.verdict == "retract" and decision.retracts:
            retracted.add(decision.retracts)
        else:
            kept.append(decision)
    yield from reversed(kept)


def claims_named(decision: Decision) -> list[tuple[str, str]]:
    """Return record and item of all that a decision is about, `target` first."""
    others = (named.rpartition("#") for named in decision.targets)
    return [(decision.record, decision.target or ""), *((record, item) for record, _, item in others)]
