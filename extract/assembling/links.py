"""Which event of the article another one acts on: a suspension suspends the measure that it names."""

from collections.abc import Sequence

from extract.assembling.drafts import Draft
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


def link_amendments(drafts: Sequence[Draft], ids: Sequence[str]) -> list[Amends | None]:
    """Return for each draft what it amends: a draft of the same measure and issuer that it can act on, the nearest told."""
    return [_amends(number, drafts, ids) for number in range(len(drafts))]


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
