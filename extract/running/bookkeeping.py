"""During a run: what became of each article and file is written down, and known articles are known again."""

import hashlib
import json
from collections import Counter

from extract.errors import RecordError, StorageError
from extract.records.store import RecordStore
from extract.running.journal import Journal
from extract.running.manifest import Overlooked, ReadArticle, SkippedFile
from extract.running.messages import Ended, Finished, Reached, Reply, Told
from extract.running.planning import Task
from extract.running.processes import Step
from extract.running.sharding import Shards

_TRIED_AGAIN = ("process_died", "too_slow", "unreadable_file", "unreadable_folder", "unwritable_record")
"""Problems that say more of the machine than of the file: each run tries these files again."""

_THERE = """
  (run = :run OR (unit = '' AND record IN (SELECT record FROM pending))
  OR EXISTS (SELECT 1 FROM present WHERE present.unit = articles.unit AND present.size = articles.size))
"""
"""Whether the record of a row of `articles` is there as it was written."""
_SAME = f"SELECT whole FROM articles WHERE record = :record AND made_by = :made_by AND {_THERE}"  # noqa: S608 -- our own words
_ALIKE = f"""
SELECT record, unit, gone, told, examples FROM articles
WHERE key = :key AND made_by = :made_by AND {_THERE} ORDER BY gone, told ->> '$.copy_of' NOTNULL LIMIT 1
"""  # noqa: S608 -- the same


class Books:
    """Keeps the journal of one run: its number is `run`, `made_by` is the hash of what makes its records.

    `shards` takes the records, None where each is a file that the process which made it has written. `extracted` and `copied`
    count the records that this run made, `moved` those of the copied whose first source is gone.
    """

    def __init__(
        self, journal: Journal, store: RecordStore, shards: Shards | None, *, made_by: str, read_by: str
    ) -> None:
        self._journal, self._store, self._shards = journal, store, shards
        self._db = journal.db
        self._run = int(journal.recall("run") or 0) + 1
        self._made_by, self._read_by = made_by, read_by
        self._places: Counter[str] = Counter()
        self._taken: dict[str, bool] = {}
        self.extracted = self.copied = self.moved = 0
        journal.remember("run", str(self._run))

    def answer(self, reached: Reached) -> Reply:
        """Say whether an article's record stands, or which record has its findings."""
        given = {"record": reached.record, "key": reached.key, "made_by": self._made_by, "run": self._run}
        if self._db.execute(_SAME, given).fetchone() == (reached.whole,):
            return Reply(stands=True)
        row = self._db.execute(_ALIKE, given).fetchone()
        return self._like(reached, *row) if row else Reply()

    def _like(self, reached: Reached, record: str, unit: str, gone: int, *kept: str) -> Reply:
        article = ReadArticle.model_validate_json(kept[0])
        text = self._text(record, unit, article.record_sha256)
        if text is None:
            return Reply()
        own = record == reached.record
        self._taken[reached.record] = bool(gone) and not own
        first = article.copy_of if own else None if gone else article.copy_of or record
        examples = tuple(map(Overlooked.model_validate, json.loads(kept[1])))
        return Reply(text=text, copy_of=first, overlooked=article.overlooked, examples=examples)

    def _text(self, record: str, unit: str, sha256: str) -> bytes | None:
        """Return a record as it is known. Its file may hold a later one: written since by a process that has not yet said so, or by a run that was killed."""
        try:
            if self._shards:
                return self._shards.text(record, unit)
            text = self._store.text(record)
        except RecordError:
            return None
        return text if hashlib.sha256(text).hexdigest() == sha256 else None

    def note(self, step: Step) -> None:
        """Write down what happened to a file. Raises StorageError when nothing can be written any more."""
        task, message = step
        if isinstance(message, Ended):
            text = f"{message.why}; make room, then run the same command again: it goes on where it stopped"
            raise StorageError(text)
        if isinstance(message, Told):
            self._told(task, message)
        if isinstance(message, Finished) and message.changed:
            self._finished(task, message)
        elif isinstance(message, Finished):
            self._stamped(task, message)
        self._journal.keep()

    def _told(self, task: Task, told: Told) -> None:
        self._places[task.stem] += 1
        place = self._places[task.stem]
        reached = told.reached
        if reached and not told.outcomes:
            row = (task.stem, place, self._run, reached.record)
            self._db.execute("UPDATE articles SET stem = ?, place = ?, run = ?, gone = 0 WHERE record = ?", row)
        for outcome in told.outcomes:
            if isinstance(outcome, SkippedFile):
                self._skip(task, place, outcome)
            elif reached:
                self._take(task, place, told, reached, outcome)

    def _skip(self, task: Task, place: int, skipped: SkippedFile) -> None:
        row = (task.stem, place, skipped.problem.code, skipped.model_dump_json(), self._run)
        self._db.execute("INSERT INTO skipped VALUES (?, ?, ?, ?, ?)", row)

    def _take(self, task: Task, place: int, told: Told, reached: Reached, article: ReadArticle) -> None:
        taken = self._taken.pop(reached.record, None)
        if taken is None:
            self.extracted += 1
        else:
            self.copied += 1
            self.moved += taken
        unit, size = reached.record, told.size
        if self._shards and told.text is not None:
            self._shards.take(reached.record, told.text)
            unit, size = "", 0
        examples = json.dumps([item.model_dump() for item in told.overlooked], ensure_ascii=False)
        row = (reached.record, task.stem, place, reached.key, reached.whole, self._made_by, unit, size)
        self._db.execute(
            "INSERT OR REPLACE INTO articles VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)",
            (*row, article.model_dump_json(), examples, self._run),
        )
        if self._shards:
            self._shards.write_if_full()

    def _finished(self, task: Task, finished: Finished) -> None:
        """Note a file that was read: what it no longer holds is gone, unless something else may have kept it from being read."""
        stem, stamp = task.stem, finished.stamp
        self._places.pop(stem, None)
        self._db.execute("DELETE FROM skipped WHERE stem = ? AND run <> ?", (stem, self._run))
        if stamp is None:
            self._db.execute("UPDATE files SET again = 1 WHERE stem = ?", (stem,))
            return
        codes = {code for (code,) in self._db.execute("SELECT DISTINCT code FROM skipped WHERE stem = ?", (stem,))}
        again = not codes.isdisjoint(_TRIED_AGAIN)
        if not again:
            self._db.execute("UPDATE articles SET gone = 1 WHERE stem = ? AND run <> ?", (stem, self._run))
        self._db.execute(
            "INSERT OR REPLACE INTO files SELECT stem, path, root, ?, ?, tables, ?, ?, ?, ? FROM planned WHERE stem = ?",
            (*stamp, self._read_by, again, stem),
        )

    def _stamped(self, task: Task, finished: Finished) -> None:
        """Note size and time of a file that was touched and is the same."""
        if finished.stamp:
            stamp = finished.stamp
            self._db.execute(
                "UPDATE files SET size = ?, mtime_ns = ?, tables = planned.tables FROM planned "
                "WHERE planned.stem = files.stem AND files.stem = ?",
                (stamp.size, stamp.mtime_ns, task.stem),
            )
