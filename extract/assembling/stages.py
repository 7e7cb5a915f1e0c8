"""Where an act stands in its life: considered, planned, announced, in force, ended."""

import re
from collections.abc import Iterable, Sequence
from typing import cast

from extract.assembling.actions import decide_action
from extract.assembling.drafts import Draft, Mention
from extract.assembling.joining import event_votes, join_scores
from extract.assembling.signs import Signs, signs_of, with_setting
from extract.assembling.verdicts import likeliest, scores_of, verdict
from extract.finding.document import Document
from extract.records import EventDate
from extract.records.codes import Action, Stage

_ENOUGH = 0.5
"""The share from which a sentence is taken to tell a stage."""
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
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


def stage_by_dates(draft: Draft, dates: Iterable[EventDate], document: Document) -> Stage:
    """Return the stage of an event as its date of effect has it: a day to come means announced, a day past in force.

    Where the date is not exact, or the article's own is not told, the stage stays; so does that of a plan. What is
    announced to stay is in force.
    """
    if draft.action == "maintain" and draft.stage == "announced":
        return "in_force"
    today = document.article.published or ""
    effects = [told.value for told in dates if told.role == "effective" and told.value]
    if len(effects) != 1 or not (_DAY.fullmatch(today) and _DAY.fullmatch(effects[0])):
        return draft.stage
    if effects[0] > today:
        return "announced" if draft.stage in ("in_force", "ended") else draft.stage
    return ("ended" if draft.action == "end" else "in_force") if draft.stage == "announced" else draft.stage


def stage_signs(mentions: Sequence[Mention], action: Action, document: Document) -> Signs:
    """Return the signs of the stage: those around the mentions, of the article, and the action."""
    return with_setting(signs_of(mentions, document, fading=_FADING), document) | {f"action {action}": 1.0}
