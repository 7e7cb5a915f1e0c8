"""Whom among a country's buyers a measure is for: its civil or its military users, where words beside its name say so."""

import re
from collections.abc import Iterator, Sequence
from typing import cast

from extract.assembling.actors import Actor, actors_in
from extract.assembling.drafts import Draft
from extract.finding.document import Document, Sentence
from extract.knowledge import Hit
from extract.records.codes import TargetClass

_CLASSES = frozenset({"civil", "military"})
_BEFORE = {"en": re.compile(r"(?:'s|’s)?\s"), "zh": re.compile(r"的?")}
"""What stands between a country and its users: "Norway's civil users", 挪威民用用户."""
_AFTER = re.compile(r"\s(?:in|of|from|across)\s(?:the\s)?")
"""What stands between users and their country: "civil users in Norway"."""

Users = tuple[int, int, TargetClass]
"""A naming of users: where it stands, with the country's name, and their class."""


def users_of(code: str, draft: Draft, document: Document) -> list[Users]:
    """Return the namings of civil and military users of a jurisdiction in the event's sentences, the first of each class."""
    found: dict[TargetClass, Users] = {}
    for sentence in draft.sentences:
        for actor in actors_in(sentence, document):
            if actor.code == code:
                for users in _beside(actor, sentence, document):
                    found.setdefault(users[2], users)
    return sorted(found.values())


def civil_users(draft: Draft) -> list[Users]:
    """Return the first civil users that the event's sentences name, of whatever country."""
    hits = (hit for sentence in draft.sentences for hit in sentence.of("targets") if hit.entry.value == "civil")
    return [(hit.start, hit.end, "civil") for hit in list(hits)[:1]]


def users_at(actor: Actor, sentences: Sequence[Sentence], document: Document) -> Users | None:
    """Return the civil or military users that the naming itself tells of, None where it tells of no such class."""
    sentence = next((one for one in sentences if one.start <= actor.start < one.end), None)
    return next(_beside(actor, sentence, document), None) if sentence else None


def _beside(actor: Actor, sentence: Sentence, document: Document) -> Iterator[Users]:
    for hit in sentence.of("targets"):
        if hit.entry.value in _CLASSES and _are_users_of(hit, actor, sentence.language, document):
            yield min(actor.start, hit.start), max(actor.end, hit.end), cast("TargetClass", hit.entry.value)


def _are_users_of(hit: Hit, actor: Actor, language: str, document: Document) -> bool:
    if actor.end <= hit.start:
        return _BEFORE[language].fullmatch(document.words(actor.end, hit.start)) is not None
    return language == "en" and _AFTER.fullmatch(document.words(hit.end, actor.start)) is not None
