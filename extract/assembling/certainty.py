"""How sure the article is of an event: stated, reported, speculated, denied."""

from collections.abc import Sequence
from typing import cast

from extract.assembling.actions import decide_action
from extract.assembling.drafts import Mention
from extract.assembling.joining import event_votes, join_scores
from extract.assembling.signs import Signs, signs_of
from extract.assembling.stages import decide_stage
from extract.assembling.verdicts import likeliest, scores_of, verdict
from extract.finding.document import Document
from extract.records.codes import Certainty, Stage

_SOON = 2
"""Sentences after a question or a report in which it is denied."""
_ENOUGH = 0.5
"""The share from which a sentence is taken to tell a certainty."""


def read_certainty(mention: Mention, document: Document) -> Certainty | None:
    """Return the certainty that the mention's sentence tells, None when no word tells it."""
    if not mention.sentence.of("certainty"):
        return None
    found = verdict("certainty", mention.sentence.language, _signs([mention], document))
    return cast("Certainty", found.value) if found.share >= _ENOUGH else None


def decide_certainty(mentions: Sequence[Mention], document: Document) -> Certainty:
    """Return the certainty of the event that `mentions` (at least one) tell of."""
    scores = scores_of("certainty", mentions[0].sentence.language, _signs(mentions, document))
    if likeliest(scores).value == "denied":
        # One event in a hundred is denied: too few for a reader to learn from, and an analyst who is told the opposite is misled.
        return "denied"
    found = likeliest(join_scores("certainty", scores, event_votes("certainty", mentions, document), document))
    return cast("Certainty", found.value)


def _signs(mentions: Sequence[Mention], document: Document) -> Signs:
    stage = decide_stage(mentions, decide_action(mentions, document), document)
    return certainty_signs(mentions, stage, document)


def _denied_after(mentions: Sequence[Mention], document: Document) -> bool:
    """Tell whether a sentence soon after the mentions denies what they report or ask, such as "Such reports are untrue"."""
    last = max(mention.sentence.number for mention in mentions)
    for sentence in document.sentences[last + 1 : last + 1 + _SOON]:
        if any(hit.entry.get("of") == "reports" for hit in sentence.of("certainty")):
            return not any(hit.entry.get("strength") != "weak" for hit in sentence.of("measures"))
    return False


def certainty_signs(mentions: Sequence[Mention], stage: Stage, document: Document) -> Signs:
    """Return the signs of the certainty: those around the mentions, and the stage."""
    denied = {"certainty denied": 1.0} if _denied_after(mentions, document) else {}
    return signs_of(mentions, document) | {f"stage {stage}": 1.0} | denied
