"""The output folder of a run, read back: its records, and those among them that are not valid."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from extract.deciding.folder import as_reviewed
from extract.errors import RecordError
from extract.records import ArticleRecord, UnfitDecision, dump_record
from extract.records.log import DECISIONS, load_decisions
from extract.records.store import RECORDS, RecordStore
from extract.records.writing import write_whole


@dataclass(frozen=True, slots=True)
class Loaded:
    """The records of a run: pairs of the path below records/, with forward slashes, and the record, sorted by path.

    `faults` are sentences about files there that hold no valid record, `unfit` the decisions that could not be applied.
    """

    records: tuple[tuple[str, ArticleRecord], ...]
    faults: tuple[str, ...]
    unfit: tuple[UnfitDecision, ...] = ()


def record_names(out: Path) -> Iterator[str]:
    """Yield the paths of all records below `out`/records, with forward slashes, in no order."""
    return iter(RecordStore(out).names())


def load_records(out: Path, *, as_extracted: bool = False) -> Loaded:
    """Read all records below `out`/records, with the decisions of `out`/decisions.jsonl applied unless they are wanted `as_extracted`.

    Raises UsageError when `out` holds none, RecordError when none of them, or the log, is not valid.
    """
    store = RecordStore(out)
    store.check()
    records, faults = [], []
    for name, found in store:
        if isinstance(found, RecordError):
            told = str(found)
            faults.append(told if name in told else f"{name}: {told}")
        else:
            records.append((name, found))
    if not records:
        raise RecordError(faults[0])
    records.sort(key=lambda pair: pair[0])
    found_as, unfit = as_reviewed(records, () if as_extracted else load_decisions(out / DECISIONS))
    return Loaded(tuple(found_as), tuple(faults), unfit)


def write_records(records: Iterable[tuple[str, ArticleRecord]], out: Path) -> tuple[str, ...]:
    """Write pairs of path and record below `out`/records; return the paths of the records that were there and stay."""
    earlier = set(record_names(out))
    for name, record in records:
        write_whole(out / RECORDS / name, dump_record(record))
        earlier.discard(name)
    return tuple(sorted(earlier))
