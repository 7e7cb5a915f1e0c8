"""One file: read its articles, extract them, write their records. Whatever goes wrong is reported, and stays with it."""

import hashlib
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from threadpoolctl import threadpool_limits

from extract.pipeline import Extractor
from extract.reading import ReadResult, read_source
from extract.records import Article, ArticleRecord, Problem, dump_record
from extract.records.writing import write_whole
from extract.running.manifest import ReadArticle, SkippedFile
from extract.running.planning import Task

Outcome = ReadArticle | SkippedFile


@dataclass(frozen=True, slots=True)
class Settings:
    """What all files of a run are read with; `records` is the folder that records are written below.

    `threads` is how many a model runs on in each process.
    """

    records: Path
    model: str | None = None
    knowledge: Path | None = None
    published: str | None = None
    max_bytes: int | None = None
    threads: int = 0


class Worker:
    """Reads file after file with one extractor. Raises KnowledgeError or UsageError on making, as `Extractor` does."""

    def __init__(self, settings: Settings) -> None:
        self.extractor = Extractor(model=settings.model, knowledge=settings.knowledge, threads=settings.threads)
        # The matrices of the heads are small: numpy's threads only spin, and take the cores from the other processes.
        self._limits = threadpool_limits(1, user_api="blas")
        self._settings = settings

    def work(self, task: Task) -> list[Outcome]:
        """Return what became of each article of a file; never raises for what the file holds."""
        outcomes: list[Outcome] = []
        try:
            for result in self._read(task):
                outcomes += self._outcomes(task, result)
        except Exception as error:  # noqa: BLE001 -- a fault in reading one file must not end the run
            outcomes.append(_fault(task, error))
        return outcomes

    def _read(self, task: Task) -> Iterator[ReadResult]:
        settings = self._settings
        limits = {} if settings.max_bytes is None else {"max_bytes": settings.max_bytes}
        return read_source(task.source, published=settings.published, **limits)

    def _outcomes(self, task: Task, result: ReadResult) -> list[Outcome]:
        if result.article is None or result.output is None:
            return [SkippedFile(input=task.input, source=result.source, problem=item) for item in result.problems]
        began = time.perf_counter()
        try:
            record = self._record(result.article, result.problems)
        except Exception as error:  # noqa: BLE001 -- the same for a fault in extracting one of its articles
            return [_fault(task, error)]
        return [self._kept(task, task.record_of(result.output), record, began)]

    def _record(self, article: Article, doubts: tuple[Problem, ...]) -> ArticleRecord:
        record = self.extractor.extract_article(article)
        return record.model_copy(update={"problems": (*doubts, *record.problems)}) if doubts else record

    def _kept(self, task: Task, name: str, record: ArticleRecord, began: float) -> Outcome:
        text = dump_record(record)
        try:
            write_whole(self._settings.records / name, text)
        except OSError as error:
            message = (
                f"its record {name} cannot be written ({error.strerror}); make room or give another folder with -o"
            )
            problem = Problem(code="unwritable_record", message=message)
            return SkippedFile(input=task.input, source=task.source.name, problem=problem)
        return ReadArticle(
            input=task.input,
            source=task.source.name,
            record=name,
            text_sha256=record.article.text_sha256,
            record_sha256=hashlib.sha256(text.encode()).hexdigest(),
            characters=len(record.article.text),
            events=len(record.events),
            statistics=len(record.statistics),
            problems=tuple(problem.code for problem in record.problems),
            seconds=round(time.perf_counter() - began, 4),
        )


def _fault(task: Task, error: Exception) -> SkippedFile:
    message = (
        f"a fault of regimeline itself ({type(error).__name__}: {error}); please report it together with this file"
    )
    return SkippedFile(
        input=task.input, source=task.source.name, problem=Problem(code="internal_error", message=message)
    )
