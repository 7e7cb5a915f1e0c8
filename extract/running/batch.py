"""A whole run: inputs to records and `run.json`."""

import os
import platform
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from extract.errors import UsageError
from extract.records.edtf import is_edtf
from extract.records.writing import write_whole
from extract.running.manifest import ReadArticle, RunManifest, RunOptions, SkippedFile
from extract.running.outputs import MANIFEST, RECORDS, record_names
from extract.running.planning import Task, plan
from extract.running.processes import Done, work_alone, work_together
from extract.running.working import Outcome, Settings, Worker

_WORTH_PROCESSES = 200
"""Files from which starting several processes, half a second each, pays."""

Watcher = Callable[[int, int], None]
"""Called with the number of files that are done, and of all files."""


@dataclass(frozen=True, slots=True)
class BatchOptions:
    """How a run reads: see `Extractor` for `model` and `knowledge`.

    `published` is the EDTF date of articles that tell none; `jobs` the number of processes, by default one for a small
    run and else one a core; `max_bytes` the largest file that is read.
    """

    model: str | None = None
    knowledge: Path | None = None
    published: str | None = None
    jobs: int | None = None
    max_bytes: int | None = None


def run_batch(
    inputs: Iterable[Path], out: Path, *, options: BatchOptions | None = None, watch: Watcher | None = None
) -> RunManifest:
    """Extract every article in `inputs` (folders and files) to `out`/records and write `out`/run.json.

    Files that cannot be read are named in the manifest, with the reason; they never end the run. Raises UsageError when
    an input does not exist, there is nothing to read or `out` cannot be written; KnowledgeError as `Extractor` does.
    """
    options = options or BatchOptions()
    _check(options)
    began, clock = datetime.now(UTC), time.perf_counter()
    given = list(inputs)
    tasks = plan(given, out)
    records = _make(out / RECORDS)
    earlier = set(record_names(out))
    cores = os.cpu_count() or 1
    jobs = options.jobs or (1 if len(tasks) < _WORTH_PROCESSES else cores)
    settings = Settings(
        records, options.model, options.knowledge, options.published, options.max_bytes, max(1, cores // jobs)
    )
    worker = Worker(settings)
    done = work_alone(worker, tasks) if jobs == 1 else work_together(settings, tasks, jobs=jobs)
    outcomes = _in_order(done, tasks, watch)
    articles = tuple(item for item in outcomes if isinstance(item, ReadArticle))
    manifest = RunManifest(
        provenance=worker.extractor.provenance,
        python_version=platform.python_version(),
        started=began,
        finished=datetime.now(UTC),
        seconds=round(time.perf_counter() - clock, 3),
        options=RunOptions(
            published=options.published,
            knowledge=str(options.knowledge) if options.knowledge else None,
            jobs=jobs,
        ),
        inputs=tuple(map(str, given)),
        articles=articles,
        skipped=tuple(item for item in outcomes if isinstance(item, SkippedFile)),
        left=tuple(sorted(earlier - {article.record for article in articles})),
    )
    write_whole(out / MANIFEST, manifest.model_dump_json(indent=2) + "\n")
    return manifest


def _check(options: BatchOptions) -> None:
    if options.published is not None and not is_edtf(options.published):
        message = f"{options.published!r} is no date; write it as YYYY-MM-DD, YYYY-MM or YYYY"
        raise UsageError(message)
    if options.jobs is not None and options.jobs < 1:
        message = f"{options.jobs} processes cannot read anything; give --jobs 1 or more"
        raise UsageError(message)
    if options.max_bytes is not None and options.max_bytes < 1:
        message = f"no file has {options.max_bytes} bytes or fewer; give --max-bytes 1 or more"
        raise UsageError(message)


def _make(folder: Path) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        message = f"{folder} cannot be made ({error.strerror}); give another folder with -o"
        raise UsageError(message) from error
    return folder


def _in_order(done: Iterator[Done], tasks: Sequence[Task], watch: Watcher | None) -> list[Outcome]:
    """Return the outcomes in the order of the tasks, whatever order they came in."""
    found: dict[int, list[Outcome]] = {}
    if watch:
        watch(0, len(tasks))
    for number, outcomes in done:
        found[number] = outcomes
        if watch:
            watch(len(found), len(tasks))
    return [outcome for number in range(len(tasks)) for outcome in found[number]]
