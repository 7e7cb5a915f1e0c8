"""The decisions of an output folder and the records that they are about."""

from pathlib import Path
from typing import NamedTuple

from extract.deciding.homes import records_of
from extract.errors import RecordError, UsageError
from extract.records import ArticleRecord, Decision, load_record
from extract.records.log import DECISIONS, load_decisions
from extract.running.outputs import RECORDS, record_names


class Decided(NamedTuple):
    """A record as extracted, its path below records/, and what was decided about it, in the order of the log."""

    path: str
    record: ArticleRecord
    decisions: tuple[Decision, ...]


class Folder(NamedTuple):
    """Records with their decisions, by path; `faults` are sentences about those that cannot be read."""

    articles: tuple[Decided, ...]
    faults: tuple[str, ...]


def open_folder(out: Path, *, undecided: bool = False) -> Folder:
    """Return the records below `out`/records that decisions are about, or with `undecided` all.

    A record that decisions name and that is no longer there is a fault. Raises UsageError when `out` holds no records, RecordError
    when its log is not valid.
    """
    names = set(record_names(out))
    if not names:
        message = f"{out} holds no records; run `regimeline extract ARTICLES -o {out}` first"
        raise UsageError(message)
    decisions = records_of(load_decisions(out / DECISIONS))
    found, faults = [], []
    for path in sorted(decisions.keys() | names if undecided else decisions.keys()):
        try:
            found.append(Decided(path, _load(out, path, names), tuple(decisions.get(path, ()))))
        except RecordError as error:
            faults.append(str(error))
    return Folder(tuple(found), tuple(faults))


def _load(out: Path, path: str, names: set[str]) -> ArticleRecord:
    if path not in names:
        message = f"{path}: decisions are about it, and it is not below {out / RECORDS}; extract its article again"
        raise RecordError(message)
    return load_record(out / RECORDS / path)
