"""The log: what was said to be saved is there, whoever writes at the same time and whatever is killed."""

import errno
import json
import os
import signal
import subprocess
import sys
from datetime import UTC, datetime

import pytest
from disk import room_for
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.errors import RecordError, UsageError
from extract.records import Decision
from extract.records.decision import Anchor
from extract.records.log import DECISIONS, append_decisions, load_decisions
from extract.reviewing.ledger import Ledger

WRITER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from extract.records import Decision
from extract.reviewing.ledger import Ledger

path, name, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
ledger = Ledger(path)
for number in range(count):
    made = Decision(
        id=f"{name}-{number}", at=datetime.now(UTC), by=name, record=f"{name}.json", target="e1", verdict="accept",
        scope="record", note="注" * 3000,
    )
    ledger.write(made, version=ledger.version(f"{name}.json"))
    print(made.id, flush=True)
"""


@pytest.fixture
def path(tmp_path):
    return tmp_path / DECISIONS


def decision(id_, record="a.json", *, target="e1", **about):
    about = {"verdict": "edit", "scope": "record", "by": "Kari", **about}
    return Decision(id=id_, at=datetime(2031, 6, 1, tzinfo=UTC), record=record, target=target, **about)


def writer(path, name, count):
    command = [sys.executable, "-c", WRITER, str(path), name, str(count)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def ids(path):
    return [made.id for made in load_decisions(path)]


def test_two_processes_and_this_one_never_mix_their_lines(path):
    others = [writer(path, name, 15) for name in ("one", "two")]
    ledger = Ledger(path)
    for number in range(15):
        assert ledger.write(decision(f"own-{number}", "own.json"), version=ledger.version("own.json")) is None
    told = [line for process in others for line in process.communicate()[0].split()]
    assert sorted(ids(path)) == sorted([*told, *(f"own-{number}" for number in range(15))])
    assert ledger.refresh() <= {"one.json", "two.json"}
    assert [made.id for made in ledger.of("one.json")] == [f"one-{number}" for number in range(15)]


def test_what_was_acknowledged_before_a_kill_is_there_and_writing_goes_on(path):
    told = []
    for number in range(4):
        process = writer(path, f"w{number}", 1000)
        told += [process.stdout.readline().strip() for _ in range(1 + 3 * number)]
        process.send_signal(signal.SIGKILL)
        told += process.communicate()[0].split()
        logged = ids(path)
        assert [id_ for id_ in logged if id_ in set(told)] == told
        assert len(logged) <= len(told) + number + 1  # at most the one in the making, each time
    append_decisions(path, [decision("last")])
    assert ids(path)[-1] == "last"


@given(st.integers(1, 400))
@settings(max_examples=25, deadline=None)
def test_a_torn_line_is_set_aside_and_the_earlier_ones_stay(tmp_path_factory, cut):
    path = tmp_path_factory.mktemp("log") / DECISIONS
    append_decisions(path, [decision("d1", note="first"), decision("d2", note="第二 🙂")])
    whole = path.read_bytes()
    last = whole[whole.rstrip(b"\n").rfind(b"\n") + 1 :]
    torn = last[: min(cut, len(last) - 2)]
    path.write_bytes(whole[: -len(last)] + torn)
    assert ids(path) == ["d1"]
    ledger = Ledger(path)
    ledger.refresh()
    assert ledger.write(decision("d3", "b.json"), version=None) is None
    assert ids(path) == ["d1", "d3"]
    assert path.with_suffix(".torn").read_bytes() == torn + b"\n"


@pytest.mark.parametrize("left", [b"", b'{"schema_ver', b'{"schema_version": "1.0"}'])
def test_a_log_whose_first_line_was_torn_is_begun_again(path, left):
    path.write_bytes(left)
    assert ids(path) == []
    append_decisions(path, [decision("d1")])
    assert ids(path) == ["d1"]


@pytest.mark.parametrize("room", [0, 10, 60])
@pytest.mark.parametrize("before", [[], ["d1"]])
def test_what_finds_no_room_leaves_the_log_as_it_was(path, before, room):
    if before:
        append_decisions(path, [decision(id_) for id_ in before])
    content = path.read_bytes() if before else b""
    with room_for(len(content) + room), pytest.raises(UsageError, match="nothing was saved; make room"):
        Ledger(path).write(decision("d2", "b.json", note="long " * 30), version=None)
    assert (path.read_bytes() if path.exists() else b"") == content
    append_decisions(path, [decision("d3")])
    assert ids(path) == [*before, "d3"]


def test_what_the_disk_does_not_confirm_does_not_count(path, monkeypatch):
    append_decisions(path, [decision("d1")])

    def fails(_):
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(os, "fsync", fails)
    with pytest.raises(UsageError, match="Input/output error"):
        append_decisions(path, [decision("d2")])
    assert ids(path) == ["d1"]


def test_a_log_that_cannot_be_read_is_named(path):
    path.mkdir()
    with pytest.raises(RecordError, match=r"decisions\.jsonl cannot be read"):
        Ledger(path).refresh()


def test_a_last_line_that_only_lacks_its_end_is_kept(path):
    append_decisions(path, [decision("d1"), decision("d2")])
    path.write_bytes(path.read_bytes().rstrip(b"\n"))
    append_decisions(path, [decision("d3")])
    assert ids(path) == ["d1", "d2", "d3"]
    assert not path.with_suffix(".torn").exists()


def test_a_ledger_reads_only_what_was_added_and_all_of_a_log_that_was_replaced(path):
    ledger = Ledger(path)
    assert ledger.refresh() == frozenset()
    append_decisions(path, [decision("d1"), decision("d2", "b.json")])
    assert ledger.refresh() == {"a.json", "b.json"}
    assert ledger.refresh() == frozenset()
    append_decisions(path, [decision("d3")])
    assert ledger.refresh() == {"a.json"}
    assert [made.id for made in ledger.of("a.json")] == ["d1", "d3"]
    lines = path.read_bytes().splitlines(keepends=True)
    other = path.with_name("other")
    other.write_bytes(b"".join([lines[0], *lines[2:]]))
    other.replace(path)
    ledger.refresh()
    assert [made.id for made in ledger.of("a.json")] == ["d3"]


def test_a_line_that_is_no_decision_is_named(path):
    append_decisions(path, [decision("d1")])
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps({"id": "d2"}) + "\n")
    with pytest.raises(RecordError, match="line 3"):
        load_decisions(path)


@pytest.mark.parametrize(
    ("earlier", "later", "clashes"),
    [
        ({"field": "stage"}, {"field": "stage"}, True),
        ({"field": "stage"}, {"field": "certainty"}, False),
        ({"field": "dates[1].value"}, {"field": "dates"}, True),
        ({"field": "dates[1].value"}, {"field": "dates[0].value"}, False),
        ({"field": "stage"}, {"verdict": "accept"}, True),
        ({"verdict": "reject"}, {"field": "stage"}, True),
        ({"field": "stage"}, {"field": "stage", "target": "e2"}, False),
        ({"verdict": "merge", "targets": ("a.json#e2",)}, {"field": "stage", "target": "e2"}, True),
        (
            {"verdict": "add", "target": None, "field": "events"},
            {"verdict": "add", "target": None, "field": "events"},
            False,
        ),
        ({"verdict": "accept", "target": None}, {"field": "stage"}, False),
    ],
)
def test_a_write_on_an_old_version_clashes_with_what_is_about_the_same(path, earlier, later, clashes):
    ledger = Ledger(path)
    ledger.write(decision("d0", target="e9"), version=None)
    ledger.write(decision("d1", **earlier), version="d0")
    clash = ledger.write(decision("d2", **later), version="d0")
    assert (clash.theirs.id if clash else None) == ("d1" if clashes else None)
    assert ids(path) == (["d0", "d1"] if clashes else ["d0", "d1", "d2"])


def test_a_retraction_since_clashes_with_what_it_retracted(path):
    ledger = Ledger(path)
    ledger.write(decision("d1", field="stage"), version=None)
    ledger.write(decision("d2", target=None, verdict="retract", retracts="d1"), version="d1")
    assert ledger.write(decision("d3", field="stage"), version="d1").theirs.id == "d2"
    assert ledger.write(decision("d4", field="certainty"), version="d1") is None


def test_decisions_follow_their_article_to_another_path(path):
    anchor = Anchor(article_sha256="abc", quote="licence", before="", after="")
    append_decisions(
        path,
        [
            decision("d1", "old.json", anchor=anchor),
            decision("d2", "old.json", target=None, verdict="retract", retracts="d1"),
        ],
    )
    ledger = Ledger(path)
    ledger.refresh()
    ledger.house({"new.json": "abc"})
    assert [made.id for made in ledger.of("new.json")] == ["d1", "d2"]
    ledger.house({"other.json": "def"})
    assert [made.id for made in ledger.lost()] == ["d1", "d2"]
    ledger.house({"old.json": "def"})
    assert [made.id for made in ledger.of("old.json")] == ["d1", "d2"]
