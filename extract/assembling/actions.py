"""What is done to a measure: introduced, expanded, suspended, ended, ..."""

from collections.abc import Sequence
from typing import cast

from extract.assembling.drafts import Mention
from extract.assembling.usual import likeliest
from extract.assembling.votes import Votes, total, votes_for, winner
from extract.finding.document import Document
from extract.records.codes import Action

_ENOUGH = 0.5
"""Votes below this sum leave the action of a mention untold."""
_OWN = 1.0
"""What the measure's own cue counts when it names an action ("delisted")."""


def read_action(mention: Mention, document: Document) -> Action | None:
    """Return what the mention's sentence says is done to its measure, None when it does not say."""
    votes = _votes(mention, document)
    value = winner(votes)
    return cast("Action", value) if value is not None and votes[value] >= _ENOUGH else None


def decide_action(mentions: Sequence[Mention], document: Document) -> Action:
    """Return the action of the event that `mentions` (at least one, of one measure) tell of."""
    votes = total(_votes(mention, document) for mention in mentions)
    return cast("Action", likeliest("action", mentions[0].measure, votes))


def _votes(mention: Mention, document: Document) -> Votes:
    votes = votes_for(mention, document, "actions")
    own = mention.cue.get("action")
    return total([votes, {own: _OWN}]) if own is not None else votes
