"""Which goods, technology or software a measure is about.

Every material that the event's sentences, the title or the sentences around name is weighed ("material"): how near it
stands to the measure's words, what stands beside it, whether a more exact one is named too, and how much of the article
is about it.
"""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from extract.assembling.drafts import Draft, Mention
from extract.assembling.exclusions import materials_in
from extract.assembling.joining import argument_votes, join_odds
from extract.assembling.neighbours import neighbours_of
from extract.assembling.surroundings import DISTANCES
from extract.assembling.weighing import weigh
from extract.finding.document import Document, Sentence, once
from extract.knowledge import Hit
from extract.records.event import MaterialMention

LEAST = 0.0
"""The logarithm of the odds that a material must have to be told."""
_SHARES = (0.05, 0.15, 0.3, 0.5, 0.8)
_MOST = 3
"""Sentences beyond which their number says no more."""


class Place(NamedTuple):
    """Where a material is named: in a mention's sentence (`left`, `right`, `inside`) at so many steps, or around it."""

    zone: str
    steps: int
    hit: Hit
    sentence: Sentence


def find_materials(draft: Draft, document: Document) -> tuple[MaterialMention, ...]:
    """Return the materials of an event, in the order of the text."""
    told = sorted((start, end, name) for name, (start, end), odds in _odds(draft, document) if odds > LEAST)
    return tuple(MaterialMention(id=name, evidence=document.span(start, end)) for start, end, name in told)


def _odds(draft: Draft, document: Document) -> Iterator[tuple[str, tuple[int, int], float]]:
    """Yield each material, the likeliest words for it, and the log odds that the event is about it."""
    weighed = [(place, weigh("material", traits)) for place, traits in material_places(draft, document)]
    named = _topics(document).named
    votes = argument_votes(
        "material",
        draft.mentions,
        {place.hit.entry.value: named[place.hit.entry.value] for place, _ in weighed},
        document,
    )
    for place, rules in weighed:
        name = place.hit.entry.value
        vote = votes.get(name)
        nearest = place.hit.start, place.hit.end
        where = (vote.place if vote else None) or nearest
        yield name, where, join_odds("material", rules, vote.odds if vote else None, document)


def material_places(draft: Draft, document: Document) -> list[tuple[Place, list[str]]]:
    """Return the materials that the event may be about, each at its nearest place, with their traits."""
    inside = sorted(_inside(draft.mentions, document), key=lambda place: place.steps)
    nearest: dict[str, Place] = {}
    direct = {place.hit.entry.value for place in inside}
    for place in (*inside, *_around(draft, document, told=bool(direct))):
        nearest.setdefault(place.hit.entry.value, place)
    return [(place, list(_traits(place, draft, document, direct))) for place in nearest.values()]


def _inside(mentions: Iterable[Mention], document: Document) -> Iterator[Place]:
    for mention in mentions:
        limits = DISTANCES[mention.sentence.language]
        for hit in materials_in(mention.sentence, document):
            if hit.end <= mention.start:
                yield Place("left", bisect_left(limits, mention.start - hit.end), hit, mention.sentence)
            elif hit.start >= mention.end:
                yield Place("right", bisect_left(limits, hit.start - mention.end), hit, mention.sentence)
            else:
                yield Place("inside", 0, hit, mention.sentence)


def _around(draft: Draft, document: Document, *, told: bool) -> Iterator[Place]:
    """Yield the materials of the title, of the sentences beside the event's own, and the article's most frequent one.

    Where the event's own sentences name goods (`told`), those of another measure's sentences are not its own; and what
    stays is what is named, since the rest of such an article is of what does not stay.
    """
    if told and draft.action == "maintain":
        return
    numbers = {mention.sentence.number for mention in draft.mentions}
    title = document.sentences[0]
    if title.is_title and not (told and _is_of_another(title, draft)):
        yield from (Place("title", 0, hit, title) for hit in materials_in(title, document))
    for number in sorted({number + step for number in numbers for step in (-1, 1)} - numbers):
        sentence = document.sentences[number] if 0 <= number < len(document.sentences) else None
        if sentence is not None and not (told and _is_of_another(sentence, draft)):
            yield from (Place("around", 0, hit, sentence) for hit in materials_in(sentence, document))
    topic = _topics(document).first
    if topic:
        yield topic


def _is_of_another(sentence: Sentence, draft: Draft) -> bool:
    """Tell whether a sentence that is none of the event's tells of a measure of its own, whose goods it names."""
    own = any(one is sentence for one in draft.sentences)
    return not own and any(hit.entry.get("strength") != "weak" for hit in sentence.of("measures"))


class Topics(NamedTuple):
    """How often and where (`named`) an article names each material, and the first place of the one that it names most."""

    counts: Counter[str]
    total: int
    first: Place | None
    named: Mapping[str, list[tuple[int, int]]]


@once
def _topics(document: Document) -> Topics:
    counts: Counter[str] = Counter()
    places: dict[str, Place] = {}
    named: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for sentence in document.sentences:
        for hit in sentence.of("materials"):
            counts[hit.entry.value] += 1
            named[hit.entry.value].append((hit.start, hit.end))
            places.setdefault(hit.entry.value, Place("topic", 0, hit, sentence))
    return Topics(counts, counts.total(), places[counts.most_common(1)[0][0]] if counts else None, named)


def _traits(place: Place, draft: Draft, document: Document, direct: Collection[str]) -> Iterator[str]:
    name = place.hit.entry.value
    language = place.sentence.language
    where = f"{language} {place.zone}"
    topics = _topics(document)
    groups = document.knowledge.material_groups
    yield language
    yield f"{where} {place.steps}"
    yield f"{where} measure={draft.measure}"
    yield f"{where} alone={not any(other != name for other in direct)}"
    yield f"{where} told={bool(direct)}"
    yield f"{where} share={bisect_right(_SHARES, topics.counts[name] / topics.total)}"
    yield f"{where} id={name}"
    yield f"{language} listed={not name.startswith('other:')}"
    yield f"{language} named in={_named_in(name, draft)}"
    if any(name in groups.get(other, ()) for other in direct):
        yield f"{language} more exact beside"
    if any(group in direct for group in groups.get(name, ())):
        yield f"{language} group beside"
    for trait in neighbours_of(place.hit.start, place.hit.end, place.sentence, document):
        yield f"{where} {trait}"
        yield f"{language} {trait}"


def _named_in(name: str, draft: Draft) -> str:
    sentences = draft.sentences
    told = sum(any(hit.entry.value == name for hit in one.of("materials")) for one in sentences)
    return f"{min(_MOST, told)} of {min(_MOST, len(sentences))}"
