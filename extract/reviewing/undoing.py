"""Undo and redo: which decision of a reviewer the next one of either retracts."""

from collections.abc import Sequence
from typing import NamedTuple

from extract.records import Decision


class Stacks(NamedTuple):
    """Ids to retract, the next one last: `done` for undo, `undone` (themselves retractions) for redo."""

    done: tuple[str, ...]
    undone: tuple[str, ...]


def stacks_of(decisions: Sequence[Decision], by: str) -> Stacks:
    """Return what `by` can undo and redo of the decisions about one record, in the order of the log.

    A new decision ends what could be redone. What somebody else retracted cannot be undone again.
    """
    done: list[str] = []
    undone: list[Decision] = []
    for decision in decisions:
        if decision.by != by:
            done = [id_ for id_ in done if id_ != decision.retracts]
        elif decision.verdict != "retract":
            done.append(decision.id)
            undone.clear()
        elif decision.retracts in done:
            done.remove(decision.retracts)
            undone.append(decision)
        else:
            again = [old for old in undone if old.id == decision.retracts]
            done += [old.retracts for old in again if old.retracts]
            undone = [old for old in undone if old not in again]
    return Stacks(tuple(done), tuple(old.id for old in undone))
