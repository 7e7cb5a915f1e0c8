"""Who says so: the sources that an event's sentences name, each with its kind."""

from collections.abc import Iterator
from typing import cast

from extract.assembling.drafts import Draft
from extract.finding.document import Document, Sentence
from extract.knowledge import Hit
from extract.records.codes import SourceKind
from extract.records.event import Attribution


def find_attribution(draft: Draft, document: Document) -> tuple[Attribution, ...]:
    """Return the sources told in the event's sentences, each kind and name once, in the order of the text."""
    found: dict[tuple[SourceKind, str], Attribution] = {}
    for kind, hit in (item for sentence in draft.sentences for item in _sources(sentence)):
        name = document.words(hit.start, hit.end)
        found.setdefault((kind, name), Attribution(name=name, kind=kind, evidence=document.span(hit.start, hit.end)))
    return tuple(found.values())


def _sources(sentence: Sentence) -> Iterator[tuple[SourceKind, Hit]]:
    return ((cast("SourceKind", hit.entry.value), hit) for hit in sentence.of("attribution"))
