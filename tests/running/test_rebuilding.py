"""A rebuild gives what a full build gives, byte for byte, whatever happened to the records in between."""

import contextlib
import gc
import os
import sqlite3
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from benchmarks.records import records as generated
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.errors import UsageError
from extract.records import dump_record
from extract.running import rebuilding
from extract.running.keeping import KEPT
from extract.running.outputs import load_records
from extract.running.rebuilding import rebuild
from extract.running.scores import recall, remember
from extract.timeline import build_timeline, judging
from extract.timeline.judging import NEVER


def write(out, path, record):
    target = out / "records" / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(dump_record(record), encoding="utf-8")


def full(out):
    return (build_timeline(load_records(out).records).model_dump_json(indent=1) + "\n").encode()


@pytest.fixture(autouse=True, scope="module")
def _scores_of_small_blocks_are_kept():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rebuilding, "_MANY", 0)
        yield


@pytest.fixture
def out(tmp_path):
    for path, record in generated(40):
        write(tmp_path, path, record)
    return tmp_path


def test_a_first_build_is_a_full_build(out):
    built = rebuild(out)
    assert built.path.read_bytes() == full(out)
    assert built.records == built.claims == 40
    assert built.rebuilt > built.changes > 1


def test_a_second_build_tells_nothing_anew_and_writes_the_same(out):
    before = rebuild(out).path.read_bytes()
    again = rebuild(out)
    assert (again.rebuilt, again.path.read_bytes()) == (0, before)


def test_what_stands_is_not_written_again_until_something_changes(out):
    assert rebuild(out).written
    assert not rebuild(out).written
    (out / "timeline.json").write_text("{}", encoding="utf-8")
    assert rebuild(out).written
    (out / "timeline.json").unlink()
    again = rebuild(out)
    assert (again.written, again.path.read_bytes()) == (True, full(out))
    next((out / "records").rglob("*.json")).unlink()
    again = rebuild(out)
    assert (again.written, again.path.read_bytes()) == (True, full(out))


steps = st.lists(
    st.tuples(st.sampled_from(["add", "drop", "swap", "break"]), st.integers(0, 29)), min_size=1, max_size=8
)


@settings(max_examples=15, deadline=None)
@given(steps, st.integers(1, 4), st.randoms(use_true_random=False))
def test_any_changes_to_the_records_end_where_a_full_build_does(done, seed, dice):
    drawn = list(generated(30, seed=seed))
    others = [record for _, record in generated(30, seed=seed + 1)]
    with TemporaryDirectory() as folder:
        out = Path(folder)
        for path, record in dice.sample(drawn, 15):
            write(out, path, record)
        rebuild(out)
        for step, number in done:
            path, record = drawn[number]
            _take(step, out, path, record if step == "add" else others[number])
            if dice.random() < 0.5:
                rebuild(out)
        write(out, *drawn[0])
        assert rebuild(out).path.read_bytes() == full(out)


def _take(step, out, path, record):
    if step == "drop":
        (out / "records" / path).unlink(missing_ok=True)
    elif step == "break":
        write(out, path, record)
        (out / "records" / path).write_text("{", encoding="utf-8")
    else:
        write(out, path, record)


def test_only_what_shares_a_block_with_the_new_record_is_merged_again(out, monkeypatch):
    rebuild(out)
    looked_at = []
    merge = rebuilding.merged

    def watched(items, *rest, **options):
        looked_at.extend(items)
        return merge(items, *rest, **options)

    monkeypatch.setattr(rebuilding, "merged", watched)
    path, record = list(generated(41))[-1]
    write(out, path, record)
    rebuild(out)
    blocks = {(item.event.issuer.jurisdiction, item.event.measure, item.event.action) for item in looked_at}
    assert len(blocks) == 1
    assert path in {item.claim.record for item in looked_at}


def test_pairs_that_were_scored_are_not_compared_again(out, monkeypatch):
    rebuild(out)
    compared = []
    compare = judging.compare
    monkeypatch.setattr(
        judging, "compare", lambda a, b: compared.append({a.claim.record, b.claim.record}) or compare(a, b)
    )
    path, record = list(generated(41))[-1]
    write(out, path, record)
    rebuild(out)
    assert all(path in pair for pair in compared)
    assert len(compared) < 40


def test_scores_are_kept_exactly():
    scored = {(-(2**63), 5): 0.1 + 0.2, (7, 2**63 - 1): NEVER}
    with sqlite3.connect(":memory:") as connection:
        connection.execute("CREATE TABLE scores (cell TEXT PRIMARY KEY, pairs BLOB NOT NULL)")
        remember(connection, "one", scored)
        remember(connection, "none", {})
        assert recall(connection, "one") == scored
        assert recall(connection, "none") == {}
        remember(connection, "one", {})
        assert recall(connection, "one") == {}
    connection.close()


def test_a_record_that_was_only_touched_is_not_read_again(out):
    rebuild(out)
    path = next((out / "records").rglob("*.json"))
    os.utime(path, ns=(1, 1))
    assert rebuild(out).rebuilt == 0


def test_faults_are_named_and_left_out(out):
    (out / "records" / "bad.json").write_text("{}", encoding="utf-8")
    built = rebuild(out)
    assert len(built.faults) == 1
    assert "bad.json" in built.faults[0]
    assert built.records == 40
    assert rebuild(out).faults == built.faults


@pytest.mark.parametrize("content", [b"no database at all, " * 400, b""])
def test_a_damaged_cache_costs_nothing_but_time(out, content):
    before = rebuild(out).path.read_bytes()
    (out / KEPT).write_bytes(content)
    assert rebuild(out).path.read_bytes() == before


def altered(out, *statements):
    with contextlib.closing(sqlite3.connect(out / KEPT)) as connection, connection:
        for statement in statements:
            connection.execute(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "DROP TABLE unfit",
        "ALTER TABLE items DROP COLUMN claims",
        "CREATE VIEW extra AS SELECT * FROM items",
        "CREATE TRIGGER other AFTER DELETE ON ruled BEGIN UPDATE items SET json = 'old'; END",
        "UPDATE items SET json = replace(json, 'e', 'f')",
        "UPDATE items SET standing = '['",
        "UPDATE items SET standing = CAST(x'ff' AS TEXT)",
        "UPDATE items SET conflicts = CAST('x' AS BLOB) || conflicts",
        "UPDATE parts SET part = x'00'",
    ],
)
def test_a_cache_that_was_tampered_with_is_not_used(out, statement):
    before = rebuild(out).path.read_bytes()
    altered(out, statement)
    path, record = list(generated(41))[-1]
    write(out, path, record)
    rebuild(out)
    assert (out / "timeline.json").read_bytes() == full(out) != before


def test_a_flipped_byte_does_not_reach_the_timeline(out):
    before = rebuild(out).path.read_bytes()
    kept = bytearray((out / KEPT).read_bytes())
    at = kept.index(b'"first_reported"')
    kept[at + 1] ^= 1
    (out / KEPT).write_bytes(kept)
    (out / "timeline.json").unlink()
    assert rebuild(out).path.read_bytes() == before


def test_the_collector_of_cycles_is_as_it_was(out):
    assert gc.isenabled()
    rebuild(out)
    assert gc.isenabled()


def test_what_other_code_or_rules_made_is_not_kept(out):
    rebuild(out)
    altered(out, "UPDATE made_by SET sha256 = 'that of another release'", "UPDATE items SET json = 'old'")
    built = rebuild(out)
    assert built.rebuilt
    assert built.path.read_bytes() == full(out)


def test_a_folder_without_records_is_told_so(tmp_path):
    with pytest.raises(UsageError, match="regimeline extract"):
        rebuild(tmp_path)
    assert list(tmp_path.iterdir()) == []
