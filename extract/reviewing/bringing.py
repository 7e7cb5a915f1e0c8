"""Annotations of another tool into an output folder: decisions on the records that are there, records where there are none."""

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from extract.errors import RecordError, UsageError
from extract.exporting.exchange import TOOLS, Tool
from extract.exporting.exchange.markup import Returned
from extract.reading import article_from_text
from extract.records import ArticleRecord, Provenance, dump_record
from extract.records.log import DECISIONS, append_decisions, load_decisions
from extract.records.store import RecordStore
from extract.records.writing import write_whole
from extract.reviewing.returning import Brought, decisions_of
from extract.running.outputs import load_records

_UNSAFE = re.compile(r"[^\w.,()+=@ -]|[. ]+$")
"""What the name of a file or folder should not have in it."""


@dataclass
class Tally:
    """What an import came to.

    `records` were written, `decisions` about `articles` by `reviewers`. `skipped` annotations were skipped or rejected in the tool, `known`
    are unanswered ones of articles that are there. `faults` are sentences about what could not be carried over.
    """

    records: int = 0
    decisions: int = 0
    articles: int = 0
    skipped: int = 0
    known: int = 0
    reviewers: set[str] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)


def bring(content: str, out: Path, *, format: str, by: str | None = None) -> Tally:
    """Take the annotations of a tool's file into the folder `out`, and return what came of it.

    `format` is a name of `TOOLS`. Annotations of an article that `out` has become decisions of whoever made them, or of `by`. Other articles
    become records first: as they were exported, or else as they were annotated. What nobody answered is only written as a record where there
    is none. An annotation that cannot be read is a fault and leaves the others alone. Raises RecordError when the file is not of the format.
    """
    return _Bringer(out, TOOLS[format], by).bring(content)


def read_annotations(file: Path) -> str:
    """Return the content of a tool's file, its line ends as they are. Raises UsageError when there is none, RecordError when it is no UTF-8."""
    try:
        return file.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message = f"{file} is not in UTF-8 ({error}); export the annotations again"
        raise RecordError(message) from error
    except OSError as error:
        message = f"{file} cannot be read ({error.strerror}); give the file that the tool exported"
        raise UsageError(message) from error


class _Bringer:
    def __init__(self, out: Path, tool: Tool, by: str | None) -> None:
        self._out = out
        self._tool = tool
        self._by = by
        self._known = {decision.id for decision in load_decisions(out / DECISIONS)}
        self._store = RecordStore(out)
        self._names = set(self._store.names())
        self._paths: dict[str, str] | None = None
        self._tally = Tally()

    def bring(self, content: str) -> Tally:
        for number, read in enumerate(self._tool.read(content), 1):
            try:
                self._take(read)
            except RecordError as error:
                self._tally.faults.append(f"annotation {number}: {error}")
            except (AttributeError, KeyError, TypeError, ValueError) as error:
                self._tally.faults.append(f"annotation {number} is not in the form of {self._tool.name} ({error!r})")
        return self._tally

    def _take(self, read: Callable[[], Returned | None]) -> None:
        returned = read()
        if returned is None:
            self._tally.skipped += 1
            return
        by = self._by or returned.by or self._tool.name
        home = self._home(returned)
        if home is None:
            path, record = self._write(returned, by)
        elif returned.answered:
            path, record = home[0], returned.record or home[1]
        else:
            self._tally.known += 1
            return
        if returned.answered:
            self._decide(decisions_of(returned, record, path, by=by))

    def _home(self, returned: Returned) -> tuple[str, ArticleRecord] | None:
        """Return path and record of the article in the folder: where it was exported from, or wherever the same text is."""
        text = returned.markup.text
        if returned.path in self._names:
            record = self._store.load(returned.path)
            if record.article.text == text:
                return returned.path, record
        path = self._by_text().get(hashlib.sha256(text.encode()).hexdigest())
        return (path, self._store.load(path)) if path else None

    def _by_text(self) -> dict[str, str]:
        if self._paths is None:
            loaded = load_records(self._out).records if self._names else ()
            self._paths = {record.article.text_sha256: path for path, record in loaded}
        return self._paths

    def _write(self, returned: Returned, by: str) -> tuple[str, ArticleRecord]:
        """Write the record of an article that the folder has not: as it was exported, or else as it was annotated."""
        record = returned.record
        if record is None:
            brought = decisions_of(returned, self._bare(returned), "-", by=by)
            record = brought.record
            self._tally.faults += [] if returned.answered else brought.faults
        path = self._free(returned.path or f"{returned.about.id}.json")
        write_whole(self._store.home / path, dump_record(record))
        self._names.add(path)
        self._by_text()[record.article.text_sha256] = path
        self._tally.records += 1
        return path, record

    def _bare(self, returned: Returned) -> ArticleRecord:
        about = returned.about
        article = article_from_text(
            returned.markup.text, id=about.id, title=about.title, published=about.published, url=about.url
        )
        made_by = Provenance(tool_version=self._tool.name, model="none", knowledge_sha256="")
        return ArticleRecord(article=article, provenance=made_by)

    def _free(self, wish: str) -> str:
        """Return a path below records/ that no other record has, whatever the file wishes for."""
        parts = [part for part in wish.removesuffix(".json").split("/") if part.strip(". ")]
        stem = "/".join(_UNSAFE.sub("-", part) for part in parts) or "article"
        path, number = f"{stem}.json", 1
        while path in self._names:
            number += 1
            path = f"{stem}-{number}.json"
        return path

    def _decide(self, brought: Brought) -> None:
        fresh = [decision for decision in brought.decisions if decision.id not in self._known]
        append_decisions(self._out / DECISIONS, fresh)
        self._known.update(decision.id for decision in fresh)
        self._tally.decisions += len(fresh)
        self._tally.articles += 1
        self._tally.reviewers.update(decision.by for decision in fresh)
        self._tally.faults += [f"{brought.record.article.id}: {fault}" for fault in brought.faults]
