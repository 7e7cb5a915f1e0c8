"""One batch on a machine of a cluster: its files are brought there, read, and their records written as a shard of Parquet."""

import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from extract.errors import StorageError
from extract.reading import Source
from extract.reading.sources import shown
from extract.reading.table import NAME
from extract.records import Problem
from extract.records.shards import compact
from extract.running.batches import Item
from extract.running.manifest import Coverage, Overlooked, ReadArticle
from extract.running.messages import Ended, Outcome, Reached, Reply, Told
from extract.running.nursery import Nursery
from extract.running.parquet import write_parquet
from extract.running.places import Place
from extract.running.planning import Task
from extract.running.processes import Crew
from extract.running.working import Settings

RECORDS, OUTCOMES = "records", "outcomes"

_EXAMPLES = 20


@dataclass(frozen=True, slots=True)
class ClusterSettings:
    """What all machines read with: addresses of the inputs and of the folder to write to, and the options of a run."""

    inputs: tuple[str, ...]
    out: str
    model: str | None
    knowledge: Path | None
    published: str | None
    max_bytes: int | None
    max_seconds: float


class BatchWorker:
    """Reads batches, one after the other, with one process that has the model loaded; made once on a machine for each core.

    A batch that is there is not read again: what is done twice, since a machine was lost before it could say so, is the same.
    """

    def __init__(self, settings: ClusterSettings) -> None:
        self._settings = settings
        self._places = [Place(address) for address in settings.inputs]
        self._out = Place(settings.out)
        self._nursery = Nursery(
            Settings(None, settings.model, settings.knowledge, settings.published, settings.max_bytes)
        )

    def close(self) -> None:
        """End the process that has the model loaded; it ends by itself with this one."""
        self._nursery.close()

    def work(self, name: str, items: Sequence[Item]) -> None:
        """Write `records/part-<name>.parquet`, and before it `outcomes/part-<name>.jsonl`: a line of coverage, then one an article."""
        if self._out.has(shard_of(name)):
            return
        with tempfile.TemporaryDirectory(prefix="regimeline-") as folder:
            home = Path(folder)
            outcomes: list[Outcome] = []
            records: dict[str, str] = {}
            examples: list[Overlooked] = []
            for told in self._told(items, home):
                outcomes += told.outcomes
                examples += told.overlooked
                if told.reached and told.text is not None:
                    records[told.reached.record] = compact(told.text)
            coverage = coverage_in(outcomes, files=len(items), examples=examples[:_EXAMPLES])
            lines, shard = home / f"{name}.jsonl", home / f"{name}.parquet"
            lines.write_text("".join(f"{item.model_dump_json()}\n" for item in (coverage, *outcomes)), encoding="utf-8")
            write_parquet(shard, sorted(records.items()))
            self._out.put(lines, outcomes_of(name))
            self._out.put(shard, shard_of(name))

    def _told(self, items: Sequence[Item], home: Path) -> Iterator[Told]:
        def extract(_: Reached) -> Reply:
            return Reply()

        crew = Crew(self._nursery, jobs=1, max_seconds=self._settings.max_seconds, answer=extract)
        for step in crew.work(self._task(item, home) for item in items):
            if isinstance(step.message, Ended):
                raise StorageError(step.message.why)
            if isinstance(step.message, Told):
                yield step.message

    def _task(self, item: Item, home: Path) -> Task:
        place = self._places[item.place]
        root = place.local or home / str(item.place)
        if place.local is None:
            place.fetch(item.name, root)
            if Path(item.name).name == NAME:
                root = home / "tables" / str(item.place)
                place.fetch(item.name, root)
                place.mark_beside(item.name, root)
        problem = Problem.model_validate_json(item.problem) if item.problem else None
        return Task(
            Source(root / item.name, root, shown(item.name), item.stem, problem), shown(place.address), item.folder
        )


def coverage_in(outcomes: Sequence[Outcome], *, files: int, examples: Sequence[Overlooked]) -> Coverage:
    """Return in numbers what became of the files of a batch."""
    read = [item for item in outcomes if isinstance(item, ReadArticle)]
    skipped = Counter(item.problem.code for item in outcomes if not isinstance(item, ReadArticle))
    problems = Counter(code for item in read for code in item.problems)
    return Coverage(
        files=files,
        articles=len(read),
        extracted=len(read),
        characters=sum(item.characters for item in read),
        events=sum(item.events for item in read),
        statistics=sum(item.statistics for item in read),
        skipped=dict(sorted(skipped.items())),
        problems=dict(sorted(problems.items())),
        overlooked=sum(item.overlooked for item in read),
        examples=tuple(examples),
    )


def shard_of(name: str) -> str:
    """Return where the records of a batch stand below the folder of the run."""
    return f"{RECORDS}/part-{name}.parquet"


def outcomes_of(name: str) -> str:
    """Return where it is told what became of the files of a batch."""
    return f"{OUTCOMES}/part-{name}.jsonl"
