"""Single records of a folder as reviewed, without reading all the others."""

from pathlib import Path

from extract.deciding.applying import reviewed
from extract.deciding.homes import housed, text_of
from extract.records import ArticleRecord, load_record
from extract.records.log import DECISIONS, load_decisions
from extract.running.outputs import RECORDS


class SingleRecords:
    """Reads records below `out`/records with their decisions applied; the log is read once.

    A record that decisions name is taken for the one that they mean; whether its text was moved to another is not looked for.
    Raises RecordError when the log is not valid.
    """

    def __init__(self, out: Path) -> None:
        self._home = out / RECORDS
        decisions = load_decisions(out / DECISIONS)
        texts = {made.record: text_of(made) or "" for made in decisions if (self._home / made.record).is_file()}
        self._by_path, self._lost = housed(decisions, texts)

    def record(self, path: str) -> ArticleRecord:
        """Return the record at this path, as reviewed. Raises RecordError when it is not valid."""
        record = load_record(self._home / path)
        moved, _ = housed(self._lost, {path: record.article.text_sha256})
        return reviewed(record, self._by_path.get(path) or moved.get(path, ())).record


def load_reviewed(file: Path) -> ArticleRecord:
    """Return the record in `file`, as reviewed where it stands below a folder `records`. Raises RecordError when it is not valid."""
    whole = file.resolve()
    home = next((folder for folder in whole.parents if folder.name == RECORDS), None)
    return SingleRecords(home.parent).record(whole.relative_to(home).as_posix()) if home else load_record(file)
