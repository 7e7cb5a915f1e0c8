"""The three ways of reading an article that a model's card compares, from one pass of the encoder.

`rules`   what the rules say without a reader.
`model`   what the reader says alone: at every question that it is joined at, its word at its face value and none of the rules'. What it is
          not asked stays with the rules: which namings, dates, figures and cues there are to choose from, their values, what each
          sentence says for itself when mentions are compared, instruments, amendments, and bound, partners, period, comparison and
          sources of figures.
`joined`  both, as `Extractor(model=...)` reads, with the weights in the model's `config.json`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal, get_args

from extract.assembling.events import find_events
from extract.assembling.statistics import find_statistics
from extract.errors import UsageError
from extract.evaluating.comparable import Comparable, comparable
from extract.evaluating.places import Places
from extract.evaluating.scoring import Gold, open_gold, read_json
from extract.finding.document import Document, find_mentions
from extract.finding.encoder import LearnedReader
from extract.finding.encoder.sight import Sight
from extract.finding.opinion import Join
from extract.knowledge import load_knowledge
from extract.learning.corpora import FOLDS, fold_of
from extract.reading import read_folder

Way = Literal["rules", "model", "joined"]
WAYS: tuple[Way, ...] = get_args(Way)
FACE_VALUE = Join(rules=0.0, reader=1.0)
"""How the reader's word counts where it is heard alone."""


@dataclass(frozen=True, slots=True)
class Case:
    """An annotated article as the reader saw it; `sight` is None where there is nothing to see, `language` without a script."""

    name: str
    language: str
    document: Document
    sight: Sight | None
    gold: Mapping[str, Any]
    places: Places

    def expected(self) -> Comparable:
        """Return the annotation as the scorer compares it."""
        return comparable(self.gold, self.places)

    def found(self, way: Way) -> Comparable:
        """Return what one way of reading finds, as the scorer compares it."""
        return comparable(told(self._heard(way)), self.places)

    def _heard(self, way: Way) -> Document:
        if self.sight is None or way == "rules":
            return self.document
        joins = self.sight.joins if way == "joined" else dict.fromkeys(self.sight.joins, FACE_VALUE)
        return replace(self.document, opinion=self.sight.joined_by(joins), kept={})


def annotated(corpus: Path, *, fold: int | None = None) -> Gold:
    """Return the annotations of a corpus, or those of one fold of it (see `learning.corpora`). Raises UsageError when there are none."""
    gold = open_gold(corpus / "gold")
    if fold is None:
        return gold
    files = {name: path for name, path in gold.files.items() if fold_of(name) == fold}
    if not files:
        message = f"{corpus} has no article in fold {fold}; give one of 0 to {FOLDS - 1}, or none to take all"
        raise UsageError(message)
    return replace(gold, files=files)


def cases_of(gold: Gold, reader: LearnedReader) -> Iterator[Case]:
    """Yield the annotated articles, each seen once; they are read as `regimeline extract` reads them.

    Raises UsageError when one cannot be read: figures without it would not be those of the scorer.
    """
    knowledge, missing = load_knowledge(), set(gold.files)
    for result in read_folder(gold.articles):
        name, article = Path(result.source).stem, result.article
        if article is not None and name in gold.files:
            document = find_mentions(article, knowledge)
            language = gold.languages.get(name, article.language).partition("-")[0]
            places = Places(article.text)
            yield Case(name, language, document, _seen(document, reader), read_json(gold.files[name]), places)
            missing.discard(name)
    if missing:
        message = (
            f"{gold.articles} holds no article {min(missing)!r} that can be read; mend it, or take its annotation away"
        )
        raise UsageError(message)


def _seen(document: Document, reader: LearnedReader) -> Sight | None:
    return reader.look_at(document) if document.sentences else None


def told(document: Document, *, events: bool = True, statistics: bool = True) -> dict[str, Any]:
    """Return the events and statistics that are found in a document, as the scorer reads a record; none of what is not asked for."""
    found: dict[str, Sequence[Any]] = {
        "events": find_events(document) if events else (),
        "statistics": find_statistics(document) if statistics else (),
    }
    items = {name: [item.model_dump(by_alias=True, mode="json") for item in told] for name, told in found.items()}
    return {"article": {"text": document.article.text}, **items}
