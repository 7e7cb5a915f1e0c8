"""Where an act stands in its life: considered, planned, announced, in force, ended."""

from collections.abc import Sequence
from typing import cast

from extract.assembling.actions import decide_action
from extract.assembling.drafts import Mention
from extract.assembling.joining import event_votes, join_scores
from extract.assembling.signs import Signs, signs_of, with_setting
from extract.assembling.verdicts import likeliest, scores_of, verdict
from extract.finding.document import Document
from extract.records.codes import Action, Stage

_ENOUGH = 0.5
"""The share from which a sentence is taken to tell a stage."""
_FADING = 0.6
"""What each later mention of an event counts beside the one before: chosen on held-out folds, 0.5 to 0.7 are as good."""


def read_stage(mention: Mention, document: Document) -> Stage | None:
    """Return the stage that the mention's sentence tells, None when it does not tell."""
    action = mention.action or decide_action([mention], document)
    found = verdict("stage", mention.sentence.language, stage_signs([mention], action, document))
    return cast("Stage", found.value) if found.share >= _ENOUGH else None


def decide_stage(mentions: Sequence[Mention], action: Action, document: Document) -> Stage:
    """Return the stage of the event with `action` that `mentions` (at least one) tell of."""
    scores = scores_of("stage", mentions[0].sentence.language, stage_signs(mentions, action, document))
    found = likeliest(join_scores("stage", scores, event_votes("stage", mentions, document), document))
    return cast("Stage", found.value)


def stage_signs(mentions: Sequence[Mention], action: Action, document: Document) -> Signs:
    """Return the signs of the stage: those around the mentions, of the article, and the action."""
    return with_setting(signs_of(mentions, document, fading=_FADING), document) | {f"action {action}": 1.0}
