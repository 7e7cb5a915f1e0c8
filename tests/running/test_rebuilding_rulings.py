"""A rebuild gives what a first build gives, byte for byte, whatever reviewers decided, in whatever order, between changes to the records."""

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.records import records as generated
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.deciding.anchors import anchor_of
from extract.records import Decision, dump_record
from extract.records.log import DECISIONS, append_decisions, load_decisions
from extract.running.rebuilding import rebuild

BEGAN = datetime(2031, 6, 1, tzinfo=UTC)
DRAWN = list(generated(12, seed=3))
numbers = st.integers(0, len(DRAWN) - 1)
acts = st.sampled_from(["write", "drop", "move", "merge", "split", "reject", "edit", "retract", "build"])
steps = st.lists(st.tuples(acts, numbers, numbers), min_size=1, max_size=12)


@settings(max_examples=25, deadline=None)
@given(steps)
def test_any_decisions_end_where_a_first_build_does(done):
    with TemporaryDirectory() as folder:
        out = Path(folder) / "out"
        for number in range(0, len(DRAWN), 2):
            take(out, "write", number, number)
        rebuild(out)
        for step in done:
            take(out, *step)
        take(out, "write", 0, 0)
        assert rebuild(out).path.read_bytes() == first_build(out, Path(folder) / "fresh")


def first_build(out, fresh):
    shutil.copytree(out, fresh, ignore=shutil.ignore_patterns("timeline.*"))
    return rebuild(fresh).path.read_bytes()


def take(out, act, number, other):
    path, record = DRAWN[number]
    home = out / "records" / path
    if act in ("write", "move"):
        target = home if act == "write" else out / "records" / "moved" / home.name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(dump_record(record), encoding="utf-8")
    if act in ("drop", "move"):
        home.unlink(missing_ok=True)
    elif act == "build":
        rebuild(out)
    elif act in ("merge", "split"):
        decide(out, act, number, scope="timeline", **others(other))
    elif act == "reject":
        decide(out, act, number)
    elif act == "edit":
        decide(out, act, number, field="stage", value="suspended")
    elif act == "retract":
        retract(out, other)


def others(number):
    path, record = DRAWN[number]
    return {"targets": (f"{path}#{record.events[0].id}",), "anchors": (anchor(record),)}


def anchor(record):
    return anchor_of(record.article, record.events[0].triggers[0].evidence)


def decide(out, verdict, number, **about):
    path, record = DRAWN[number]
    about = {"target": record.events[0].id, "anchor": anchor(record), "scope": "record", **about}
    log(out, record=path, verdict=verdict, **about)


def retract(out, number):
    made = logged(out)
    if made:
        undone = made[number % len(made)]
        log(out, record=undone.record, verdict="retract", retracts=undone.id, scope=undone.scope)


def logged(out):
    return load_decisions(out / DECISIONS)


def log(out, **about):
    number = len(logged(out))
    decision = Decision(id=f"d{number}", at=BEGAN + timedelta(seconds=number), by="Kari", **about)
    append_decisions(out / DECISIONS, [decision])
