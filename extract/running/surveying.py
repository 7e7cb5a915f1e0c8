"""Before a run: what it is given, what is there already, and which files are due."""

import os
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from extract.reading import Source
from extract.reading.table import NAME
from extract.records import Problem
from extract.records.masking import masked
from extract.records.store import RecordStore
from extract.running.identifying import size_and_time
from extract.running.journal import Journal
from extract.running.planning import Known, Task


class Due(NamedTuple):
    """How many files were given, how many must be looked into, and how many have the place of others that are there but were not given."""

    files: int
    due: int
    replacing: int = 0


_UNFINISHED = "unfinished since"
"""Under which it is remembered when the first run began, in nanoseconds, since which none has come to its end."""
_ORPHANED = """
INSERT INTO articles
SELECT unit, stem, 0, '', '', '', unit, size, '{}', '[]', 0, 1 FROM (
  SELECT present.*, stem FROM files JOIN present ON unit = stem || '.json'
  UNION ALL SELECT present.*, stem FROM files JOIN present ON unit > stem || '/' AND unit < stem || '0')
WHERE mtime_ns >= ? AND unit NOT IN (SELECT unit FROM articles)
"""
"""Records that a run wrote just before it was killed, and that nobody knows of: they count as gone, unless they are made again. ('0' follows '/'.)"""
_UNDER_WAY = """
INSERT OR IGNORE INTO files SELECT stem, path, root, -1, 0, '', '', '', '', 1 FROM due JOIN planned USING (number)
"""
_BROKEN = """
INSERT INTO broken
SELECT DISTINCT articles.stem FROM articles LEFT JOIN present USING (unit)
WHERE NOT gone AND CASE unit WHEN '' THEN record NOT IN (SELECT record FROM pending) ELSE present.size IS NOT articles.size END
"""
_CLOSED = """
CREATE TEMP TABLE closed AS SELECT path FROM planned WHERE iif(problem = '', '', problem ->> '$.code') = 'unreadable_folder'
"""
_GONE = """
CREATE TEMP TABLE gone_files AS
SELECT stem FROM files WHERE root IN (SELECT DISTINCT root FROM planned) AND stem NOT IN (SELECT stem FROM planned)
  AND NOT EXISTS (SELECT 1 FROM closed WHERE substr(files.path, 1, length(closed.path) + 1) = CAST(closed.path || '/' AS BLOB))
"""
"""What lies below a folder that cannot be listed now is not gone."""
_REPLACED = """
SELECT files.path FROM planned JOIN files USING (stem) WHERE files.path <> planned.path AND files.path NOT IN (SELECT path FROM planned)
"""
_DUE = """
INSERT INTO due SELECT number FROM planned LEFT JOIN files USING (stem)
WHERE files.stem IS NULL OR files.size <> planned.size OR files.mtime_ns <> planned.mtime_ns OR files.tables <> planned.tables
  OR files.path <> planned.path OR files.made_by <> ? OR again OR planned.stem IN (SELECT stem FROM broken)
"""
_TABLES = """
INSERT INTO due SELECT number FROM planned
WHERE (name = ? OR name LIKE ?) AND number NOT IN (SELECT number FROM due)
"""
_TASKS = """
SELECT planned.path, planned.root, name, own_stem, problem, input, folder, position, sha256, told,
  ifnull(files.path = planned.path AND files.made_by = ? AND NOT again AND planned.stem NOT IN (SELECT stem FROM broken), 0)
FROM due JOIN planned USING (number) LEFT JOIN files USING (stem) ORDER BY position, name
"""


def survey(journal: Journal, tasks: Iterable[Task], store: RecordStore, *, made_by: str) -> Due:
    """Write down what is given and what is there; return how much there is to do.

    `made_by` is the hash of all that says whether a file would be read as before, besides the file and what is told beside it.
    """
    db = journal.db
    tables = _Tables()
    rows = (_row(number, task, tables) for number, task in enumerate(tasks))
    db.executemany("INSERT INTO planned VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
    db.executemany("INSERT INTO present VALUES (?, ?, ?)", store.units())
    if since := journal.recall(_UNFINISHED):
        db.execute(_ORPHANED, (int(since),))
    db.execute(_BROKEN)
    db.execute(_CLOSED)
    db.execute(_GONE)
    db.execute("UPDATE articles SET gone = 1 WHERE stem IN (SELECT stem FROM gone_files)")
    db.execute("DELETE FROM skipped WHERE stem IN (SELECT stem FROM gone_files)")
    db.execute("DELETE FROM files WHERE stem IN (SELECT stem FROM gone_files)")
    replacing = sum(os.path.lexists(path) for (path,) in db.execute(_REPLACED))
    db.execute(_DUE, (made_by,))
    if _count(journal, "gone_files") or _count(journal, "due"):
        db.execute(_TABLES, (NAME, f"%/{NAME}"))  # a table's faults hang on which files there are
    due = Due(_count(journal, "planned"), _count(journal, "due"), replacing)
    if due.due:
        db.execute(_UNDER_WAY)
        journal.remember(_UNFINISHED, since or str(time.time_ns()))
    journal.keep(now=True)
    return due


def settle(journal: Journal) -> None:
    """Note that a run has come to its end."""
    journal.remember(_UNFINISHED, "")


def due_tasks(journal: Journal, *, made_by: str) -> Iterator[Task]:
    """Yield the files that must be looked into, in the order of the plan."""
    for row in journal.db.execute(_TASKS, (made_by,)):
        path, root, name, stem, problem, input_, folder, position, sha256, told, known = row
        file = Path(os.fsdecode(path))
        home = file.parent if root == path else Path(os.fsdecode(root))
        source = Source(file, home, name, stem, Problem.model_validate_json(problem) if problem else None)
        yield Task(source, input_, folder, position, Known(sha256, told) if known else None)


class _Tables:
    """Size and time of each table of metadata that may tell of the files in a folder, looked up once a folder."""

    def __init__(self) -> None:
        self._known: dict[Path, str] = {}

    def above(self, folder: Path, root: Path) -> str:
        """Return them for a folder at or below `root`, as one word."""
        told = self._known.get(folder)
        if told is None:
            further = "" if folder in {root, folder.parent} else self.above(folder.parent, root)
            told = self._known[folder] = f"{_state(folder / NAME)}/{further}"
        return told


def _row(number: int, task: Task, tables: _Tables) -> tuple[object, ...]:
    source = task.source
    whence = source.path if task.alone else source.root  # a file given by itself says nothing of its neighbours
    where = os.fsencode(source.path), os.fsencode(whence)  # names need not be words
    place = (task.stem, *where, masked(task.input), source.name, source.stem, task.folder, task.position)
    problem = source.problem.model_dump_json() if source.problem else ""
    return number, *place, problem, *size_and_time(source), tables.above(source.path.parent, source.root)


def _state(path: Path) -> str:
    try:
        found = path.stat()
    except OSError:
        return ""
    return f"{found.st_size} {found.st_mtime_ns}"


def _count(journal: Journal, table: str) -> int:
    (count,) = journal.db.execute(f"SELECT count(*) FROM {table}").fetchone()  # noqa: S608 -- our own tables
    return int(count)
