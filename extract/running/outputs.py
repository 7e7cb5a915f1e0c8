"""The output folder of a run, read back: its records, and those among them that are not valid."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from extract.deciding.folder import as_reviewed
from extract.errors import RecordError, UsageError
from extract.records import ArticleRecord, UnfitDecision, dump_record, load_record
from extract.records.log import DECISIONS, load_decisions
from extract.records.writing import write_whole

RECORDS = "records"
MANIFEST = "run.json"


@dataclass(frozen=True, slots=True)
class Loaded:
    """The records of a run: pairs of the path below records/, with forward slashes, and the record, sorted by path.

    `faults` are sentences about files there that hold no valid record, `unfit` the decisions that could not be applied.
    """

    records: tuple[tuple[str, ArticleRecord], ...]
    faults: tuple[str, ...]
    unfit: tuple[UnfitDecision, ...] = ()


def record_names(out: Path) -> Iterator[str]:
    """Yield the paths of all record files below `out`/records, with forward slashes."""
    home = out / RECORDS
    return (path.relative_to(home).as_posix() for path in home.rglob("*.json") if path.is_file())


def load_records(out: Path, *, as_extracted: bool = False) -> Loaded:
    """Read all records below `out`/records, with the decisions of `out`/decisions.jsonl applied unless they are wanted `as_extracted`.

    Raises UsageError when `out` holds none, RecordError when none of them, or the log, is not valid.
    """
    names = sorted(record_names(out))
    if not names:
        message = f"{out} holds no records; run `regimeline extract ARTICLES -o {out}` first"
        raise UsageError(message)
    records, faults = [], []
    for name in names:
        try:
            records.append((name, load_record(out / RECORDS / name)))
        except RecordError as error:
            told = str(error)
            faults.append(told if name in told else f"{name}: {told}")
    if not records:
        raise RecordError(faults[0])
    found, unfit = as_reviewed(records, () if as_extracted else load_decisions(out / DECISIONS))
    return Loaded(tuple(found), tuple(faults), unfit)


def write_records(records: Iterable[tuple[str, ArticleRecord]], out: Path) -> tuple[str, ...]:
    """Write pairs of path and record below `out`/records; return the paths of the records that were there and stay."""
    earlier = set(record_names(out))
    for name, record in records:
        write_whole(out / RECORDS / name, dump_record(record))
        earlier.discard(name)
    return tuple(sorted(earlier))
