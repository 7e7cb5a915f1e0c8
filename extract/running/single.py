"""Single records of a folder as reviewed, without reading all the others."""

from pathlib import Path

from extract.deciding.applying import reviewed
from extract.deciding.homes import housed, text_of
from extract.errors import UsageError
from extract.records import ArticleRecord, load_record
from extract.records.log import DECISIONS, load_decisions
from extract.records.store import RECORDS, RecordStore


class SingleRecords:
    """Reads records below `out`/records with their decisions applied; the log is read once.

    A record that decisions name is taken for the one that they mean; whether its text was moved to another is not looked for.
    Raises RecordError when the log is not valid.
    """

    def __init__(self, out: Path) -> None:
        self._store = RecordStore(out)
        decisions = load_decisions(out / DECISIONS)
        texts = {made.record: text_of(made) or "" for made in decisions if self._store.unit_of(made.record)}
        self._by_path, self._lost = housed(decisions, texts)

    def record(self, path: str) -> ArticleRecord:
        """Return the record at this path, as reviewed. Raises RecordError when it is not there or not valid."""
        record = self._store.load(path)
        moved, _ = housed(self._lost, {path: record.article.text_sha256})
        return reviewed(record, self._by_path.get(path) or moved.get(path, ())).record


def load_reviewed(file: Path, *, as_extracted: bool = False) -> ArticleRecord:
    """Return the record at `file`; below a folder `records` also one that stands there in a shard, and as reviewed unless `as_extracted`.

    Raises UsageError when there is none, RecordError when it or the log of decisions is not valid.
    """
    whole = file.resolve()
    home = next((folder for folder in whole.parents if folder.name == RECORDS), None)
    store = RecordStore(home.parent) if home else None
    path = whole.relative_to(home).as_posix() if home else ""
    if not (file.is_file() or (store and store.unit_of(path))):
        message = f"there is no record {file}; give one of those that `regimeline extract` wrote below OUT/records"
        raise UsageError(message)
    if store is None:
        return load_record(file)
    return store.load(path) if as_extracted else SingleRecords(store.out).record(path)
