"""The desk over a folder: what it shows, what it writes down, what it refuses."""

import pytest
from timeline.reporting import event, report

from extract.errors import UsageError
from extract.records import dump_record
from extract.records.log import DECISIONS, load_decisions
from extract.reviewing.desk import Desk
from extract.reviewing.outcomes import Refused, Saved, Stale, Wanted


@pytest.fixture
def out(tmp_path):
    reports = [
        report("a.json", event(dates={"announced": "2031-05-01"}), event(measure="ban", trigger="shipments stopped")),
        report("b.json", event(confidence=0.3), language="zh-Hans"),
    ]
    for path, record in reports:
        (tmp_path / "records").mkdir(exist_ok=True)
        (tmp_path / "records" / path).write_text(dump_record(record), encoding="utf-8")
    return tmp_path


@pytest.fixture
def desk(out):
    desk = Desk.open(out, reviewer="Kari")
    yield desk
    desk.close()


def stage_of(desk):
    return desk.sheet("a.json").cards[0].item.stage


def edit(value, field="stage"):
    return Wanted(record="a.json", verdict="edit", target="e1", field=field, value=value)


def test_the_least_sure_comes_first(desk):
    assert [row.record for row in desk.queue().rows] == ["b.json", "a.json", "a.json"]


def test_what_is_decided_is_on_the_disk_and_on_the_sheet(desk, out):
    outcome = desk.decide(edit("planned"), version=None)
    assert isinstance(outcome, Saved)
    [logged] = load_decisions(out / DECISIONS)
    assert (logged.by, logged.value, logged.seen, stage_of(desk)) == ("Kari", "planned", "in_force", "planned")


def test_a_value_that_does_not_fit_is_refused_in_plain_words(desk, out):
    outcome = desk.decide(edit("soon"), version=None)
    assert isinstance(outcome, Refused)
    assert "planned" in outcome.faults[0].message
    assert not (out / DECISIONS).exists()


def test_a_stale_edit_of_the_same_field_shows_both_values_and_another_field_goes_through(desk):
    seen = desk.sheet("a.json").version
    first = desk.decide(edit("planned"), version=seen, by="Ola")
    stale = desk.decide(edit("announced"), version=seen)
    assert isinstance(stale, Stale)
    assert (stale.by, stale.now, stale.yours, stale.version) == ("Ola", "planned", "announced", first.version)
    assert isinstance(desk.decide(edit("reported", "certainty"), version=seen), Saved)
    assert isinstance(desk.decide(edit("announced"), version=stale.version), Saved)


def test_undo_and_redo(desk):
    desk.decide(edit("planned"), version=None)
    assert desk.undo("a.json")
    assert stage_of(desk) == "in_force"
    assert desk.undo("a.json") is None
    assert desk.redo("a.json")
    assert stage_of(desk) == "planned"
    assert desk.redo("a.json") is None


def test_a_record_outside_of_the_folder_is_no_record(desk, out):
    (out / "other.json").write_text((out / "records" / "a.json").read_text(encoding="utf-8"), encoding="utf-8")
    with pytest.raises(UsageError):
        desk.sheet("../other.json")
