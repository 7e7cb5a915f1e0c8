"""The namings of a sentence: jurisdictions, authorities and acts of law; firms and users; sources that may speak.

Each carries its traits: short strings (`role=name`, `before=to`) that say how it is named and what stands beside it.
`weighing` says what a trait is worth for which question.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from extract.assembling.neighbours import neighbours_of
from extract.finding.document import Document, Sentence, once
from extract.knowledge import Entry, Hit
from extract.language.folding import fold_words
from extract.records.codes import UNKNOWN

OFFICIAL_ROLES = ("authority", "government")
"""Roles of namings that are themselves official bodies or persons."""
_LIST = re.compile(r"[\s,、，/&]*(?:and|or|和|及|以及|与|或)?[\s,、，/&]*(?:the )?", re.IGNORECASE)
"""What stands between the members of a list; all of them share the words before its first and after its last."""
_OF = re.compile(r"\s*(?:'s|’s|的)?\s*")
_WIDEST_LINK = 12
_NEXT = {"en": 30, "zh": 10}
"""Code points after a naming in which a class of users is taken to be of that country."""
_CODE_LENGTH = 2


@dataclass(slots=True, eq=False)
class Actor:
    """A naming at `[start, end)`. `code` is the jurisdiction (`XX`: not told), or the kind of a source.

    `role` is that of the jurisdictions' register, or `authority`, `act`, `firm`, `source`. `sums` keeps what its traits
    weigh, by question and side, once asked for.
    """

    start: int
    end: int
    code: str
    role: str
    entry: Entry | None
    traits: tuple[str, ...]
    sums: dict[tuple[str, str], float] = field(default_factory=dict)


@once
def actors_in(sentence: Sentence, document: Document) -> tuple[Actor, ...]:
    """Return who acts or may be acted upon: jurisdictions by name, authority or act, in order.

    A place inside an authority's name is none of its own.
    """
    groups: list[list[Actor]] = []
    for actor in sorted(_named(sentence, document), key=lambda actor: (actor.start, actor.end, actor.code)):
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
            words = (_words(hit, document),) if role == "short" else ()
            yield Actor(hit.start, hit.end, hit.entry.value, role, hit.entry, (f"role={role}", *words))
    for hit in authorities:
        if code := _seat(hit, places, document):
            own = ("role=authority", f"kind={hit.entry.get('kind')}")
            yield Actor(hit.start, hit.end, code, "authority", hit.entry, own)
    for act in acts:
        yield Actor(act.start, act.end, str(act.key).partition(":")[0], "act", None, ("role=act",))


def _seat(authority: Hit, places: Sequence[Hit], document: Document) -> str | None:
    """Return whose authority it is: a common name ("commerce ministry") is that of the country named right before it."""
    if authority.entry.get("ambiguous"):
        for place in reversed(places):
            gap = authority.start - place.end
            if 0 <= gap <= _WIDEST_LINK and _OF.fullmatch(document.words(place.end, authority.start)):
                return place.entry.value
    code = authority.entry.get("jurisdiction")
    return None if code == UNKNOWN else code


def _words(hit: Hit, document: Document) -> str:
    return f"words={fold_words(document.words(hit.start, hit.end))}"


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
    for actor in group:
        actor.traits += shared
        yield actor


def _classes(end: int, sentence: Sentence) -> Iterator[str]:
    """Yield the classes of users told right after a naming: "Chinese military end users"."""
    for hit in sentence.of("targets"):
        if 0 <= hit.start - end <= _NEXT[sentence.language]:
            yield f"then {hit.entry.value}"


@once
def firms_in(sentence: Sentence, document: Document) -> tuple[Actor, ...]:
    """Return the firms and users that a sentence names or describes; `XX` where the words tell no country."""
    return tuple(_firm(hit, sentence, document) for hit in sentence.of("targets"))


def _firm(hit: Hit, sentence: Sentence, document: Document) -> Actor:
    code = hit.entry.get("jurisdiction")
    own = [f"class={hit.entry.value} role={hit.entry.get('role')}"]
    if code is None:
        own.append(_words(hit, document))
    return Actor(hit.start, hit.end, code or UNKNOWN, "firm", hit.entry, (*own, *_neighbours(hit, sentence, document)))


def _neighbours(hit: Hit, sentence: Sentence, document: Document) -> Iterable[str]:
    return neighbours_of(hit.start, hit.end, sentence, document)


@once
def sources_in(sentence: Sentence, document: Document) -> tuple[Actor, ...]:
    """Return the words for sources, and the official bodies that may speak; `code` is the kind of source."""
    found = [
        _source(
            hit, hit.entry.value, (f"role={hit.entry.get('role')}", *_neighbours(hit, sentence, document)), hit.entry
        )
        for hit in sentence.of("attribution")
    ]
    officials = (actor for actor in actors_in(sentence, document) if actor.role in OFFICIAL_ROLES)
    return (*found, *(_source(actor, "official", actor.traits, actor.entry) for actor in officials))


def _source(place: Hit | Actor, kind: str, traits: tuple[str, ...], entry: Entry | None) -> Actor:
    both = (*traits, *(f"{kind} {trait}" for trait in traits))
    return Actor(place.start, place.end, kind, "source", entry, both)
