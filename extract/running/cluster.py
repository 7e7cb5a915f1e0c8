"""A run on a Ray cluster: the driver plans batches and counts; each machine reads batches and writes their shards.

What is done stands in the names of the shards: a batch's is a hash of all that its records hang on. So a run that is given again, after whatever stop, reads
only the batches that are not there, and a batch that is read twice, since a machine was lost before it could say that it was done, is the same.
"""

import contextlib
import hashlib
import json
import os
import platform
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from extract.errors import StorageError, UsageError
from extract.knowledge import load_knowledge
from extract.reading.sources import shown
from extract.running.batches import Batch, Item, batches_of, items_of
from extract.running.batchwork import OUTCOMES, RECORDS, BatchWorker, ClusterSettings, outcomes_of, shard_of
from extract.running.making import maker_of
from extract.running.manifest import Coverage, RunManifest, RunOptions
from extract.running.options import BatchOptions, Summary, Watcher, check
from extract.running.places import Place
from extract.running.reporting import MANIFEST

_SHARD = 1_000
"""Files in a batch, in the mean, unless another number is asked for: a minute's work with the model, which is what a lost machine costs."""
_EXAMPLES = 20


class _Planned(NamedTuple):
    """The batches of a run by name: all of them, and those that were there before; and where Ray has each of the others."""

    names: list[str]
    there: set[str]
    todo: list[Any]


def run_on_ray(
    inputs: Sequence[str],
    out: str,
    *,
    options: BatchOptions | None = None,
    address: str | None = None,
    watch: Watcher | None = None,
) -> Summary:
    """Extract every article in the folders `inputs` to shards of Parquet below `out`/records, on the Ray cluster at `address`.

    Folders are paths that all machines share, or addresses that fsspec knows, such as `s3://bucket/news`. Without an address the cluster that the
    environment names is used, or one is started on this machine. `watch` is called with batches. `out` holds afterwards the records of what the
    inputs hold, and no others. Raises UsageError, KnowledgeError and ModelError as `run_batch` does, and UsageError where Ray is not
    installed; StorageError when batches could not be written.
    """
    options = options or BatchOptions()
    _check(options)
    ray = _ray()
    began, clock = datetime.now(UTC), time.perf_counter()
    maker = maker_of(options.model, options.knowledge)
    load_knowledge(options.knowledge)
    places = [Place(given, follow_links=options.follow_links) for given in inputs]
    for place in places:
        place.check()
    read_by = hashlib.sha256(f"{maker.sha256} {options.max_bytes} {options.published}".encode()).hexdigest()
    batches = batches_of(items_of(places, out=Place(out)), size=options.shard_size or _SHARD, read_by=read_by)
    with _connected(ray, address):
        jobs = options.jobs or max(1, int(ray.cluster_resources().get("CPU", 1)))
        planned = _plan(ray, batches, Place(out))
        _work(ray, planned, _settings(inputs, out, options), jobs, watch or (lambda _done, _total: None))
    coverage = _tidied(Place(out), planned)
    head = RunManifest(
        provenance=maker.provenance,
        python_version=platform.python_version(),
        started=began,
        finished=datetime.now(UTC),
        seconds=round(time.perf_counter() - clock, 3),
        options=RunOptions(
            published=options.published,
            knowledge=shown(str(options.knowledge)) if options.knowledge else None,
            jobs=jobs,
            format="parquet",
            follow_links=options.follow_links,
            engine="ray",
        ),
        inputs=tuple(map(shown, inputs)),
        coverage=coverage,
    )
    _put(Place(out), head)
    return Summary(coverage, head.seconds, [], 0, None)


def _check(options: BatchOptions) -> None:
    check(options)
    if options.format not in (None, "parquet"):
        message = f"a cluster writes Parquet; leave out --format {options.format}"
        raise UsageError(message)


def _settings(inputs: Sequence[str], out: str, options: BatchOptions) -> ClusterSettings:
    return ClusterSettings(
        inputs=tuple(inputs),
        out=out,
        model=options.model,
        knowledge=options.knowledge,
        published=options.published,
        max_bytes=options.max_bytes,
        max_seconds=options.max_seconds,
    )


def _ray() -> Any:
    try:
        import ray.data  # noqa: PLC0415 -- comes with the extra `ray`
    except ImportError as error:
        message = "Ray is not installed; install it with: pip install 'regimeline[ray]'"
        raise UsageError(message) from error
    return ray


@contextlib.contextmanager
def _connected(ray: Any, address: str | None) -> Iterator[None]:
    """Connect to a cluster, unless the caller has; what was connected here is let go."""
    if ray.is_initialized():
        yield
        return
    try:
        os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # else Ray tells its makers of every cluster
        ray.init(address=address, log_to_driver=False, logging_level="error")
    except ConnectionError as error:
        message = (
            f"there is no Ray cluster at {address} ({error}); start one with `ray start --head`, or leave out --address"
        )
        raise UsageError(message) from error
    try:
        yield
    finally:
        ray.shutdown()


def _plan(ray: Any, batches: Iterator[Batch], out: Place) -> _Planned:
    """Hand the batches that are not there to the cluster as they are planned: only their names stay here."""
    import pyarrow as pa  # noqa: PLC0415 -- comes with Ray

    written = out.names(RECORDS)
    planned = _Planned([], set(), [])
    for batch in batches:
        planned.names.append(batch.name)
        if Path(shard_of(batch.name)).name in written:
            planned.there.add(batch.name)
        else:
            row = pa.table({"name": [batch.name], "items": [json.dumps(batch.items)]})
            planned.todo.append(ray.put(row))
    if not planned.names:
        message = "there are no files in the folders given, or none outside OUT; give folders with articles"
        raise UsageError(message)
    return planned


def _work(ray: Any, planned: _Planned, settings: ClusterSettings, jobs: int, watch: Watcher) -> None:
    """Have the batches read that are not there. Ray starts what a lost machine was at again, on another."""
    done = len(planned.there)
    watch(done, len(planned.names))
    if not planned.todo:
        return
    read = ray.data.from_arrow_refs(planned.todo).map_batches(
        _Reader,
        fn_constructor_args=(settings,),
        batch_size=1,
        compute=ray.data.ActorPoolStrategy(min_size=1, max_size=jobs),
        num_cpus=1,
    )
    for _ in read.iter_rows():
        done += 1
        watch(done, len(planned.names))


class _Reader:
    """What a process of the cluster does: made once, it reads batch after batch."""

    def __init__(self, settings: ClusterSettings) -> None:
        self._worker = BatchWorker(settings)

    def __call__(self, batch: dict[str, Any]) -> dict[str, Any]:
        for name, items in zip(batch["name"], batch["items"], strict=True):
            self._worker.work(str(name), [Item(*item) for item in json.loads(items)])
        return {"name": batch["name"]}


def _tidied(out: Place, planned: _Planned) -> Coverage:
    """Delete the shards of batches that the inputs no longer make; return the coverage of all others."""
    current = {Path(shard_of(name)).name for name in planned.names}
    lost = current - out.names(RECORDS)
    if lost:
        message = f"{len(lost)} batches could not be read; run the same command again: it reads what is missing"
        raise StorageError(message)
    for name in out.names(RECORDS) - current:
        out.remove(f"{RECORDS}/{name}")
    for name in out.names(OUTCOMES) - {Path(outcomes_of(name)).name for name in planned.names}:
        out.remove(f"{OUTCOMES}/{name}")
    told = {name: Coverage.model_validate_json(out.first_line(outcomes_of(name))) for name in planned.names}
    return _total(told, planned.there)


def _total(told: dict[str, Coverage], there: set[str]) -> Coverage:
    """Return the coverage of all batches; those that were `there` before were not read by this run."""
    parts = told.values()
    names = ("files", "articles", "characters", "events", "statistics", "overlooked")
    sums = {name: sum(getattr(part, name) for part in parts) for name in names}
    skipped: Counter[str] = Counter()
    problems: Counter[str] = Counter()
    for part in parts:
        skipped.update(part.skipped)
        problems.update(part.problems)
    return Coverage(
        **sums,
        unchanged=sum(told[name].files for name in there),
        extracted=sum(part.extracted for name, part in told.items() if name not in there),
        skipped=dict(sorted(skipped.items())),
        problems=dict(sorted(problems.items())),
        examples=tuple(item for part in parts for item in part.examples)[:_EXAMPLES],
    )


def _put(out: Place, manifest: RunManifest) -> None:
    with tempfile.TemporaryDirectory(prefix="regimeline-") as folder:
        file = Path(folder, MANIFEST)
        file.write_text(manifest.model_dump_json(indent=2) + "\n", encoding="utf-8")
        out.put(file, MANIFEST)
