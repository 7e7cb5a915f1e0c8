"""Which jurisdictions an article is about: how often it names them, and how often as issuers of the measures it tells."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from math import exp
from typing import cast

from extract.assembling.actors import OFFICIAL_ROLES, Actor, actors_in
from extract.assembling.drafts import Mention
from extract.assembling.surroundings import standing_of, weigh_standing
from extract.assembling.weighing import weigh
from extract.finding.document import Document, Sentence, once
from extract.records.codes import Measure

SURE = 0.5
"""The share of the odds that an issuer must have for its sentence to say it."""
_MEMORY = 8
"""Sentences back that an issuer is remembered."""
_LEAD = 3
"""Sentences that count as the article's opening."""
_MANY = 6
"""The jurisdictions named most often that may be meant where nothing near says who."""


def issuer_shares(mention: Mention, document: Document) -> Mapping[str, float]:
    """Return for each jurisdiction of the mention's sentence its share of the odds to be the issuer; the rest is none."""
    return _shares(mention.sentence, mention.start, mention.end, mention.measure, document)


@once
def _shares(sentence: Sentence, start: int, end: int, measure: Measure, document: Document) -> Mapping[str, float]:
    actors = actors_in(sentence, document)
    if not actors:
        return {}
    odds: dict[str, float] = defaultdict(float)
    for actor in actors:
        odds[actor.code] += exp(weigh_standing("issuer", standing_of(actor, (start, end), sentence, document)))
    total = exp(weigh("issuer", silence_traits(sentence, measure))) + sum(odds.values())
    return {code: odd / total for code, odd in odds.items()}


def silence_traits(sentence: Sentence, measure: Measure) -> list[str]:
    """Return the traits of the answer that the sentence does not tell the issuer."""
    none = f"{sentence.language} none"
    return [none, f"{none} measure={measure}", f"{none} title={sentence.is_title}"]


class Protagonists:
    """The jurisdictions of one article.

    `first` is where each is first named, by an authority if at all; `namings` are all of them; `weights` keeps what traits weigh, once asked for.
    """

    def __init__(self, document: Document) -> None:
        """Read all sentences once."""
        self.counts: Counter[str] = Counter()
        self.officials: Counter[str] = Counter()
        self.told: dict[str, float] = defaultdict(float)
        self.by_sentence: dict[int, frozenset[str]] = {}
        self.likeliest: dict[int, str] = {}
        self.first: dict[str, Actor] = {}
        self.namings: dict[str, list[Actor]] = defaultdict(list)
        self.weights: dict[str, float] = {}
        for sentence in document.sentences:
            actors = actors_in(sentence, document)
            if actors:
                self._count(sentence, actors, document)
        self.total_told = sum(self.told.values()) or 1.0
        self.most_told = max(self.told, key=lambda code: self.told[code], default=None)
        self.opening = _union(self.by_sentence.get(number, frozenset()) for number in range(1, _LEAD))
        self.often = [code for code, _ in self.counts.most_common(_MANY)]

    def _count(self, sentence: Sentence, actors: Iterable[Actor], document: Document) -> None:
        self.by_sentence[sentence.number] = frozenset(actor.code for actor in actors)
        self.counts.update(actor.code for actor in actors)
        self.officials.update(actor.code for actor in actors if actor.role in OFFICIAL_ROLES)
        for actor in actors:
            self.namings[actor.code].append(actor)
            held = self.first.get(actor.code)
            if held is None or (actor.role in OFFICIAL_ROLES and held.role not in OFFICIAL_ROLES):
                self.first[actor.code] = actor
        cues = sentence.of("measures")
        if not cues:
            return
        cue = max(cues, key=lambda hit: hit.end - hit.start)
        for code, share in _shares(sentence, cue.start, cue.end, cast("Measure", cue.entry.value), document).items():
            self.told[code] += share
            if share >= SURE:
                self.likeliest[sentence.number] = code

    def last_told(self, number: int) -> str | None:
        """Return the issuer that the nearest sentence up to `number` tells."""
        numbers = range(number, max(-1, number - _MEMORY), -1)
        return next((self.likeliest[other] for other in numbers if other in self.likeliest), None)

    def traits(self, code: str, language: str) -> list[str]:
        """Return the traits of `code` that hold for the whole article."""
        return [
            f"{language} code={code}",
            f"{language} share={step(self.counts[code] / self.counts.total())}",
            f"{language} officials={step(self.officials[code] / (self.officials.total() or 1))}",
            f"{language} told={step(self.told.get(code, 0.0) / self.total_told)}",
            f"{language} most told={code == self.most_told}",
            f"{language} title={code in self.by_sentence.get(0, ())}",
            f"{language} opening={code in self.opening}",
        ]

    def weigh(self, code: str, language: str) -> float:
        """Return what the article as a whole says for `code` as an issuer."""
        held = self.weights.get(code)
        if held is None:
            held = self.weights[code] = weigh("decided issuer", self.traits(code, language))
        return held


def _union(sets: Iterable[frozenset[str]]) -> frozenset[str]:
    return frozenset().union(*sets)


def step(share: float) -> int:
    """Return the step of a scale of seven on which a share stands."""
    return sum(share >= limit for limit in (0.02, 0.1, 0.3, 0.5, 0.7, 0.9))


@once
def protagonists_of(document: Document) -> Protagonists:
    """Return the jurisdictions that an article is about."""
    return Protagonists(document)
