"""One file: read its articles, extract them, write their records. Whatever goes wrong is reported, and stays with it."""

import errno
import hashlib
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from threadpoolctl import threadpool_limits

from extract.assembling.overlooked import overlooked
from extract.errors import RecordError
from extract.pipeline import Extractor
from extract.reading import MAX_BYTES, ReadResult, read_source
from extract.records import Article, ArticleRecord, Problem, dump_record
from extract.records.files import read_record
from extract.records.writing import write_whole
from extract.running.identifying import reached, stamp_of
from extract.running.manifest import Overlooked, ReadArticle, SkippedFile
from extract.running.messages import Ended, Finished, Message, Reached, Reply, Told
from extract.running.planning import Known, Task

Ask = Callable[[Reached], Reply]

_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EROFS)
_EXAMPLES = 3
"""Overlooked passages of an article that are quoted."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What all files of a run are read with.

    `records` is the folder that records are written below, None where the texts of the records are handed back instead.
    """

    records: Path | None
    model: str | None = None
    knowledge: Path | None = None
    published: str | None = None
    max_bytes: int | None = None


class _Made(NamedTuple):
    task: Task
    reached: Reached
    record: ArticleRecord
    missed: int
    examples: tuple[Overlooked, ...]
    copy_of: str | None


class Worker:
    """Reads file after file with one extractor. Raises KnowledgeError or ModelError on making, as `Extractor` does."""

    def __init__(self, settings: Settings) -> None:
        # As many processes run as cores are wanted: the model of each keeps to one, and threads would not outlive a fork.
        self.extractor = Extractor(model=settings.model, knowledge=settings.knowledge, threads=1)
        self._limits = threadpool_limits(1, user_api="blas")
        _ = self.extractor.knowledge.lexicon  # every article needs it: built here, before a fork, it is shared
        self._settings = settings

    def work(self, task: Task, ask: Ask) -> Iterator[Message]:
        """Yield what becomes of each article of a file, and at last `Finished`; never raises for what the file holds.

        `ask` is called with each article before it is extracted.
        """
        settings = self._settings
        stamp = stamp_of(task.source, published=settings.published, max_bytes=settings.max_bytes)
        if stamp.sha256 and task.known == Known(stamp.sha256, stamp.told):
            yield Finished(stamp, changed=False)
            return
        try:
            for number, result in enumerate(self._read(task)):
                if number >= task.after:
                    yield self._told(task, result, ask)
        except Exception as error:  # noqa: BLE001 -- a fault in reading one file must not end the run
            yield Told([_fault(task, error)])
        yield Finished(stamp)

    def _read(self, task: Task) -> Iterator[ReadResult]:
        settings = self._settings
        return read_source(task.source, published=settings.published, max_bytes=settings.max_bytes or MAX_BYTES)

    def _told(self, task: Task, result: ReadResult, ask: Ask) -> Told | Ended:
        if result.article is None or result.output is None:
            return Told([SkippedFile(input=task.input, source=result.source, problem=item) for item in result.problems])
        here = reached(task.record_of(result.output), result.article, result.problems)
        reply = ask(here)
        if reply.stands:
            return Told([], here)
        began = time.perf_counter()
        try:
            made = self._copied(task, here, result.article, reply)
            made = made or self._extracted(task, here, result.article, result.problems)
        except Exception as error:  # noqa: BLE001 -- the same for a fault in extracting one of its articles
            return Told([_fault(task, error)], here)
        return self._kept(made, began)

    def _copied(self, task: Task, here: Reached, article: Article, reply: Reply) -> _Made | None:
        """Return the article with the findings of another; nothing where that one cannot be read back."""
        if reply.text is None:
            return None
        try:
            like = read_record(reply.text)
        except RecordError:
            return None
        record = like.model_copy(update={"article": article})
        examples = tuple(item.model_copy(update={"record": here.record}) for item in reply.examples)
        return _Made(task, here, record, reply.overlooked, examples, reply.copy_of)

    def _extracted(self, task: Task, here: Reached, article: Article, doubts: tuple[Problem, ...]) -> _Made:
        document = self.extractor.perceive(article)
        record = self.extractor.record_of(document)
        missed = list(overlooked(document, record.events, record.statistics))
        if doubts:
            record = record.model_copy(update={"problems": (*doubts, *record.problems)})
        examples = tuple(
            Overlooked(record=here.record, start=item.start, end=item.end, quote=document.words(item.start, item.end))
            for item in missed[:_EXAMPLES]
        )
        return _Made(task, here, record, len(missed), examples, None)

    def _kept(self, made: _Made, began: float) -> Told | Ended:
        text, home = dump_record(made.record), self._settings.records
        if home is not None:
            try:
                write_whole(home / made.reached.record, text)
            except OSError as error:
                if error.errno in _NO_ROOM:
                    return Ended(f"{home} cannot be written to ({error.strerror})")
                return Told([_unwritable(made, error)], made.reached)
        return Told(
            [_entry(made, text, time.perf_counter() - began)],
            made.reached,
            size=len(text.encode()),
            text=text if home is None else None,
            overlooked=made.examples,
        )


def _entry(made: _Made, text: str, seconds: float) -> ReadArticle:
    record = made.record
    return ReadArticle(
        input=made.task.input,
        source=made.task.source.name,
        record=made.reached.record,
        text_sha256=record.article.text_sha256,
        record_sha256=hashlib.sha256(text.encode()).hexdigest(),
        characters=len(record.article.text),
        events=len(record.events),
        statistics=len(record.statistics),
        problems=tuple(problem.code for problem in record.problems),
        seconds=round(seconds, 4),
        copy_of=made.copy_of,
        overlooked=made.missed,
    )


def _unwritable(made: _Made, error: OSError) -> SkippedFile:
    message = f"its record {made.reached.record} cannot be written ({error.strerror}); see what is in its way, or give another folder with -o"
    problem = Problem(code="unwritable_record", message=message)
    return SkippedFile(input=made.task.input, source=made.task.source.name, problem=problem)


def _fault(task: Task, error: Exception) -> SkippedFile:
    message = (
        f"a fault of regimeline itself ({type(error).__name__}: {error}); please report it together with this file"
    )
    return SkippedFile(
        input=task.input, source=task.source.name, problem=Problem(code="internal_error", message=message)
    )
