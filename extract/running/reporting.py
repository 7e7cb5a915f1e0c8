"""After a run: `run.json` and its coverage, from the journal, without ever having all of it in memory."""

import json
from collections.abc import Iterator
from pathlib import Path

from extract.records.masking import masked
from extract.records.writing import write_whole
from extract.running.bookkeeping import Books
from extract.running.journal import Journal
from extract.running.manifest import Coverage, Overlooked, RunManifest, SkippedFile, pieces_of
from extract.running.surveying import Due

MANIFEST = "run.json"

_EXAMPLES = 20
"""Overlooked passages that the coverage quotes."""

_CURRENT = "planned JOIN articles USING (stem) WHERE NOT gone"
_LEFT = """
SELECT record FROM articles JOIN present USING (unit) WHERE gone OR stem NOT IN (SELECT stem FROM planned)
UNION SELECT unit FROM present WHERE unit NOT IN (SELECT unit FROM articles)
ORDER BY 1
"""
_COUNTS = f"""
SELECT count(*), count(*) - count(DISTINCT key), ifnull(sum(told ->> '$.characters'), 0), ifnull(sum(told ->> '$.events'), 0),
  ifnull(sum(told ->> '$.statistics'), 0), ifnull(sum(told ->> '$.overlooked'), 0)
FROM {_CURRENT}
"""  # noqa: S608 -- our own words

_COPIED = (
    "masked(nullif(first_value(record) OVER (PARTITION BY key ORDER BY told ->> '$.copy_of' NOTNULL, record), record))"
)
"""The record of the article that an article is the same as: of those that are there now, whatever became of the one that was read."""

_SKIPPED = "SELECT code, count(*) FROM planned JOIN skipped USING (stem) GROUP BY code ORDER BY code"
_PROBLEMS = """
SELECT value, count(*) FROM planned JOIN articles USING (stem), json_each(told, '$.problems') WHERE NOT gone GROUP BY value ORDER BY value
"""
_QUOTED = f"SELECT examples FROM {_CURRENT} AND examples <> '[]' ORDER BY position, name, place LIMIT {_EXAMPLES}"  # noqa: S608 -- the same


def coverage_of(journal: Journal, books: Books, due: Due, *, unchanged: int, pruned: int) -> Coverage:
    """Return in numbers what became of the files that were given."""
    db = journal.db
    articles, duplicates, characters, events, statistics, missed = db.execute(_COUNTS).fetchone()
    told = [item for (text,) in db.execute(_QUOTED) for item in json.loads(text)]
    return Coverage(
        files=due.files,
        unchanged=unchanged,
        articles=articles,
        extracted=books.extracted,
        copied=books.copied,
        moved=books.moved,
        duplicates=duplicates,
        characters=characters,
        events=events,
        statistics=statistics,
        skipped=dict(db.execute(_SKIPPED)),
        problems=dict(db.execute(_PROBLEMS)),
        gone=db.execute("SELECT count(*) FROM articles WHERE gone").fetchone()[0],
        pruned=pruned,
        replaced=due.replacing,
        overlooked=missed,
        examples=tuple(map(Overlooked.model_validate, told[:_EXAMPLES])),
    )


def write_manifest(journal: Journal, out: Path, head: RunManifest) -> None:
    """Write `out`/run.json: `head`, and the articles, skipped files and left records that the journal knows of."""
    told = f"json_set(told, '$.input', planned.input, '$.source', masked(planned.name), '$.copy_of', {_COPIED})"
    articles = f"SELECT {told} FROM {_CURRENT} ORDER BY position, name, place"  # noqa: S608 -- our own words
    skipped = "SELECT skipped.told FROM planned JOIN skipped USING (stem) ORDER BY position, name, place, skipped.rowid"
    left = (json.dumps(masked(name), ensure_ascii=False) for name in _texts(journal, _LEFT))
    lists = {"articles": _texts(journal, articles), "skipped": _texts(journal, skipped), "left": left}
    write_whole(out / MANIFEST, pieces_of(head, **lists))


def first_skipped(journal: Journal, count: int) -> list[SkippedFile]:
    """Return the first files and articles that were skipped, in the order of the inputs."""
    sql = "SELECT skipped.told FROM planned JOIN skipped USING (stem) ORDER BY position, name, place, skipped.rowid LIMIT ?"
    return [SkippedFile.model_validate_json(text) for (text,) in journal.db.execute(sql, (count,))]


def first_left(journal: Journal) -> tuple[int, str | None]:
    """Return how many records of earlier runs stay, and the first of them."""
    count, first = journal.db.execute(f"SELECT count(*), min(record) FROM ({_LEFT})").fetchone()  # noqa: S608 -- our own words
    return count, first


def _texts(journal: Journal, sql: str) -> Iterator[str]:
    return (str(text) for (text,) in journal.db.execute(sql))
