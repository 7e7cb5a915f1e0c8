"""How a jurisdiction or authority is named in a sentence, and how that stands to a mention: the traits that weights speak of.

A trait is a short string such as `side=before` or `before=to`; `weighing` says what each is worth for which question.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from extract.assembling.drafts import Mention
from extract.finding.document import Document, Sentence
from extract.knowledge import Hit
from extract.language.folding import fold_words

_TOKEN = {"en": re.compile(r"'s\b|[a-z][a-z.]*|[^\sa-z0-9]"), "zh": re.compile(r"[a-z]+|[^\sa-z]")}
_SKIPPED = frozenset({"the", "a", "an", "some", "all", "both", "its", '"'})
_ROOM = {"en": 32, "zh": 6}
"""Code points of either side that are looked at for the neighbouring words."""
_LIST = re.compile(r"[\s,、，/&]*(?:and|or|和|及|以及|与|或)?[\s,、，/&]*(?:the )?", re.IGNORECASE)
"""What stands between the members of a list; all of them share the words before its first and after its last."""
_WIDEST_LINK = 12
_DISTANCES = {"en": (3, 15, 40, 90, 200), "zh": (1, 5, 12, 30, 70)}
_KINDS = frozenset({"jurisdictions", "authorities"})


class Actor(NamedTuple):
    """One naming of a jurisdiction `code`, by its own name or by one of its authorities; traits that no mention changes."""

    start: int
    end: int
    code: str
    role: str
    hit: Hit
    traits: tuple[str, ...]


@lru_cache(maxsize=256)
def actors_in(sentence: Sentence, document: Document) -> tuple[Actor, ...]:
    """Return the namings in a sentence, in order; a place inside an authority's name is none of its own."""
    hits = _named(sentence)
    groups: list[list[Hit]] = []
    for hit in hits:
        if groups and _continues(groups[-1][-1], hit, document):
            groups[-1].append(hit)
        else:
            groups.append([hit])
    return tuple(actor for group in groups for actor in _actors(group, sentence, document))


def _named(sentence: Sentence) -> list[Hit]:
    hits = [hit for hit in sentence.hits if hit.entry.kind in _KINDS and _code(hit)]
    authorities = [hit for hit in hits if hit.entry.kind == "authorities"]
    if not authorities:
        return hits
    return [
        hit
        for hit in hits
        if hit.entry.kind == "authorities"
        or not any(other.start <= hit.start and hit.end <= other.end for other in authorities)
    ]


def _code(hit: Hit) -> str:
    return hit.entry.value if hit.entry.kind == "jurisdictions" else hit.entry.get("jurisdiction") or ""


def _continues(last: Hit, hit: Hit, document: Document) -> bool:
    """Tell whether `hit` stands in one list with `last`, or at the very same place (中美 names two)."""
    if last[:2] == hit[:2]:
        return True
    if not 0 < hit.start - last.end <= _WIDEST_LINK:
        return False
    return _LIST.fullmatch(document.words(last.end, hit.start)) is not None


def _actors(group: list[Hit], sentence: Sentence, document: Document) -> list[Actor]:
    before = _before(group[0].start, sentence, document)
    after = _after(max(hit.end for hit in group), sentence, document)
    shared = (*before, *after, *(("listed",) if len(group) > 1 else ()))
    return [
        Actor(hit.start, hit.end, _code(hit), role, hit, (f"role={role}", *_own(hit, role, document), *shared))
        for hit in group
        for role in ["authority" if hit.entry.kind == "authorities" else hit.entry.get("role") or "name"]
    ]


def _own(hit: Hit, role: str, document: Document) -> tuple[str, ...]:
    if role != "short":
        return ()
    return (f"words={fold_words(document.words(hit.start, hit.end))}",)


def _tokens(start: int, end: int, sentence: Sentence, document: Document) -> list[str]:
    tokens = _TOKEN[sentence.language].findall(
        fold_words(document.words(max(start, sentence.start), min(end, sentence.end)))
    )
    return [token for token in tokens if token not in _SKIPPED]


def _before(start: int, sentence: Sentence, document: Document) -> tuple[str, ...]:
    tokens = _tokens(start - _ROOM[sentence.language], start, sentence, document)[-2:]
    if not tokens:
        return ("before=",)
    return f"before={tokens[-1]}", f"before2={' '.join(tokens)}"


def _after(end: int, sentence: Sentence, document: Document) -> tuple[str, ...]:
    tokens = _tokens(end, end + _ROOM[sentence.language], sentence, document)[:2]
    if not tokens:
        return ("after=",)
    return f"after={tokens[0]}", f"after2={' '.join(tokens)}"


def traits_towards(actor: Actor, mention: Mention, document: Document) -> list[str]:
    """Return what tells how `actor` stands to `mention`: side, distance, clauses and other actors between, its surroundings."""
    language = mention.sentence.language
    side, start, end = _side(actor, mention)
    gap = max(0, end - start)
    distance = sum(gap > limit for limit in _DISTANCES[language])
    between = document.words(start, end) if gap else ""
    commas = min(2, between.count(",") + between.count("，") + between.count(";") + between.count("；"))
    others = min(2, sum(start <= other.start and other.end <= end for other in actors_in(mention.sentence, document)))
    where = f"{language} {side}"
    return [
        f"{where} distance={distance}",
        f"{where} commas={commas}",
        f"{where} others={others}",
        *(f"{where} {trait}" for trait in actor.traits),
        *(f"{language} {trait}" for trait in actor.traits),
    ]


def _side(actor: Actor, mention: Mention) -> tuple[str, int, int]:
    if actor.end <= mention.start:
        return "left", actor.end, mention.start
    if actor.start >= mention.end:
        return "right", mention.end, actor.start
    return "inside", actor.start, actor.start


def traits_alone(actor: Actor, sentence: Sentence) -> list[str]:
    """Return what tells of `actor` in a sentence without a mention, such as the title."""
    return [f"{sentence.language} alone", *(f"{sentence.language} alone {trait}" for trait in actor.traits)]
