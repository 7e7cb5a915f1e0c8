"""How sure the article is of an event: stated, reported, speculated, denied."""

from collections.abc import Sequence
from typing import cast

from extract.assembling.drafts import Mention
from extract.assembling.usual import likeliest
from extract.assembling.votes import total, votes_for, winner
from extract.finding.document import Document
from extract.records.codes import Certainty

_ENOUGH = 0.5
"""Votes below this sum leave the certainty of a mention untold."""


def read_certainty(mention: Mention, document: Document) -> Certainty | None:
    """Return the certainty that the mention's sentence tells, None when it does not tell."""
    votes = votes_for(mention, document, "certainty")
    value = winner(votes)
    return cast("Certainty", value) if value is not None and votes[value] >= _ENOUGH else None


def decide_certainty(mentions: Sequence[Mention], document: Document) -> Certainty:
    """Return the certainty of the event that `mentions` (at least one) tell of."""
    votes = total(votes_for(mention, document, "certainty") for mention in mentions)
    return cast("Certainty", likeliest("certainty", "any", votes))
