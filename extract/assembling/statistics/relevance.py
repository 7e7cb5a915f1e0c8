"""How likely a figure is a statistic: a sum of weights, one for each thing that can be said of the figure.

The weights are log-odds estimated by logistic regression (L2) from annotated articles; they stand in
`knowledge/statistic_weights.yaml`, a table a language, with what each name means. Nothing else decides.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from math import exp

from extract.assembling.statistics.candidates import Candidate
from extract.assembling.statistics.indicators import Meaning, group_of
from extract.finding.document import Document, Sentence
from extract.knowledge.tables import load_table

_NEAR, _FAR = 30.0, 90.0
_TELLING = ("tariff", "quota", "entity_listing", "licence_decision", "licence_requirement", "enforcement_action")
_SMALL = 2
_FAMILIES = {
    "entities_listed": "list",
    "tariff_rate": "tariff",
    "price": "price",
    "licence_applications": "licence",
    "licence_approvals": "licence",
    "approval_rate": "licence",
    "other": "other",
}


@dataclass(frozen=True, slots=True, eq=False)
class Setting:
    """What the whole document says: its materials by sentence, and whether it tells of a list."""

    materials: tuple[bool, ...]
    in_title: bool
    lists: bool

    @classmethod
    def of(cls, document: Document) -> "Setting":
        """Return the setting of a document."""
        materials = tuple(bool(sentence.of("materials")) for sentence in document.sentences)
        head = document.sentences[:2]
        return cls(
            materials,
            any(sentence.of("materials") for sentence in head),
            any(hit.entry.value == "entity_listing" for hit in document.of("measures")),
        )

    def topic(self, sentence: Sentence) -> str:
        """Return how near the nearest material is: sentence, before, document or nowhere."""
        number = sentence.number
        if self.materials[number]:
            return "sentence"
        if any(self.materials[max(0, number - 2) : number]):
            return "before"
        return "title" if self.in_title else "document" if any(self.materials) else "nowhere"


def features(candidate: Candidate, meaning: Meaning, setting: Setting) -> set[str]:
    """Return the names of what can be said of a figure."""
    group = group_of(candidate)
    return {
        "any",
        group,
        *_told(candidate, meaning, setting),
        *(f"{group}: {name}" for name in _of_class(candidate, meaning)),
    }


def _of_class(candidate: Candidate, meaning: Meaning) -> Iterator[str]:
    yield f"means {meaning.indicator} {_reach(meaning.cue.distance) if meaning.cue else 'default'}"
    for near in candidate.of("indicators"):
        if near.hit.entry.get("use") == "against" and near.distance < _FAR:
            yield f"against {near.hit.entry.get('group')} {_reach(near.distance)}"


def _told(candidate: Candidate, meaning: Meaning, setting: Setting) -> Iterator[str]:
    quantity, sentence = candidate.quantity, candidate.sentence
    yield f"material {setting.topic(sentence)}"
    family = _FAMILIES.get(meaning.indicator, "trade")
    yield f"{family}: material {setting.topic(sentence)}"
    yield f"means {meaning.indicator}"
    for near in candidate.of("indicators"):
        entry = near.hit.entry
        if entry.get("use") == "against":
            yield f"against {entry.get('group')}" + (" near" if near.distance < _NEAR else "")
        elif entry.get("use"):
            yield f"{entry.get('use')} {entry.value}" + (" near" if near.distance < _NEAR else "")
    yield from {f"measure {hit.entry.value}" for hit in sentence.of("measures") if hit.entry.value in _TELLING}
    for name, holds in (
        ("tally", candidate.is_tally),
        ("title", sentence.is_title),
        ("list in document", setting.lists),
        ("range", quantity.value_high is not None),
        ("bound", quantity.bound != "exact"),
        ("comparison", quantity.comparison is not None),
        ("time", any(time.value for time in sentence.times)),
        ("country", bool(candidate.of("jurisdictions"))),
        (
            "small count",
            candidate.unit_class == "count"
            and abs(quantity.value) <= _SMALL
            and meaning.indicator != "entities_listed",
        ),
        ("many figures", candidate.neighbours > _SMALL),
    ):
        if holds:
            yield name


def _reach(distance: float) -> str:
    return "near" if distance < _NEAR else "clause" if distance < _FAR else "far"


@cache
def _weights(language: str) -> dict[str, float]:
    return {name: float(weight) for name, weight in load_table("statistic_weights")[language].items()}


def likelihood(candidate: Candidate, meaning: Meaning, setting: Setting) -> float:
    """Return the probability that a figure is a statistic."""
    weights = _weights(candidate.sentence.language)
    total = sum(weights.get(name, 0.0) for name in features(candidate, meaning, setting))
    return 1 / (1 + exp(-total))
