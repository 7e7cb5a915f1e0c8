"""How likely it is that an annotator would tell the same event: a logistic of what is known of a draft.

The weights stand in `knowledge/confidence.yaml`; `extract.learning.confidence` fits them on annotated articles by whether
a draft matches an event by the scorer's rule (same measure, a trigger in the same sentence).
"""

from collections.abc import Mapping, Sequence
from functools import cache
from math import exp

from extract.assembling.drafts import Draft
from extract.assembling.joining import join_odds
from extract.finding.document import Document
from extract.knowledge import Hit
from extract.knowledge.tables import load_table
from extract.records import MaterialMention
from extract.records.codes import UNKNOWN

_LEAD = 4
"""Sentences from the top that count as the lead."""
_LONG = 25
"""Sentences from which an article counts as long: reports tell of many measures in passing."""

Features = Mapping[str, float]


def features_of(draft: Draft, materials: Sequence[MaterialMention], document: Document) -> Features:
    """Return the features that are present in a draft, each 0 to 1; absent ones are 0."""
    mentions = draft.mentions
    first = mentions[0].sentence
    strong = [mention for mention in mentions if mention.cue.get("strength") != "weak"]
    language = first.language
    present = {
        f"{language} {draft.measure}": True,
        f"{language} {draft.action}": True,
        f"{draft.stage}": True,
        f"{draft.certainty}": draft.certainty != "stated",
        "weak cues only": not strong,
        "one mention": len(mentions) == 1,
        "three mentions or more": len(mentions) > 2,  # noqa: PLR2004 -- named by the feature
        "in the title": any(mention.sentence.is_title or mention.sentence.number == 0 for mention in mentions),
        "in the lead": first.number < _LEAD,
        "issuer told": any(mention.issuer is not None for mention in mentions),
        "issuer unknown": draft.issuer.jurisdiction == UNKNOWN,
        "action told": any(mention.action is not None for mention in mentions),
        "stage told": any(mention.stage is not None for mention in mentions),
        "materials told": any(item.evidence is not None for item in materials),
        "no materials": not materials,
        "destination told": any(_places(mention.sentence.hits) > 1 for mention in mentions),
        "date told": any(mention.sentence.times for mention in mentions),
        "instrument told": any(mention.sentence.instruments for mention in mentions),
        "long article": len(document.sentences) >= _LONG,
        "long article, one mention": len(document.sentences) >= _LONG and len(mentions) == 1,
    }
    return {name: 1.0 for name, is_present in present.items() if is_present}


def confidence_of(draft: Draft, materials: Sequence[MaterialMention], document: Document) -> float:
    """Return the probability, 0 to 1 in steps of 0.001, that the draft matches an annotated event."""
    odds = join_odds("event", rules_odds(draft, materials, document), told_odds(draft, document), document)
    return round(1 / (1 + exp(-odds)), 3)


def rules_odds(draft: Draft, materials: Sequence[MaterialMention], document: Document) -> float:
    """Return the log odds that the draft matches an annotated event, as the rules see it."""
    weights = _weights()
    features = features_of(draft, materials, document)
    return weights["bias"] + sum(weights.get(name, 0.0) * value for name, value in features.items())


def told_odds(draft: Draft, document: Document) -> float | None:
    """Return the log odds of the draft's surest mention; None without a reader."""
    return max(mention.odds for mention in draft.mentions) if document.opinion is not None else None


def is_worth_telling(draft: Draft, materials: Sequence[MaterialMention], document: Document) -> bool:
    """Tell whether a draft is likely enough to be shown; the threshold maximises event F1 on held-out folds."""
    return confidence_of(draft, materials, document) >= float(load_table("confidence")["keep"])


@cache
def _weights() -> dict[str, float]:
    table = load_table("confidence")
    return {name: float(weight) for name, weight in table["weights"].items()}


def _places(hits: Sequence[Hit]) -> int:
    return len({hit.entry.value for hit in hits if hit.entry.kind == "jurisdictions"})
