"""The decisions of an output folder and the records that they are about."""

from pathlib import Path
from typing import NamedTuple

from extract.deciding.homes import housed
from extract.records import ArticleRecord, Decision
from extract.records.log import DECISIONS, load_decisions
from extract.running.outputs import load_records


class Decided(NamedTuple):
    """A record as extracted, its path below records/, and what was decided about it, in the order of the log."""

    path: str
    record: ArticleRecord
    decisions: tuple[Decision, ...]


class Folder(NamedTuple):
    """Records with their decisions, by path; `faults` are sentences about records and decisions that are left out."""

    articles: tuple[Decided, ...]
    faults: tuple[str, ...]


def open_folder(out: Path) -> Folder:
    """Return the records below `out`/records with the decisions about each.

    Raises UsageError when `out` holds no records, RecordError when none of them, or the log, is valid.
    """
    loaded = load_records(out, as_extracted=True)
    texts = {path: record.article.text_sha256 for path, record in loaded.records}
    decisions, lost = housed(load_decisions(out / DECISIONS), texts)
    articles = (Decided(path, record, decisions.get(path, ())) for path, record in loaded.records)
    gone = sorted({decision.record for decision in lost})
    faults = [f"what was decided about {path}: there is no such record; extract its article again" for path in gone]
    return Folder(tuple(articles), (*loaded.faults, *faults))
