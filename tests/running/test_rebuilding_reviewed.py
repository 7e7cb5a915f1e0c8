"""A rebuild sees what was decided since the last one, and gives what a build from all records and decisions gives."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from benchmarks.records import records as generated
from deciding.verdicts import Scribe
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.records import dump_record
from extract.records.log import DECISIONS, append_decisions, load_decisions
from extract.running.outputs import load_records
from extract.running.rebuilding import rebuild
from extract.running.single import load_reviewed
from extract.timeline import build_timeline, load_timeline


def write(out, path, record):
    target = out / "records" / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(dump_record(record), encoding="utf-8")


def full(out):
    records = load_records(out, as_extracted=True).records
    built = build_timeline(records, decisions=load_decisions(out / DECISIONS))
    return (built.model_dump_json(indent=1) + "\n").encode()


@pytest.fixture
def out(tmp_path):
    for path, record in generated(12):
        write(tmp_path, path, record)
    return tmp_path


def decide(out, number, verdict, **about):
    path, record = list(generated(12))[number]
    made = len(load_decisions(out / DECISIONS)) + 1
    decision = Scribe(path).write(record, verdict, record.events[0].id, **about).model_copy(update={"id": f"d{made}"})
    append_decisions(out / DECISIONS, [decision])
    return path, record.events[0].id


def claims(out):
    timeline = load_timeline(out / "timeline.json")
    return {(claim.record, claim.event): change for change in timeline.changes for claim in change.claims}


def test_a_rejected_event_leaves_the_timeline_and_a_correction_appears(out):
    rebuild(out)
    gone = decide(out, 0, "reject")
    corrected = decide(out, 1, "edit", field="measure", value="quota")
    rebuild(out)
    assert gone not in claims(out)
    assert claims(out)[corrected].measure.value == "quota"
    assert (out / "timeline.json").read_bytes() == full(out)


def test_a_rebuild_without_new_decisions_tells_nothing_anew(out):
    decide(out, 0, "reject")
    decide(out, 1, "accept")
    rebuild(out)
    assert rebuild(out).rebuilt == 0


def test_what_does_not_fit_is_listed_in_the_timeline(out):
    decide(out, 0, "edit", field="stage", value="soon")
    rebuild(out)
    [unfit] = load_timeline(out / "timeline.json").unfit_decisions
    assert (unfit.decision, "planned" in unfit.why, bool(unfit.why_zh)) == ("d1", True, True)
    assert (out / "timeline.json").read_bytes() == full(out)


def test_a_record_that_was_moved_keeps_its_decisions(out):
    path, event = decide(out, 0, "reject")
    (out / "records" / path).rename(out / "records" / "moved.json")
    rebuild(out)
    assert ("moved.json", event) not in claims(out)
    assert load_reviewed(out / "records" / "moved.json").events == ()


def test_all_that_reads_records_reads_them_as_reviewed(out, run_command):
    path, event = decide(out, 0, "reject")
    assert event not in run_command("find", out, "--format", "json").out
    assert (
        run_command("query", out, "SELECT * FROM events WHERE event = $id", "--param", f"id={event}")
        .out.rstrip()
        .endswith("0 rows")
    )
    assert event not in run_command("show", out / "records" / path).out
    assert event in run_command("show", out / "records" / path, "--as-extracted").out


steps = st.lists(
    st.tuples(
        st.integers(0, 11),
        st.sampled_from(["accept", "reject", "field", "undo", "extract", "build"]),
        st.sampled_from(["ban", "tariff", "soon"]),
    ),
    min_size=1,
    max_size=8,
)


@settings(max_examples=12, deadline=None)
@given(steps)
def test_any_decisions_and_extractions_end_where_a_full_build_does(drawn):
    with TemporaryDirectory() as folder:
        out = Path(folder)
        for path, record in generated(12):
            write(out, path, record)
        for number, step, value in drawn:
            _take(out, number, step, value)
        rebuild(out)
        assert (out / "timeline.json").read_bytes() == full(out)


def _take(out, number, step, value):
    if step == "build":
        rebuild(out)
    elif step == "extract":
        path, _ = list(generated(12))[number]
        write(out, path, list(generated(12, seed=2))[number][1])
    elif step == "undo":
        decide(out, number, "retract", retracts=f"d{number}")
    elif step == "field":
        decide(out, number, "edit", field="measure", value=value)
    else:
        decide(out, number, step)
