"""One article with everything that was found in it, sentence by sentence: what `assembling` reads."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, NamedTuple, TypeVar, TypeVarTuple

from extract.finding.instruments import InstrumentMention, find_instruments
from extract.finding.opinion import Opinion
from extract.finding.quantities import find_quantities
from extract.finding.times import find_times
from extract.knowledge import Hit, Knowledge
from extract.knowledge.loading import LANGUAGES
from extract.language.sentences import cut_long, split_sentences
from extract.records import Article, Quantity, Span, Time

SUPPORTED = LANGUAGES
"""Languages that are read; `zh` is both scripts."""

_LONGEST = {"en": 1500, "zh": 500}
"""Code points of a sentence; prose stays far below, and what is longer is a table or a text without full stops."""


@dataclass(frozen=True, slots=True, eq=False)
class Sentence:
    """A sentence `[start, end)` in language `en` or `zh` with its mentions, each kind in order of appearance."""

    number: int
    start: int
    end: int
    language: str
    is_title: bool
    hits: tuple[Hit, ...]
    times: tuple[Time, ...]
    quantities: tuple[Quantity, ...]
    instruments: tuple[InstrumentMention, ...]
    _by_kind: Mapping[str, list[Hit]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Shelve the hits by kind: most readers ask for one kind, time and again."""
        by_kind: dict[str, list[Hit]] = {}
        for hit in self.hits:
            by_kind.setdefault(hit.entry.kind, []).append(hit)
        object.__setattr__(self, "_by_kind", by_kind)

    def of(self, kind: str) -> Sequence[Hit]:
        """Return the lexicon hits of one kind, in order."""
        return self._by_kind.get(kind, ())


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """An article, its sentences in the supported languages in order, and the knowledge used.

    `opinion` is what a learned reader says of it, None where the rules read alone. `kept` holds what `once` readers have read of it, so that it goes when the document goes.
    """

    article: Article
    knowledge: Knowledge
    sentences: tuple[Sentence, ...]
    opinion: Opinion | None = None
    kept: dict[tuple[Any, ...], Any] = field(default_factory=dict, repr=False)

    def words(self, start: int, end: int) -> str:
        """Return the text at `[start, end)`."""
        return self.article.text[start:end]

    def span(self, start: int, end: int) -> Span:
        """Return the evidence at `[start, end)`."""
        return Span.of(self.article.text, start, end)

    def of(self, kind: str) -> Iterator[Hit]:
        """Yield the lexicon hits of one kind, in order."""
        return (hit for sentence in self.sentences for hit in sentence.of(kind))


_Parts = TypeVarTuple("_Parts")
_Read = TypeVar("_Read")


def once(reader: Callable[[*_Parts, Document], _Read]) -> Callable[[*_Parts, Document], _Read]:
    """Let a reader of a document, or of hashable parts of it, read each only once while the document lives.

    The document is the last argument. What was read goes with the document, unlike with a cache of the module's own.
    """

    @wraps(reader)
    def read(*arguments: *tuple[*_Parts, Document]) -> _Read:
        *parts, document = arguments
        key = (reader, *parts)
        try:
            found: _Read = document.kept[key]
        except KeyError:
            found = document.kept[key] = reader(*arguments)
        return found

    return read


class _Stretch(NamedTuple):
    """A run of text in one supported language; the last item tells whether it is the title."""

    start: int
    end: int
    language: str
    is_title: bool


def find_mentions(article: Article, knowledge: Knowledge) -> Document:
    """Find names, cues, times, quantities and instruments in the article's title and body, in the supported languages."""
    stretches = _readable(article)
    bounds = [
        _Stretch(start, end, stretch.language, stretch.is_title)
        for stretch in stretches
        for sentence in split_sentences(article.text, stretch.start, stretch.end, language=stretch.language)
        for start, end in cut_long(article.text, *sentence, longest=_LONGEST[stretch.language])
    ]
    times: list[Time] = []
    quantities: list[Quantity] = []
    instruments: list[InstrumentMention] = []
    for stretch in _join(stretches):
        text = article.text[stretch.start : stretch.end]
        found = find_instruments(text, language=stretch.language)
        mask = [(item.start, item.end) for item in found]
        instruments += [item._replace(start=item.start + stretch.start, end=item.end + stretch.start) for item in found]
        times += _moved(find_times(text, language=stretch.language, anchor=article.published, mask=mask), stretch.start)
        quantities += _moved(find_quantities(text, language=stretch.language, mask=mask), stretch.start)
    hits = _shelve(bounds, knowledge.lexicon.scan(article.text), lambda hit: hit.start)
    times_at = _shelve(bounds, times, lambda time: time.evidence.start)
    quantities_at = _shelve(bounds, quantities, lambda quantity: quantity.evidence.start)
    instruments_at = _shelve(bounds, instruments, lambda item: item.start)
    sentences = tuple(
        Sentence(n, *bound, hits[n], times_at[n], quantities_at[n], instruments_at[n]) for n, bound in enumerate(bounds)
    )
    return Document(article, knowledge, sentences)


def _readable(article: Article) -> list[_Stretch]:
    return [
        _Stretch(segment.start, segment.end, language, segment.kind == "title")
        for segment in article.segments
        if segment.kind != "boilerplate" and (language := segment.language.partition("-")[0]) in SUPPORTED
    ]


def _join(stretches: Iterable[_Stretch]) -> list[_Stretch]:
    """Join neighbours of one language, so that the grammars see a title and its body at once."""
    joined: list[_Stretch] = []
    for stretch in stretches:
        if joined and joined[-1].language == stretch.language and stretch.start - joined[-1].end <= 1:
            joined[-1] = joined[-1]._replace(end=stretch.end)
        else:
            joined.append(stretch)
    return joined


_Item = TypeVar("_Item")
_Grounded = TypeVar("_Grounded", Time, Quantity)


def _moved(items: list[_Grounded], by: int) -> list[_Grounded]:
    if not by:
        return items
    return [
        item.model_copy(update={"evidence": Span(start=span.start + by, end=span.end + by, quote=span.quote)})
        for item in items
        for span in [item.evidence]
    ]


def _shelve(
    bounds: Sequence[_Stretch], items: Iterable[_Item], start_of: Callable[[_Item], int]
) -> list[tuple[_Item, ...]]:
    """Return the items of each sentence; those that begin in no sentence (boilerplate, other languages) are left out."""
    starts = [bound.start for bound in bounds]
    shelves: list[list[_Item]] = [[] for _ in bounds]
    for item in items:
        number = bisect_right(starts, start_of(item)) - 1
        if number >= 0 and start_of(item) < bounds[number].end:
            shelves[number].append(item)
    return [tuple(shelf) for shelf in shelves]
