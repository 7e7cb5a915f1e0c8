"""How likely it is that two mentions of one measure tell of the same event: a logistic of what their sentences share.

The weights stand in `knowledge/linking.yaml`; `extract.learning.linking` fits them on annotated articles.
"""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Self

from extract.assembling.drafts import Mention
from extract.assembling.exclusions import materials_in
from extract.assembling.protagonists import issuer_shares
from extract.finding.document import Document
from extract.knowledge.tables import load_table

_NEAR = 2
"""Sentences apart that count as near."""
_FAR = 12
_SURE_ISSUER = 0.6
"""Share of the odds of an issuer that tells mentions apart; 0.5 is enough to name it."""
_SEPARATE_MEASURES = frozenset({"licence_requirement", "entity_listing", "tariff", "ban", "exemption", "quota"})
"""Measures of which articles often tell several events; each has a weight of its own."""


@dataclass(frozen=True, slots=True)
class Traits:
    """What a mention brings to a comparison, gathered once; sets are empty where its sentence does not tell."""

    measure: str
    language: str
    sentence: int
    told: Mapping[str, frozenset[Hashable]]

    @classmethod
    def of(cls, mention: Mention, document: Document) -> Self:
        """Gather the traits of a mention."""
        sentence = mention.sentence
        issuer = _issuer(mention, document)
        told = {
            "action": frozenset({mention.action} - {None}),
            "stage": frozenset({mention.stage} - {None}),
            "issuer": frozenset({issuer} - {None}),
            "place": frozenset(hit.entry.value for hit in sentence.of("jurisdictions")) - {issuer},
            "material": frozenset(hit.entry.value for hit in materials_in(sentence, document)),
            "date": frozenset(time.value for time in sentence.times if time.value is not None),
            "instrument": frozenset(item.key for item in sentence.instruments if item.key is not None),
            "words": frozenset({document.words(mention.start, mention.end).lower()}),
            "figure": frozenset(quantity.value for quantity in sentence.quantities),
        }
        return cls(mention.measure, sentence.language, sentence.number, told)


def _issuer(mention: Mention, document: Document) -> str | None:
    """Return the issuer that the mention's sentence tells for sure: a doubtful one must not keep mentions apart."""
    if mention.issuer is None:
        return None
    code = mention.issuer.jurisdiction
    return code if issuer_shares(mention, document).get(code, 0.0) >= _SURE_ISSUER else None


def features_of_pair(one: Traits, other: Traits) -> list[str]:
    """Return the names of the features that hold for two mentions of one measure."""
    features = [name for kind in one.told for name in _compared(kind, one.told[kind], other.told[kind])]
    apart = abs(one.sentence - other.sentence)
    if apart == 0:
        features.append("same sentence")
    elif apart <= _NEAR:
        features.append("near")
    elif apart > _FAR:
        features.append("far")
    if one.measure in _SEPARATE_MEASURES:
        features.append(f"{one.language} {one.measure}")
    return features


def _compared(kind: str, mine: frozenset[Hashable], theirs: frozenset[Hashable]) -> list[str]:
    if not mine or not theirs:
        return [f"{kind} untold"]
    if mine == theirs:
        return [f"{kind} same"]
    return [f"{kind} overlaps" if mine & theirs else f"{kind} differs"]


def link_odds(one: Traits, other: Traits) -> float:
    """Return the log odds that two mentions of one measure tell of one event."""
    weights = _weights()
    return weights["bias"] + sum(weights.get(name, 0.0) for name in features_of_pair(one, other))


@cache
def _weights() -> dict[str, float]:
    return {name: float(weight) for name, weight in load_table("linking")["weights"].items()}
