"""Who does it: the jurisdiction whose authority sets, plans or applies the measure.

Two questions, both answered with learned weights (`weighing`): of the namings in one sentence, which is the issuer,
or none of them ("issuer"); and, for all mentions of an event, which jurisdiction of the article ("decided issuer").
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from math import exp
from typing import cast

from extract.assembling.drafts import Mention
from extract.assembling.surroundings import Actor, actors_in, traits_towards
from extract.assembling.weighing import weigh
from extract.finding.document import Document, Sentence
from extract.records.codes import Measure
from extract.records.event import Issuer

UNKNOWN = "XX"
"""The jurisdiction of an issuer that the article does not tell."""
SURE = 0.5
"""The share of the odds that an issuer must have for its sentence to say it."""
_NAMED_ROLES = ("authority", "government")
_MEMORY = 8
"""Sentences back that an issuer is remembered."""
_LEAD = 3
"""Sentences that count as the article's opening."""


def read_issuer(mention: Mention, document: Document) -> Issuer | None:
    """Return the issuer that the mention's sentence tells, or None when it tells none."""
    shares = issuer_shares(mention, document)
    code = max(shares, key=lambda key: shares[key], default=UNKNOWN)
    if shares.get(code, 0.0) < SURE:
        return None
    return _issuer(code, [mention], document, basis="article")


def decide_issuer(mentions: Sequence[Mention], document: Document) -> Issuer:
    """Return the issuer of an event: what its mentions say, else what the article is about; `XX` when neither tells."""
    scores = {code: weigh("decided issuer", decided_traits(code, mentions, document)) for code in candidates(document)}
    code = max(scores, key=lambda candidate: scores[candidate])
    if code == UNKNOWN:
        return Issuer(jurisdiction=UNKNOWN, basis="not told")
    return _issuer(code, mentions, document, basis="article")


def candidates(document: Document) -> list[str]:
    """Return the jurisdictions that the article names, and `XX`."""
    return [*_profile(document).counts, UNKNOWN]


@lru_cache(maxsize=256)
def issuer_shares(mention: Mention, document: Document) -> Mapping[str, float]:
    """Return for each jurisdiction of the mention's sentence the share of the odds that it is the issuer; the rest is none."""
    odds: dict[str, float] = defaultdict(float)
    total = exp(weigh("issuer", silence_traits(mention)))
    for actor in actors_in(mention.sentence, document):
        odd = exp(weigh("issuer", traits_towards(actor, mention, document)))
        odds[actor.code] += odd
        total += odd
    return {code: odd / total for code, odd in odds.items()}


def silence_traits(mention: Mention) -> list[str]:
    """Return the traits of the answer that the sentence does not tell the issuer."""
    none = f"{mention.sentence.language} none"
    return [none, f"{none} measure={mention.measure}", f"{none} title={mention.sentence.is_title}"]


class _Profile:
    """Which jurisdictions an article names: how often, by authorities, and as issuers of the measures that it tells."""

    def __init__(self, document: Document) -> None:
        self.counts: Counter[str] = Counter()
        self.authorities: Counter[str] = Counter()
        self.told: dict[str, float] = defaultdict(float)
        self.by_sentence: dict[int, set[str]] = {}
        self.likeliest: dict[int, str] = {}
        for sentence in document.sentences:
            actors = actors_in(sentence, document)
            self.by_sentence[sentence.number] = {actor.code for actor in actors}
            if actors:
                self._count(sentence, actors, document)
        self.total = sum(self.told.values()) or 1.0
        self.most_told = max(self.told, key=lambda code: self.told[code], default=None)

    def _count(self, sentence: Sentence, actors: Sequence[Actor], document: Document) -> None:
        self.counts.update(actor.code for actor in actors)
        self.authorities.update(actor.code for actor in actors if actor.role in _NAMED_ROLES)
        cues = sentence.of("measures")
        if cues:
            cue = max(cues, key=lambda hit: hit.end - hit.start)
            shares = issuer_shares(
                Mention(sentence, cue.start, cue.end, cast("Measure", cue.entry.value), cue.entry), document
            )
            for code, share in shares.items():
                self.told[code] += share
                if share >= SURE:
                    self.likeliest[sentence.number] = code

    def last_told(self, number: int) -> str | None:
        """Return the issuer that the nearest sentence up to `number` tells."""
        return next(
            (
                self.likeliest[other]
                for other in range(number, max(-1, number - _MEMORY), -1)
                if other in self.likeliest
            ),
            None,
        )


@lru_cache(maxsize=2)
def _profile(document: Document) -> _Profile:
    return _Profile(document)


def decided_traits(code: str, mentions: Sequence[Mention], document: Document) -> list[str]:
    """Return the traits of the answer that `code` is the issuer of the event that `mentions` tell."""
    language = mentions[0].sentence.language
    if code == UNKNOWN:
        return [f"{language} unknown", f"{language} unknown measure={mentions[0].measure}"]
    profile = _profile(document)
    shares = [issuer_shares(mention, document).get(code, 0.0) for mention in mentions]
    number = mentions[0].sentence.number
    traits = [
        f"code={code}",
        f"best={_step(max(shares))}",
        f"mean={_step(sum(shares) / len(shares))}",
        f"share={_step(profile.counts[code] / profile.counts.total())}",
        f"authorities={_step(profile.authorities[code] / (profile.authorities.total() or 1))}",
        f"told={_step(profile.told.get(code, 0.0) / profile.total)}",
        f"most told={code == profile.most_told}",
        f"last told={profile.last_told(number) == code}",
        f"title={any(code in profile.by_sentence[sentence.number] for sentence in document.sentences[:1])}",
        f"opening={any(code in profile.by_sentence[sentence.number] for sentence in document.sentences[1:_LEAD])}",
        f"near={code in profile.by_sentence.get(number - 1, ())}",
        *{f"code={code} cue={mention.cue.forms[0]}" for mention in mentions},
    ]
    return [f"{language} {trait}" for trait in traits]


def _step(share: float) -> int:
    return sum(share >= limit for limit in (0.02, 0.1, 0.3, 0.5, 0.7, 0.9))


def _issuer(code: str, mentions: Sequence[Mention], document: Document, *, basis: str) -> Issuer:
    found = _best_naming(code, mentions, document)
    if found is None:
        return Issuer(jurisdiction=code, basis=basis)
    name = document.words(found.start, found.end) if found.role in _NAMED_ROLES else None
    authority = found.entry.value if found.entry and found.role == "authority" else None
    return Issuer(jurisdiction=code, name=name, authority_id=authority, evidence=document.span(found.start, found.end))


def _best_naming(code: str, mentions: Sequence[Mention], document: Document) -> Actor | None:
    """Return the likeliest naming of `code` in the mentions' sentences, an authority before a country."""
    namings = [
        (weigh("issuer", traits_towards(actor, mention, document)), actor)
        for mention in mentions
        for actor in actors_in(mention.sentence, document)
        if actor.code == code
    ]
    return max(namings, key=lambda item: item[0])[1] if namings else None
