"""Which event of the article another one acts on: a suspension suspends the measure that it names."""

from collections.abc import Iterator, Sequence

from extract.assembling.drafts import Draft
from extract.finding.document import Sentence
from extract.finding.instruments import InstrumentMention
from extract.records import Amends
from extract.records.codes import Action, Relation

RELATIONS: dict[Action, Relation] = {
    "suspend": "suspends",
    "resume": "resumes",
    "end": "ends",
    "extend": "extends",
    "ease": "eases",
    "tighten": "tightens",
    "expand": "widens",
    "clarify": "clarifies",
}
"""From the record contract ("From the gold form and back"); any other action that amends replaces."""
_BASE: frozenset[Action] = frozenset({"introduce", "expand", "tighten", "maintain", "enforce"})


def link_amendments(
    drafts: Sequence[Draft], ids: Sequence[str], sentences: Sequence[Sentence] = ()
) -> list[Amends | None]:
    """Return for each draft what it amends: a draft of the same measure and issuer that it can act on, the nearest told.

    An act that one of `sentences`, those of the article, says to replace another one acts on what is told of that other act.
    """
    return [_amends(number, drafts, ids) or _replaced(number, drafts, ids, sentences) for number in range(len(drafts))]


def _replaced(number: int, drafts: Sequence[Draft], ids: Sequence[str], sentences: Sequence[Sentence]) -> Amends | None:
    draft = drafts[number]
    if draft.action not in _BASE - {"maintain"}:
        return None
    own = _acts_of(draft)
    for sentence in sentences:
        for newer, older in _replacing(sentence):
            others = [other for other, rival in enumerate(drafts) if other != number and older.key in _acts_of(rival)]
            if newer.key in own and others:
                return Amends(event_id=ids[others[0]], relation="replaces")
    return None


def _acts_of(draft: Draft) -> set[str | None]:
    return {item.key for sentence in draft.sentences for item in sentence.instruments if item.number is not None}


def _replacing(sentence: Sentence) -> Iterator[tuple[InstrumentMention, InstrumentMention]]:
    """Yield the acts named right before and right after words for replacing, the newer first."""
    acts = [item for item in sentence.instruments if item.number is not None]
    for hit in sentence.of("relations"):
        before = [item for item in acts if item.end <= hit.start]
        after = [item for item in acts if item.start >= hit.end]
        if before and after:
            yield before[-1], after[0]


def _amends(number: int, drafts: Sequence[Draft], ids: Sequence[str]) -> Amends | None:
    draft = drafts[number]
    relation = RELATIONS.get(draft.action)
    if relation is None:
        return None
    others = [
        other
        for other, rival in enumerate(drafts)
        if other != number
        and rival.measure == draft.measure
        and rival.issuer.jurisdiction == draft.issuer.jurisdiction
        and rival.action in _BASE
        and rival.action != draft.action
    ]
    if not others:
        return None
    nearest = min(others, key=lambda other: abs(drafts[other].mentions[0].start - draft.mentions[0].start))
    return Amends(event_id=ids[nearest], relation=relation)
