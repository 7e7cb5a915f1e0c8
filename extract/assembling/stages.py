"""Where an act stands in its life: considered, planned, announced, in force, ended."""

from collections.abc import Sequence
from typing import cast

from extract.assembling.drafts import Mention
from extract.assembling.usual import likeliest
from extract.assembling.votes import Votes, total, votes_for, winner
from extract.finding.document import Document
from extract.records.codes import Action, Stage

_ENOUGH = 0.5
"""Votes below this sum leave the stage of a mention untold."""
_OWN = 1.0
"""What the measure's own cue counts when it names a stage."""


def read_stage(mention: Mention, document: Document) -> Stage | None:
    """Return the stage that the mention's sentence tells, None when it does not tell."""
    votes = _votes(mention, document)
    value = winner(votes)
    return cast("Stage", value) if value is not None and votes[value] >= _ENOUGH else None


def decide_stage(mentions: Sequence[Mention], action: Action, document: Document) -> Stage:
    """Return the stage of the event with `action` that `mentions` (at least one) tell of."""
    votes = total(_votes(mention, document) for mention in mentions)
    return cast("Stage", likeliest("stage", action, votes))


def _votes(mention: Mention, document: Document) -> Votes:
    votes = votes_for(mention, document, "stages")
    own = mention.cue.get("stage")
    return total([votes, {own: _OWN}]) if own is not None else votes
