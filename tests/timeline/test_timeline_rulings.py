"""What a reviewer rules holds at every rebuild, and is found again after a new extraction."""

from datetime import UTC, datetime

import pytest
from reporting import GROUPS, event, report

from extract.deciding.anchors import anchor_of
from extract.errors import RecordError
from extract.records import Decision, dump_record
from extract.records.log import DECISIONS, append_decisions, load_decisions
from extract.running.rebuilding import rebuild
from extract.timeline import build_timeline, load_timeline

APART = [
    report("a.json", event(dates={"announced": "2031-05-01"}, trigger="licences for yttrium")),
    report("b.json", event(dates={"announced": "2030-01-01"}, trigger="permits for yttrium")),
    report("c.json", event(measure="ban", trigger="shipments stopped")),
]
TOGETHER = [report(f"{name}.json", event(dates={"announced": "2031-05-01"})) for name in "abc"]


def anchor(reports, path):
    record = dict(reports)[path]
    return anchor_of(record.article, record.events[0].triggers[0].evidence)


def ruling(id_, verdict, reports, *paths, **about):
    first, *others = paths
    return Decision(
        id=id_,
        at=datetime(2031, 6, 1, tzinfo=UTC),
        by="Kari",
        record=first,
        target="e1",
        targets=tuple(f"{path}#e1" for path in others),
        verdict=verdict,
        scope="timeline",
        anchor=anchor(reports, first),
        anchors=tuple(anchor(reports, path) for path in others),
        **about,
    )


def built(reports, *decisions):
    return build_timeline(reports, groups=GROUPS, decisions=decisions)


def groups(timeline):
    return sorted("".join(sorted(claim.record[0] for claim in change.claims)) for change in timeline.changes)


def test_a_merge_joins_what_nothing_else_would_join_and_says_who_ruled_so():
    assert groups(built(APART)) == ["a", "b", "c"]
    timeline = built(APART, ruling("d1", "merge", APART, "a.json", "b.json", "c.json"))
    assert groups(timeline) == ["abc"]
    [change] = timeline.changes
    assert change.decisions == ("d1",)
    assert {feature.detail for merge in change.merges for feature in merge.features} == {"Kari, d1"}


def test_a_split_sets_one_claim_apart_and_the_others_stay():
    assert groups(built(TOGETHER)) == ["abc"]
    timeline = built(TOGETHER, ruling("d1", "split", TOGETHER, "b.json", "a.json", "c.json"))
    assert groups(timeline) == ["ac", "b"]
    assert [change.decisions for change in timeline.changes] == [("d1",), ("d1",)]


def test_a_retracted_decision_rules_nothing():
    split = ruling("d1", "split", TOGETHER, "b.json", "a.json", "c.json")
    undo = Decision(
        id="d2", at=split.at, by="Kari", record="b.json", verdict="retract", retracts="d1", scope="timeline"
    )
    redo = undo.model_copy(update={"id": "d3", "retracts": "d2"})
    assert groups(built(TOGETHER, split, undo)) == ["abc"]
    assert groups(built(TOGETHER, split, undo, redo)) == ["ac", "b"]


def test_of_two_contrary_decisions_the_later_holds_and_the_other_is_listed():
    merge, split = (ruling(verdict, verdict, APART, "a.json", "b.json") for verdict in ("merge", "split"))
    for first, last, expected in ((merge, split, ["a", "b", "c"]), (split, merge, ["ab", "c"])):
        timeline = built(APART, first, last)
        assert groups(timeline) == expected
        assert [unfit.decision for unfit in timeline.unfit_decisions] == [first.id]


def test_decisions_survive_a_new_extraction_under_another_id_and_path():
    merge = ruling("d1", "merge", APART, "a.json", "b.json")
    (_, first), *others = APART
    again = first.model_copy(update={"events": (first.events[0].model_copy(update={"id": "e-new"}),)})
    assert groups(built([("z/a.json", again), *others], merge)) == ["bz", "c"]


def test_a_decision_whose_claim_is_gone_is_listed_and_the_rest_of_it_holds():
    merge = ruling("d1", "merge", APART, "a.json", "b.json", "c.json")
    timeline = built(APART[:2], merge)
    assert groups(timeline) == ["ab"]
    [unfit] = timeline.unfit_decisions
    assert (unfit.decision, "c.json#e1" in unfit.why) == ("d1", True)


def test_decisions_about_records_leave_the_timeline_alone():
    merge = ruling("d1", "merge", APART, "a.json", "b.json").model_copy(update={"scope": "record"})
    assert groups(built(APART, merge)) == ["a", "b", "c"]


def write(out, reports):
    for path, record in reports:
        (out / "records").mkdir(parents=True, exist_ok=True)
        (out / "records" / path).write_text(dump_record(record), encoding="utf-8")


@pytest.mark.parametrize("reports", [APART, TOGETHER], ids=["merge", "split"])
def test_a_rebuild_gives_what_a_build_from_scratch_gives(tmp_path, reports):
    verdict = "merge" if reports is APART else "split"
    write(tmp_path, reports)
    rebuild(tmp_path)
    append_decisions(tmp_path / DECISIONS, [ruling("d1", verdict, reports, "a.json", "b.json", "c.json")])
    for decisions in (1, 2):
        logged = load_decisions(tmp_path / DECISIONS)
        assert len(logged) == decisions
        rebuild(tmp_path)
        kept = load_timeline(tmp_path / "timeline.json")
        (tmp_path / "timeline.cache").unlink()
        rebuild(tmp_path)
        assert load_timeline(tmp_path / "timeline.json") == kept
        assert groups(kept) == groups(build_timeline(reports, decisions=logged))
        undo = {"id": "d2", "verdict": "retract", "retracts": "d1", "targets": (), "anchors": ()}
        append_decisions(tmp_path / DECISIONS, [logged[0].model_copy(update=undo)])


def test_a_change_of_a_record_ruled_into_another_block_is_seen(tmp_path):
    write(tmp_path, APART)
    append_decisions(tmp_path / DECISIONS, [ruling("d1", "merge", APART, "a.json", "c.json")])
    rebuild(tmp_path)
    changed = report("c.json", event(measure="ban", trigger="shipments stopped", headline="Norway stops"), title="Late")
    write(tmp_path, [changed])
    rebuild(tmp_path)
    kept = (tmp_path / "timeline.json").read_bytes()
    (tmp_path / "timeline.cache").unlink()
    rebuild(tmp_path)
    assert (tmp_path / "timeline.json").read_bytes() == kept


def test_a_log_that_a_crash_left_empty_holds_no_decisions(tmp_path):
    (tmp_path / DECISIONS).touch()
    assert load_decisions(tmp_path / DECISIONS) == ()


@pytest.mark.parametrize("text", ["[]\n", '{"schema_version": "1.0"}\n{"id": "d1"}\n'])
def test_a_log_that_is_not_valid_is_refused(tmp_path, text):
    (tmp_path / DECISIONS).write_text(text, encoding="utf-8")
    with pytest.raises(RecordError, match=DECISIONS):
        load_decisions(tmp_path / DECISIONS)
