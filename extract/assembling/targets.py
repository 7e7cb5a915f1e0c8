"""Whose trade is limited or freed: the countries, firms and users that a measure is aimed at.

For each jurisdiction that an event's sentences or the title name, learned weights say whether it is a target, and whether
as a whole (`all`), as its firms (`company`) or as its armed forces (`military`).
"""

from collections import defaultdict
from collections.abc import Iterator
from math import exp

from extract.assembling.drafts import Draft
from extract.assembling.issuers import UNKNOWN
from extract.assembling.surroundings import Actor, actors_in, firms_in, traits_alone, traits_towards
from extract.assembling.weighing import weigh
from extract.finding.document import Document, Sentence
from extract.records.codes import TargetClass
from extract.records.event import Target

CLASSES: tuple[TargetClass, ...] = ("all", "company", "military")
"""The classes that a jurisdiction's naming may stand for."""
SURE = 0.4
"""The share of the odds that a target must have to be told."""


def find_targets(draft: Draft, document: Document) -> tuple[Target, ...]:
    """Return the targets of an event, in the order of their best naming."""
    found: list[tuple[Actor, TargetClass]] = []
    for namings in target_namings(draft, document).values():
        best = _best(namings, draft)
        if best is not None:
            found.append(best)
    found.sort(key=lambda item: item[0].start)
    return tuple(
        Target(jurisdiction=actor.code, class_=kind, evidence=document.span(actor.start, actor.end))
        for actor, kind in found
    )


def target_namings(draft: Draft, document: Document) -> dict[str, list[tuple[Actor, list[str]]]]:
    """Return the namings that may tell a target, by jurisdiction, each with its traits."""
    namings: dict[str, list[tuple[Actor, list[str]]]] = defaultdict(list)
    for actor, traits in _traits(draft, document):
        namings[actor.code].append((actor, traits))
    return namings


def _traits(draft: Draft, document: Document) -> Iterator[tuple[Actor, list[str]]]:
    for mention in draft.mentions:
        language = mention.sentence.language
        for actor in _named(mention.sentence, document):
            traits = traits_towards(actor, mention, document)
            yield actor, [*traits, f"{language} {actor.role} measure={draft.measure}"]
    told = {mention.sentence.number for mention in draft.mentions}
    for zone, sentence in _around(told, document):
        for actor in _named(sentence, document):
            yield actor, [*traits_alone(actor, sentence, zone), f"{sentence.language} {zone} measure={draft.measure}"]


def _named(sentence: Sentence, document: Document) -> tuple[Actor, ...]:
    return (*actors_in(sentence, document), *firms_in(sentence, document))


def _around(told: set[int], document: Document) -> Iterator[tuple[str, Sentence]]:
    """Yield the title and the sentences before the event's own, where they are not its own too."""
    before = {number - 1 for number in told} - told - {-1}
    for number in sorted(before | ({0} - told)):
        sentence = document.sentences[number]
        yield ("title" if sentence.is_title else "before"), sentence


def silence_traits(code: str, draft: Draft) -> list[str]:
    """Return the traits of the answer that `code` is no target of the event."""
    language = draft.mentions[0].sentence.language
    who = "issuer" if code == draft.issuer.jurisdiction else "unknown" if code == UNKNOWN else "other"
    where = f"{language} {who}"
    return [where, f"{where} measure={draft.measure}", f"{where} action={draft.action}", f"{language} code={code}"]


def _best(namings: list[tuple[Actor, list[str]]], draft: Draft) -> tuple[Actor, TargetClass] | None:
    odds = {
        (number, kind): exp(weigh(f"target {kind}", traits))
        for number, (_, traits) in enumerate(namings)
        for kind in CLASSES
    }
    sums = {kind: sum(odd for (_, own), odd in odds.items() if own == kind) for kind in CLASSES}
    none = exp(weigh("no target", silence_traits(namings[0][0].code, draft)))
    kind = max(CLASSES, key=lambda candidate: sums[candidate])
    told = sum(sums.values())
    if told < SURE * (none + told):
        return None
    number = max(range(len(namings)), key=lambda candidate: odds[candidate, kind])
    return namings[number][0], kind
