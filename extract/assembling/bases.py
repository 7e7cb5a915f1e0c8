"""Who says what an event's codes say: where the rules and a learned reader disagree, a person should look."""

from extract.assembling.actions import action_signs
from extract.assembling.certainty import certainty_signs
from extract.assembling.drafts import Draft
from extract.assembling.issuers import best_of, reader_scores, rules_scores
from extract.assembling.joining import event_votes
from extract.assembling.signs import Signs
from extract.assembling.stages import stage_signs
from extract.assembling.verdicts import likeliest, scores_of
from extract.finding.document import Document
from extract.finding.opinion import Question
from extract.records import EventBasis
from extract.records.codes import SaidBy


def basis_of(draft: Draft, document: Document) -> EventBasis | None:
    """Return who alone would say the draft's action, stage, certainty and issuer; None without a reader.

    The rules read the stage by the action that was decided, and the certainty by the stage.
    """
    if document.opinion is None:
        return None
    mentions = draft.mentions
    stage = stage_signs(mentions, draft.action, document)
    certainty = certainty_signs(mentions, draft.stage, document)
    return EventBasis(
        action=_said_by("action", draft.action, action_signs(mentions, document), draft, document),
        stage=_said_by("stage", draft.stage, stage, draft, document),
        certainty=_said_by("certainty", draft.certainty, certainty, draft, document),
        issuer=_issuer_said_by(draft, document),
    )


def _said_by(question: Question, value: str, signs: Signs, draft: Draft, document: Document) -> SaidBy:
    rules = likeliest(scores_of(question, draft.mentions[0].sentence.language, signs)).value == value
    model = likeliest(event_votes(question, draft.mentions, document)).value == value
    return _who(rules=rules, model=model)


def _issuer_said_by(draft: Draft, document: Document) -> SaidBy:
    """Tell who alone would name the same jurisdiction; where no naming can be asked about, the reader has no word against it."""
    scores = rules_scores(draft.mentions, document)
    opinions = reader_scores(scores, draft.mentions, document)
    code = draft.issuer.jurisdiction
    return _who(rules=best_of(scores) == code, model=not opinions or best_of(opinions) == code)


def _who(*, rules: bool, model: bool) -> SaidBy:
    if rules and model:
        return "both"
    return "rules" if rules else "model" if model else "neither"
