"""What is done to a measure: introduced, expanded, suspended, ended, ..."""

from collections.abc import Sequence
from typing import cast

from extract.assembling.drafts import Mention
from extract.assembling.joining import event_votes, join_scores
from extract.assembling.signs import Signs, is_extension, signs_of, words_of
from extract.assembling.verdicts import likeliest, scores_of, verdict
from extract.finding.document import Document
from extract.records.codes import Action

_ENOUGH = 0.4
"""The share from which a sentence is taken to tell an action."""


def read_action(mention: Mention, document: Document) -> Action | None:
    """Return what the mention's sentence says is done to its measure, None when it does not say."""
    if is_extension(mention, document):
        return "extend"
    signs = action_signs([mention], document)
    if not any(sign.startswith(("actions ", "cue ")) for sign in signs):
        return None
    found = verdict("mention_action", mention.sentence.language, signs)
    return cast("Action", found.value) if found.share >= _ENOUGH else None


def decide_action(mentions: Sequence[Mention], document: Document) -> Action:
    """Return the action of the event that `mentions` (at least one, of one measure) tell of."""
    if any(is_extension(mention, document) for mention in mentions):
        return "extend"
    scores = scores_of("action", mentions[0].sentence.language, action_signs(mentions, document))
    found = likeliest(join_scores("action", scores, event_votes("action", mentions, document), document))
    return cast("Action", found.value)


def action_signs(mentions: Sequence[Mention], document: Document) -> Signs:
    """Return the signs of the action: those around the mentions, single words only where they are cues of actions."""
    return words_of("actions", signs_of(mentions, document))
