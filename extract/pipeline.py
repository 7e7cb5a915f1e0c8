"""The whole way of one article, on one page: article in, record out.

read → route languages → find mentions → resolve values → assemble events → validate. Merging and the timeline take
records from there (`extract.timeline`).
"""

from dataclasses import replace
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

from extract.assembling.events import find_events
from extract.assembling.statistics import find_statistics
from extract.errors import UsageError
from extract.finding.document import SUPPORTED, Document, find_mentions
from extract.knowledge import Knowledge, load_knowledge
from extract.reading import article_from_text
from extract.records import Article, ArticleRecord, MaterialMention, Problem, Provenance, Time
from extract.records.article import Segment

if TYPE_CHECKING:
    from extract.finding.encoder import LearnedReader

SHIPPED_MODEL = "bilingual-small"
"""The model that reads beside the rules unless another is asked for."""
_SHORTEST_REPORTED = 40
"""Code points of an unsupported language that are worth a problem; less is a name or a quotation."""


def tool_version() -> str:
    """Return the version of the installed distribution."""
    try:
        return version("regimeline")
    except PackageNotFoundError:
        return "0+unknown"


class Extractor:
    """Turns articles into validated records. Build once, use for many articles; none leaves anything to the next.

    `model` is a model folder that training wrote, or "none" (rules alone: faster); by default the shipped one. `knowledge` is a folder of
    the user's own entries, added to those of the package. `threads` is how many the model runs on, 0 one a core. Raises KnowledgeError or ModelError when such a folder is not valid.
    """

    def __init__(
        self, *, model: Path | str | None = None, knowledge: Path | str | None = None, threads: int = 0
    ) -> None:
        """Load the knowledge and the model."""
        self.knowledge: Knowledge = load_knowledge(Path(knowledge) if knowledge is not None else None)
        self._reader = None if str(model) == "none" else _load_reader(model or SHIPPED_MODEL, threads)
        name = "none" if self._reader is None else self._reader.folder.name
        self.provenance = Provenance(tool_version=tool_version(), model=name, knowledge_sha256=self.knowledge.sha256)

    def extract(
        self,
        text: str,
        *,
        id: str = "text",
        title: str | None = None,
        published: str | None = None,
    ) -> ArticleRecord:
        """Read a text and return its record; any text will do, also an empty one.

        `published` is the article's own date, EDTF (`2025`, `2025-10`, `2025-10-09`) or written out, which relative dates
        are resolved with; without it they keep their words and no value. Spans of the record are code points of `text`.
        Raises UsageError when `published` cannot be read as a date.
        """
        article = article_from_text(text, id=id, title=title, published=published)
        if published and article.published_basis != "given":
            message = f"published={published!r} is no date that can be read for sure; write it as YYYY-MM-DD"
            raise UsageError(message)
        return self.extract_article(article)

    def extract_article(self, article: Article) -> ArticleRecord:
        """Return the record of an article that was read before."""
        return self.record_of(self.perceive(article))

    def perceive(self, article: Article) -> Document:
        """Return an article with all that is seen in it, from which `record_of` assembles its record."""
        document = find_mentions(article, self.knowledge)
        if self._reader is None or not document.sentences:
            return document
        return replace(document, opinion=self._reader.look_at(document), kept={})

    def record_of(self, document: Document) -> ArticleRecord:
        """Return the record of an article that was perceived by this extractor."""
        article = document.article
        times = _times(document)
        return ArticleRecord(
            article=article,
            events=find_events(document),
            statistics=find_statistics(document),
            materials=_materials(document),
            times=times,
            problems=(*_unsupported(article), *_unresolved(times, article)),
            provenance=self.provenance,
        )


@cache
def _load_reader(model: Path | str, threads: int) -> "LearnedReader":
    from extract.finding.encoder import LearnedReader, load_folder  # noqa: PLC0415 -- numpy and onnxruntime only with a model

    return LearnedReader(load_folder(model), threads=threads)


def extract(text: str, *, published: str | None = None) -> ArticleRecord:
    """Return the record of one text, with the package's own knowledge; see `Extractor` for many."""
    return Extractor().extract(text, published=published)


def _times(document: Document) -> tuple[Time, ...]:
    return tuple(time for sentence in document.sentences for time in sentence.times)


def _materials(document: Document) -> tuple[MaterialMention, ...]:
    return tuple(
        MaterialMention(id=hit.entry.value, evidence=document.span(hit.start, hit.end))
        for hit in document.of("materials")
    )


def _unsupported(article: Article) -> list[Problem]:
    by_language: dict[str, list[Segment]] = {}
    for segment in article.segments:
        language = segment.language.partition("-")[0]
        if language not in (*SUPPORTED, "und") and segment.kind != "boilerplate":
            by_language.setdefault(language, []).append(segment)
    return [
        Problem(
            code="unsupported_language",
            message=f"{length} characters in language {language!r} were not read: translate them to English or Chinese first",
        )
        for language, segments in by_language.items()
        if (length := sum(segment.end - segment.start for segment in segments)) >= _SHORTEST_REPORTED
    ]


def _unresolved(times: tuple[Time, ...], article: Article) -> list[Problem]:
    if article.published is not None or all(time.value is not None for time in times):
        return []
    first = next(time for time in times if time.value is None)
    return [
        Problem(
            code="no_article_date",
            message="the article has no date, so relative dates stay unresolved: give its date with --published or metadata.csv",
            evidence=first.evidence,
        )
    ]
