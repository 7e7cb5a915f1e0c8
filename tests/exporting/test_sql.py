"""SQL over records and timeline: what it finds, and what it cannot do."""

import json

import duckdb
import pytest
from timeline.reporting import GROUPS, event, report

from extract.errors import UsageError
from extract.exporting.results import result_csv, result_json, result_parquet
from extract.exporting.sql import answer, tables_in
from extract.exporting.tables import TABLES
from extract.timeline import build_timeline

RECORDS = [
    report("a.json", event(dates={"effective": "2031-06-01"}), event(measure="ban"), statistics=[{"value": -29.0}]),
    report("b.json", event(dates={"effective": "2031-06-02"}), title="=1+1", statistics=[{"value": -33.0}]),
]
TIMELINE = build_timeline(RECORDS, groups=GROUPS)


def ask(sql, **parameters):
    rows = {}
    for name in tables_in(sql):
        table = TABLES[name]
        rows[name] = table.of_records(RECORDS) if table.of_records else table.of_timeline(TIMELINE)
    return answer(sql, rows, parameters=parameters)


@pytest.mark.parametrize(("name", "count"), [("articles", 2), ("events", 3), ("statistics", 2), ("claims", 3)])
def test_tables_hold_what_records_and_timeline_do(name, count):
    assert ask(f"SELECT count(*) FROM {name}").rows == [(count,)]  # noqa: S608


@pytest.mark.parametrize("name", TABLES)
def test_every_row_has_every_column(name):
    table = TABLES[name]
    rows = list(table.of_records(RECORDS) if table.of_records else table.of_timeline(TIMELINE))
    assert rows
    assert all(row.keys() == table.columns.keys() for row in rows)
    assert ask(f"FROM {name}").columns == dict(table.columns)


def test_changes_claims_and_events_join():
    sql = """
        SELECT c.measure, list(e.record ORDER BY e.record) FROM changes c JOIN claims ON c.id = claims.change
        JOIN Events e USING (record, event) WHERE list_contains(c.materials, $m) GROUP BY ALL ORDER BY 1
    """
    assert ask(sql, m="yttrium").rows == [("ban", ["a.json"]), ("licence_requirement", ["a.json", "b.json"])]


def test_conflicts_have_a_row_a_side():
    rows = ask("SELECT value FROM conflicts WHERE field = 'dates.effective' ORDER BY version").rows
    assert {value for (value,) in rows} == {"2031-06-01", "2031-06-02"}


def test_only_the_tables_that_are_named_are_read():
    assert tables_in("WITH e AS (SELECT * FROM events) SELECT (SELECT max(value) FROM figures) FROM e") == [
        "events",
        "figures",
    ]
    assert tables_in("SELECT 'changes'") == []


@pytest.mark.parametrize(
    "sql",
    [
        "COPY (SELECT 1) TO '{file}'",
        "CREATE TABLE t AS SELECT 1",
        "DROP TABLE events",
        "ATTACH '{file}'",
        "SET enable_external_access = true",
        "PRAGMA version",
        "INSTALL httpfs",
        "SELECT 1; SELECT 2",
        "SELECT * FROM read_csv('/etc/passwd')",
        "SELECT * FROM read_text('{file}')",
        "SELECT * FROM glob('/*')",
        "SELECT * FROM '/etc/passwd'",
        "SELECT * FROM query('SELECT * FROM read_csv(''/etc/passwd'')')",
        "SELECT * FROM 'https://example.org/a.csv'",
        "SELECT nothing FROM events",
        "SELECT * FROM nowhere",
        "SELEC 1",
        "SELECT $m",
        "",
    ],
)
def test_nothing_else_is_done_and_the_error_says_what_is(tmp_path, sql):
    with pytest.raises(UsageError, match=r"the tables are|only one SELECT"):
        ask(sql.format(file=tmp_path / "x"))
    assert list(tmp_path.iterdir()) == []


def test_answers_as_csv_json_and_parquet(tmp_path):
    found = ask("SELECT title, [1, 2] AS list, DATE '2031-05-01' AS day FROM articles ORDER BY record DESC LIMIT 1")
    assert result_csv(found) == "title,list,day\n'=1+1,1; 2,2031-05-01\n"
    assert json.loads(result_json(found)) == [{"title": "=1+1", "list": [1, 2], "day": "2031-05-01"}]
    (tmp_path / "t.parquet").write_bytes(result_parquet(found))
    with duckdb.connect() as connection:
        read = connection.read_parquet(str(tmp_path / "t.parquet"))
        assert dict(zip(read.columns, map(str, read.types), strict=True)) == dict(found.columns)
        assert read.fetchall() == list(found.rows)
