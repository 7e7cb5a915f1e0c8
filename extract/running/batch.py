"""A whole run: inputs to records and `run.json`."""

import contextlib
import hashlib
import os
import platform
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from pydantic import TypeAdapter

from extract.errors import StorageError, UsageError
from extract.reading.sources import shown
from extract.records.shards import SHARDS
from extract.records.store import RECORDS, RecordStore
from extract.records.writing import remove_drafts, remove_drafts_of
from extract.running.bookkeeping import Books
from extract.running.journal import Journal, open_journal
from extract.running.making import Maker, maker_of
from extract.running.manifest import Coverage, Form, RunManifest, RunOptions
from extract.running.messages import Finished
from extract.running.nursery import Nursery
from extract.running.options import BatchOptions, Summary, Watcher, check
from extract.running.planning import plan
from extract.running.processes import Crew
from extract.running.pruning import prune
from extract.running.reporting import MANIFEST, coverage_of, first_left, first_skipped, write_manifest
from extract.running.sharding import Shards
from extract.running.surveying import Due, due_tasks, settle, survey
from extract.running.working import Settings

_SHARD = 10_000
"""Records in a shard, unless another number is asked for."""
_FORM: TypeAdapter[Form] = TypeAdapter(Form)
_NAMED = 10
"""Skipped files that a summary names; the manifest names them all."""
_REPORTED_EVERY = 60.0
"""Seconds between two writings of `run.json` while a run goes on, or more where it takes long."""
_OF_ONE_RUN = ("unchanged", "extracted", "copied", "moved", "pruned", "replaced")
"""Counts of a coverage that tell what was done, not what is there."""


class _Run(NamedTuple):
    """A run under way."""

    out: Path
    options: BatchOptions
    maker: Maker
    journal: Journal
    store: RecordStore
    shards: Shards | None
    head: RunManifest
    clock: float


def run_batch(
    inputs: Iterable[Path], out: Path, *, options: BatchOptions | None = None, watch: Watcher | None = None
) -> Summary:
    """Extract every article in `inputs` (folders and files) to `out`/records and write `out`/run.json.

    What an earlier run did stays as it is where nothing changed, be it the file, what is told beside it, the code, knowledge or model. Files that
    cannot be read are named in `run.json`, with the reason; they never end the run. Raises UsageError when an input does not exist, there is nothing to read or `out` cannot be made;
    StorageError when there is no room or another run writes there; KnowledgeError and ModelError as `Extractor` does.
    """
    options = options or BatchOptions()
    check(options)
    began, clock = datetime.now(UTC), time.perf_counter()
    given = list(inputs)
    tasks = plan(given, out, follow_links=options.follow_links)
    tasks = chain([next(tasks)], tasks)  # an error in what is given comes before anything is written
    maker = maker_of(options.model, options.knowledge)
    _make(out / RECORDS)
    with open_journal(out) as journal:
        _sweep(out)
        store = RecordStore(out)
        form = _form(options, journal, store)
        shards = None if form == "json" else Shards(store.home, journal, form=form, size=options.shard_size or _SHARD)
        head = RunManifest(
            provenance=maker.provenance,
            python_version=platform.python_version(),
            started=began,
            finished=None,
            seconds=0,
            options=RunOptions(
                published=options.published,
                knowledge=shown(str(options.knowledge)) if options.knowledge else None,
                jobs=options.jobs or _cores(),
                follow_links=options.follow_links,
                format=form,
            ),
            inputs=tuple(shown(str(path)) for path in given),
        )
        run = _Run(out, options, maker, journal, store, shards, head, clock)
        due = survey(journal, tasks, store, made_by=_read_by(run))
        return _carry_out(run, due, watch or (lambda _done, _total: None))


def _carry_out(run: _Run, due: Due, watch: Watcher) -> Summary:
    books = Books(run.journal, run.store, run.shards, made_by=run.maker.sha256, read_by=_read_by(run))
    read = pruned = 0
    pace = _Pace()
    try:
        if due.due:
            _report_so_far(run, books, due)  # what stands there tells of an earlier run
        for message in _worked(run, books, due, watch):
            read += message.changed
            pace.keep(lambda: _report_so_far(run, books, due))
        if due.due:
            _sweep(run.out)  # what processes left that died on the way
        if run.options.prune:
            pruned = prune(run.journal, run.store, run.shards)
        if run.shards:
            run.shards.finish()
    except BaseException:
        with contextlib.suppress(
            StorageError, sqlite3.Error
        ):  # what ended the run may keep its report from being written
            _report_so_far(run, books, due)
        raise
    settle(run.journal)
    coverage = coverage_of(run.journal, books, due, unchanged=due.files - read, pruned=pruned)
    seconds = _report(run, coverage, finished=datetime.now(UTC))
    return Summary(coverage, seconds, first_skipped(run.journal, _NAMED), *first_left(run.journal))


class _Pace:
    """Does something once a minute, or where it takes long so seldom that it takes a fiftieth of the time."""

    def __init__(self) -> None:
        self._last, self._took = time.monotonic(), 0.0

    def keep(self, act: Callable[[], object]) -> None:
        """Do it if it is time."""
        now = time.monotonic()
        if now - self._last > max(_REPORTED_EVERY, 50 * self._took):
            act()
            self._last = time.monotonic()
            self._took = self._last - now


def _report_so_far(run: _Run, books: Books, due: Due) -> None:
    coverage = coverage_of(run.journal, books, due, unchanged=due.files - due.due, pruned=0)
    _report(run, coverage, finished=None)


def _worked(run: _Run, books: Books, due: Due, watch: Watcher) -> Iterator[Finished]:
    """Work on the files that are due, and yield as each is done with."""
    options, read_by = run.options, _read_by(run)
    home = None if run.shards else run.store.home
    settings = Settings(home, options.model, options.knowledge, options.published, options.max_bytes)
    done = due.files - due.due
    watch(done, due.files)
    with Nursery(settings) as nursery:
        crew = Crew(
            nursery,
            jobs=run.head.options.jobs,
            max_seconds=options.max_seconds,
            answer=books.answer,
            idle=run.journal.keep,
        )
        with contextlib.closing(crew.work(due_tasks(run.journal, made_by=read_by))) as steps:
            for step in steps:
                books.note(step)
                if isinstance(step.message, Finished):
                    done += 1
                    watch(done, due.files)
                    yield step.message


def _report(run: _Run, coverage: Coverage, *, finished: datetime | None) -> float:
    """Write `run.json`, unless it stands there already and says all that it would say again; return the seconds since the run began."""
    seconds = round(time.perf_counter() - run.clock, 3)
    head = run.head.model_copy(update={"coverage": coverage, "seconds": seconds, "finished": finished})
    same = head.model_copy(update={"coverage": coverage.model_copy(update=dict.fromkeys(_OF_ONE_RUN, 0))})
    told = same.model_dump_json(exclude={"started", "finished", "seconds"}) + repr(first_left(run.journal))
    worked = any(getattr(coverage, name) for name in _OF_ONE_RUN if name != "unchanged")
    if worked or finished is None or run.journal.recall("manifest") != told or not (run.out / MANIFEST).is_file():
        _write(run, head)
        run.journal.remember("manifest", told if finished else "")
    return seconds


def _write(run: _Run, head: RunManifest) -> None:
    try:
        write_manifest(run.journal, run.out, head)
    except OSError as error:
        message = f"{run.out / MANIFEST} cannot be written ({error.strerror}); see that it can be, and that there is room, then run the same command again"
        raise StorageError(message) from error


def _read_by(run: _Run) -> str:
    """Return the hash of all that says how a file is read, besides the file and what is told beside it."""
    told = f"{run.maker.sha256} {run.options.max_bytes} {run.options.published}"
    return hashlib.sha256(told.encode()).hexdigest()


def _form(options: BatchOptions, journal: Journal, store: RecordStore) -> Form:
    """Return the form of the records that are there or wait to be written, or else the one asked for. Raises UsageError where these differ."""
    there = next((_form_of(unit.name) for unit in store.units()), None)
    if there or journal.db.execute("SELECT 1 FROM pending").fetchone():
        there = _FORM.validate_python(journal.recall("format") or there)
    wanted = options.format or there or "json"
    if there and wanted != there:
        message = f"{store.home} holds records in the form {there}; give another folder with -o, or --format {there}"
        raise UsageError(message)
    if journal.recall("format") not in (None, wanted):
        journal.forget()
    journal.remember("format", wanted)
    return wanted


def _form_of(unit: str) -> Form:
    return "parquet" if unit.endswith(".parquet") else "jsonl" if unit.endswith(SHARDS) else "json"


def _cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _sweep(out: Path) -> None:
    """Delete what runs that were killed had not written to the end; the journal is open, so no other is under way."""
    remove_drafts(out / RECORDS)
    remove_drafts_of(out / MANIFEST)


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        message = f"{folder} cannot be made ({error.strerror}); give another folder with -o"
        raise UsageError(message) from error
