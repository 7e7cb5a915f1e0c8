"""Annotated articles as the network learns from them: spans of the text with what they are, and what may be mistaken for it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from extract.assembling.actors import actors_in, firms_in, sources_in
from extract.assembling.statistics.candidates import find_candidates
from extract.evaluating.locating import Locator
from extract.finding.document import Document
from extract.finding.opinion import Place
from extract.language.folding import fold_script
from extract.learning.corpora import Gold, documents

_SAME = 0.005
"""Relative difference up to which a figure found is the annotated one, as in the scorer."""
_NEAR = 60
"""Code points between a figure and the words annotated for it."""


@dataclass(frozen=True, slots=True)
class Argument:
    """An annotated argument of event number `event`: its place (None where inherited), role, value and labels."""

    place: Place | None
    role: str
    value: str | None
    event: int
    labels: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Naming:
    """A span that the rules find and that may be an argument of one of `roles`, with the value that it stands for."""

    place: Place
    roles: tuple[str, ...]
    value: str | None


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity that the rules find; `statistic` is the annotation that it answers to, None where it is no statistic."""

    place: Place
    statistic: Gold | None


@dataclass(frozen=True, slots=True)
class Example:
    """One article: `text` folded as the reader sees it, `triggers` as (place, measure, event number), the rest by the rules."""

    id: str
    text: str
    sentences: tuple[int, ...]
    events: tuple[Gold, ...]
    triggers: tuple[tuple[Place, str, int], ...]
    arguments: tuple[Argument, ...]
    cues: tuple[Place, ...]
    namings: tuple[Naming, ...]
    figures: tuple[Figure, ...]
    statistics: tuple[Place, ...]


def examples(corpora: Sequence[Path]) -> Iterator[Example]:
    """Yield the articles of the corpora; a quote that the text does not hold is left out."""
    for document, gold in documents(corpora):
        yield example_of(document, gold)


def example_of(document: Document, gold: Gold) -> Example:
    """Return one annotated article as an example."""
    locator = Locator(document.article.text)
    events = tuple(gold["events"])
    told = [(item, _place(item, locator)) for item in gold.get("statistics") or ()]
    return Example(
        id=document.article.id,
        text=fold_script(document.article.text),
        sentences=tuple(sentence.start for sentence in document.sentences),
        events=events,
        triggers=tuple(_triggers(events, locator)),
        arguments=tuple(_arguments(events, locator)),
        cues=tuple((hit.start, hit.end) for hit in document.of("measures")),
        namings=tuple(_namings(document)),
        figures=tuple(_figures(document, told)),
        statistics=tuple(place for _, place in told if place is not None),
    )


def _place(item: Gold, locator: Locator) -> Place | None:
    span = locator.find(item.get("quote"), item.get("near"))
    return (span.start, span.end) if span is not None else None


def _triggers(events: Sequence[Gold], locator: Locator) -> Iterator[tuple[Place, str, int]]:
    for number, event in enumerate(events):
        for trigger in event["triggers"]:
            place = _place(trigger, locator)
            if place is not None:
                yield place, str(event["measure"]), number


def _arguments(events: Sequence[Gold], locator: Locator) -> Iterator[Argument]:
    for number, event in enumerate(events):
        issuer = event["issuer"]
        yield Argument(_place(issuer, locator), "issuer", issuer["jurisdiction"], number)
        for item in event.get("targets") or ():
            whole = item.get("jurisdiction")
            yield Argument(_place(item, locator), "target", whole, number, {"target_class": item["class"]})
        for item in event.get("materials") or ():
            yield Argument(_place(item, locator), "material", item["id"], number)
        for item in event.get("conditions") or ():
            labels = {"condition_type": item["type"], "effect": item["effect"]}
            yield Argument(_place(item, locator), "condition", None, number, labels)
        for item in event.get("dates") or ():
            yield Argument(_place(item, locator), item["role"], None, number)
        for item in event.get("attribution") or ():
            yield Argument(_place(item, locator), "attribution", None, number, {"source": item["kind"]})


def _namings(document: Document) -> Iterator[Naming]:
    for sentence in document.sentences:
        for actor in actors_in(sentence, document):
            yield Naming((actor.start, actor.end), ("issuer", "target"), actor.code)
        for firm in firms_in(sentence, document):
            yield Naming((firm.start, firm.end), ("target",), None)
        for source in sources_in(sentence, document):
            yield Naming((source.start, source.end), ("attribution",), None)
        for time in sentence.times:
            yield Naming((time.evidence.start, time.evidence.end), ("announced", "effective", "expires"), time.value)
        for hit in sentence.of("conditions"):
            yield Naming((hit.start, hit.end), ("condition",), None)
        for hit in sentence.of("materials"):
            yield Naming((hit.start, hit.end), ("material",), hit.entry.value)


def _figures(document: Document, told: Sequence[tuple[Gold, Place | None]]) -> Iterator[Figure]:
    for candidate in find_candidates(document):
        quantity, place = candidate.quantity, (candidate.start, candidate.end)
        near = [
            (abs(where[0] - place[0]), number)
            for number, (item, where) in enumerate(told)
            if where is not None
            and where[0] < place[1] + _NEAR
            and place[0] < where[1] + _NEAR
            and _is_same(item["value"], (quantity.value, quantity.value_high))
        ]
        yield Figure(place, told[min(near)[1]][0] if near else None)


def _is_same(wanted: Any, found: Sequence[float | None]) -> bool:
    """Tell whether a figure is the annotated one, whichever way its sign was read."""
    if wanted is None:
        return False
    room = _SAME * max(abs(wanted), 1e-9)
    return any(value is not None and abs(abs(wanted) - abs(value)) <= room for value in found)
