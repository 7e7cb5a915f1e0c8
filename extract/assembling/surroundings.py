"""How a jurisdiction or authority is named in a sentence, and how that stands to a mention: the traits that weights speak of.

A trait is a short string such as `side=before` or `before=to`; `weighing` says what each is worth for which question.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from extract.assembling.drafts import Mention
from extract.finding.document import Document, Sentence
from extract.knowledge import Entry, Hit
from extract.language.folding import fold_words

_TOKEN = {"en": re.compile(r"'s\b|[a-z][a-z.]*|[^\sa-z0-9]"), "zh": re.compile(r"[a-z]+|[^\sa-z]")}
_SKIPPED = frozenset({"the", "a", "an", "some", "all", "both", "its", '"'})
_NEXT = {"en": 30, "zh": 10}
"""Code points after a naming in which a class of users is taken to be of that country."""
_ROOM = {"en": 32, "zh": 6}
"""Code points of either side that are looked at for the neighbouring words."""
_LIST = re.compile(r"[\s,、，/&]*(?:and|or|和|及|以及|与|或)?[\s,、，/&]*(?:the )?", re.IGNORECASE)
"""What stands between the members of a list; all of them share the words before its first and after its last."""
_OF = re.compile(r"\s*(?:'s|’s|的)?\s*")
_WIDEST_LINK = 12
_CODE_LENGTH = 2
_DISTANCES = {"en": (3, 15, 40, 90, 200), "zh": (1, 5, 12, 30, 70)}


class Actor(NamedTuple):
    """One naming of a jurisdiction `code`: by its own name, an authority or an act of its law; traits that no mention changes."""

    start: int
    end: int
    code: str
    role: str
    entry: Entry | None
    traits: tuple[str, ...]


@lru_cache(maxsize=256)
def actors_in(sentence: Sentence, document: Document) -> tuple[Actor, ...]:
    """Return the namings in a sentence, in order; a place inside an authority's name is none of its own."""
    groups: list[list[Actor]] = []
    named = sorted(_named(sentence, document), key=lambda actor: (actor.start, actor.end, actor.code))
    for actor in named:
        if groups and _continues(groups[-1][-1], actor, document):
            groups[-1].append(actor)
        else:
            groups.append([actor])
    return tuple(actor for group in groups for actor in _placed(group, sentence, document))


def _named(sentence: Sentence, document: Document) -> Iterator[Actor]:
    places = sentence.of("jurisdictions")
    authorities = sentence.of("authorities")
    acts = [act for act in sentence.instruments if act.key and len(act.key.partition(":")[0]) == _CODE_LENGTH]
    covers = [(hit.start, hit.end) for hit in authorities] + [(act.start, act.end) for act in acts]
    for hit in places:
        if not any(start <= hit.start and hit.end <= end for start, end in covers):
            role = hit.entry.get("role") or "name"
            own = (f"words={fold_words(document.words(hit.start, hit.end))}",) if role == "short" else ()
            yield Actor(hit.start, hit.end, hit.entry.value, role, hit.entry, (f"role={role}", *own))
    for hit in authorities:
        if code := _seat(hit, places, document):
            yield Actor(
                hit.start, hit.end, code, "authority", hit.entry, ("role=authority", f"kind={hit.entry.get('kind')}")
            )
    for act in acts:
        yield Actor(act.start, act.end, str(act.key).partition(":")[0], "act", None, ("role=act",))


@lru_cache(maxsize=256)
def firms_in(sentence: Sentence, document: Document) -> tuple[Actor, ...]:
    """Return the firms and users that a sentence names or describes; `XX` where the words tell no country."""
    return tuple(
        Actor(
            hit.start,
            hit.end,
            hit.entry.get("jurisdiction") or "XX",
            "firm",
            hit.entry,
            (
                f"class={hit.entry.value} role={hit.entry.get('role')}",
                *neighbours_of(hit.start, hit.end, sentence, document),
                *(
                    ()
                    if hit.entry.get("jurisdiction")
                    else (f"words={fold_words(document.words(hit.start, hit.end))}",)
                ),
            ),
        )
        for hit in sentence.of("targets")
    )


def _seat(authority: Hit, places: list[Hit], document: Document) -> str | None:
    """Return whose authority it is: a common name ("commerce ministry") is that of the country named right before it."""
    if authority.entry.get("ambiguous"):
        for place in reversed(places):
            if 0 <= authority.start - place.end <= _WIDEST_LINK and _OF.fullmatch(
                document.words(place.end, authority.start)
            ):
                return place.entry.value
    code = authority.entry.get("jurisdiction")
    return None if code == "XX" else code


def _continues(last: Actor, actor: Actor, document: Document) -> bool:
    """Tell whether `actor` stands in one list with `last`, or at the very same place (中美 names two)."""
    if (last.start, last.end) == (actor.start, actor.end):
        return True
    if not 0 < actor.start - last.end <= _WIDEST_LINK:
        return False
    return _LIST.fullmatch(document.words(last.end, actor.start)) is not None


def _placed(group: list[Actor], sentence: Sentence, document: Document) -> Iterator[Actor]:
    """Yield the members of a list with the traits of its surroundings, which they share."""
    end = max(actor.end for actor in group)
    neighbours = neighbours_of(group[0].start, end, sentence, document)
    shared = (*neighbours, *_classes(end, sentence), *(("listed",) if len(group) > 1 else ()))
    return (actor._replace(traits=(*actor.traits, *shared)) for actor in group)


def _classes(end: int, sentence: Sentence) -> Iterator[str]:
    """Yield the classes of users told right after a naming: "Chinese military end users"."""
    for hit in sentence.hits:
        if hit.entry.kind == "targets" and 0 <= hit.start - end <= _NEXT[sentence.language]:
            yield f"then {hit.entry.value}"


def _tokens(start: int, end: int, sentence: Sentence, document: Document) -> list[str]:
    tokens = _TOKEN[sentence.language].findall(
        fold_words(document.words(max(start, sentence.start), min(end, sentence.end)))
    )
    return [token for token in tokens if token not in _SKIPPED]


def neighbours_of(start: int, end: int, sentence: Sentence, document: Document) -> tuple[str, ...]:
    """Return the traits of the one and two words before `start` and after `end` in the sentence."""
    return *_before(start, sentence, document), *_after(end, sentence, document)


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


def traits_alone(actor: Actor, sentence: Sentence, zone: str) -> list[str]:
    """Return what tells of `actor` in a sentence without a mention, which is the `zone` title or before."""
    where = f"{sentence.language} {zone}"
    return [where, *(f"{where} {trait}" for trait in actor.traits)]
