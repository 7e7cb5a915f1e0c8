"""The desk over a folder: what it shows, what it writes down, what it refuses."""

import shutil
import threading

import pytest
from deciding.verdicts import Scribe
from timeline.reporting import event, report

from extract.errors import UsageError
from extract.records import EventBasis, dump_record
from extract.records.log import DECISIONS, append_decisions, load_decisions
from extract.reviewing.desk import Desk
from extract.reviewing.outcomes import Refused, Saved, Stale, Wanted
from extract.reviewing.queue import Wish
from extract.reviewing.store import INDEX
from extract.running.rebuilding import rebuild

CLASH = {"measure": "quota", "trigger": "the quota on gallium", "materials": ["gallium"], "key": "NO:MTI:2031:4"}
REPORTS = [
    report(
        "a.json",
        event(dates={"announced": "2031-05-01"}, confidence=0.9),
        event(measure="ban", trigger="shipments stopped", confidence=0.8),
        statistics=({"value": -29.0},),
        title="Norway acts",
    ),
    report(
        "b.json",
        event(confidence=0.3, issuer="CN", trigger="出口許可證"),
        language="zh-Hant",
        title="挪威對華出口許可證",
    ),
    report("deep/c.json", event(**CLASH, dates={"effective": "2031-06-01"}, confidence=0.9)),
    report("deep/d.json", event(**CLASH, dates={"effective": "2031-09-01"}, confidence=0.9)),
    report("empty.json", title="Nothing here"),
]


def write(out, path, record):
    target = out / "records" / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(dump_record(record), encoding="utf-8")


@pytest.fixture
def out(tmp_path):
    for path, record in REPORTS:
        write(tmp_path, path, record)
    return tmp_path


@pytest.fixture
def desk(out):
    desk = Desk.open(out, reviewer="Kari")
    yield desk
    desk.close()


def card(desk, record="a.json", number=0):
    return desk.sheet(record).cards[number]


def wanted(verdict, record="a.json", target="e1", **about):
    return Wanted(record=record, verdict=verdict, target=target, **about)


def edit(value, field="stage", **about):
    return wanted("edit", field=field, value=value, **about)


def do(desk, wish, **about):
    outcome = desk.decide(wish, version=desk.sheet(wish.record).version, **about)
    assert isinstance(outcome, Saved), outcome
    return outcome


def items(queue):
    return [(row.record, row.item) for row in queue.rows]


# the queue


def test_the_least_sure_comes_first_and_says_why(desk):
    first = desk.queue().rows[0]
    assert (first.record, [reason.code for reason in first.reasons]) == ("b.json", ["low_confidence"])


def test_what_sources_contradict_and_what_applies_now_comes_before_that(out, desk):
    rebuild(out)
    desk.refresh(at_once=True)
    rows = {row.record: {reason.code: reason.fields for reason in row.reasons} for row in desk.queue().rows}
    assert items(desk.queue())[:2] == [("deep/c.json", "e1"), ("deep/d.json", "e1")]
    assert rows["deep/d.json"] == {"sources_differ": ("dates.effective",), "new_change": ()}


def test_what_rules_and_model_differ_on_comes_before_what_they_agree_on(out, desk):
    _, record = REPORTS[0]
    said = EventBasis(action="both", stage="rules", certainty="both", issuer="model")
    events = (record.events[0].model_copy(update={"basis": said}), record.events[1])
    write(out, "a.json", record.model_copy(update={"events": events}))
    desk.refresh(at_once=True)
    [reason] = desk.queue().rows[0].reasons
    assert (reason.code, reason.fields) == ("rules_and_model_differ", ("stage", "issuer"))


@pytest.mark.parametrize(
    ("wish", "found"),
    [
        ({"text": "出口许可证"}, ["b.json"]),
        ({"text": "NORWAY Shipments"}, ["a.json"]),
        ({"language": ["zh"]}, ["b.json"]),
        ({"language": ["zh-Hans"]}, []),
        ({"issuer": ["CN", "US"]}, ["b.json"]),
        ({"measure": ["quota"], "confidence": (0.5, 1.0)}, ["deep/c.json", "deep/d.json"]),
        ({"confidence": (0.0, 0.5)}, ["b.json"]),
        ({"material": ["gallium"]}, ["deep/c.json", "deep/d.json"]),
        ({"material": ["rare_earths"]}, ["b.json", "a.json", "a.json"]),
        ({"why": ["low_confidence"]}, ["b.json"]),
        ({"by": "statistic"}, ["a.json"]),
        ({"by": "article", "text": "nothing"}, ["empty.json"]),
        ({"by": "article", "measure": ["ban"]}, ["a.json"]),
    ],
)
def test_filters_and_search(desk, wish, found):
    queue = desk.queue(Wish(**wish))
    assert [row.record for row in queue.rows] == found
    assert queue.total == len(found)


def test_pages_of_the_queue_hold_each_row_once(desk):
    pages = [desk.queue(page=number, size=2) for number in range(3)]
    assert [len(page.rows) for page in pages] == [2, 2, 1]
    assert sorted(row for page in pages for row in items(page)) == sorted(items(desk.queue()))


def test_progress_counts_what_is_decided_and_tells_the_time_that_is_left(out, desk):
    assert desk.progress().seconds_left is None
    scribe = Scribe("a.json")
    for number in range(2):
        append_decisions(
            out / DECISIONS,
            [scribe.write(REPORTS[0][1], verdict, f"e{number + 1}") for verdict in ("accept", "reject")],
        )
    desk.refresh()
    progress = desk.progress()
    assert (progress.total, progress.decided, progress.open) == (5, 2, 3)
    assert (progress.seconds_each, progress.seconds_left) == (10.0, 30.0)
    assert desk.progress(Wish(issuer=["CN"])).total == 1


def test_going_on_from_record_to_record_meets_all_and_ends(desk):
    seen, record = [], desk.queue().rows[0].record
    while record:
        seen.append(record)
        for shown in desk.sheet(record).cards:
            if shown.kind == "event":
                do(desk, wanted("accept", record, shown.id))
        record = desk.next_after(record)
    assert seen == ["b.json", "a.json", "deep/c.json", "deep/d.json"]


def test_what_was_passed_over_comes_again_only_after_the_others(desk):
    seen = ["b.json"]
    for _ in range(4):
        seen.append(desk.next_after(seen[-1]))
    assert seen == ["b.json", "a.json", "deep/c.json", "deep/d.json", "b.json"]


# an article


def test_a_sheet_shows_items_words_states_and_who_decided(desk):
    do(desk, edit("planned", note="see the last line"), by="Ola")
    sheet = desk.sheet("a.json")
    assert [(shown.id, shown.kind, shown.state) for shown in sheet.cards] == [
        ("e1", "event", "open"),
        ("e2", "event", "open"),
        ("s0", "statistic", "open"),
    ]
    stage = sheet.cards[0].fields["stage"]
    assert (stage.state, stage.was, stage.by, stage.decision) == ("edited", "in_force", "Ola", sheet.version)
    assert sheet.cards[0].fields["measure"].state == "open"
    [trigger] = [mark for mark in sheet.marks if mark.item == "e2"]
    assert sheet.article.text[trigger.start : trigger.end] == "shipments stopped"
    assert (trigger.role, trigger.field) == ("triggers", "triggers[0]")
    assert [(entry.decision.note, entry.standing) for entry in sheet.history] == [("see the last line", True)]
    assert (sheet.can_undo, desk.sheet("a.json", by="Ola").can_undo) == (False, True)


def test_what_is_decided_about_an_item_is_its_state(desk):
    do(desk, wanted("accept"))
    do(desk, wanted("reject", target="e2"))
    states = {shown.id: shown.state for shown in desk.sheet("a.json").cards}
    assert states == {"e1": "accepted", "e2": "rejected", "s0": "open"}
    [row] = desk.queue(Wish(by="article", text="norway acts")).rows
    assert (row.state, row.events, row.decided) == ("accepted", 2, 2)


def test_a_merge_and_a_split_are_shown(desk):
    do(desk, wanted("merge", targets=("e2",)))
    assert {shown.id: shown.state for shown in desk.sheet("a.json").cards}["e2"] == "merged"
    moved = card(desk).item.model_dump(mode="json")["triggers"][1]
    do(desk, wanted("split", value={"triggers": [moved], "measure": "tariff"}))
    new = [shown for shown in desk.sheet("a.json").cards if shown.extracted is None]
    assert [(shown.item.measure, shown.state) for shown in new] == [("tariff", "open")]


def test_an_article_without_events_is_done_when_somebody_says_so(desk):
    wish = Wish(by="article", text="nothing here")
    assert [row.state for row in desk.queue(wish).rows] == ["open"]
    do(desk, wanted("accept", "empty.json", None))
    assert [row.state for row in desk.queue(wish).rows] == ["accepted"]
    assert desk.sheet("empty.json").done


def test_words_that_are_chosen_become_evidence_also_after_an_emoji(out, desk):
    text = "🙂🙂 出口许可证自2031年6月1日起实施"
    write(out, "z.json", report("z.json", event(trigger="出口许可证"), text=text, language="zh")[1])
    start = text.index("2031")
    do(
        desk,
        wanted(
            "add",
            "z.json",
            field="dates",
            value={"role": "effective", "value": "2031-06-01"},
            evidence=(start, start + 9),
        ),
    )
    assert [date.evidence.quote for date in card(desk, "z.json").item.dates] == ["2031年6月1日"]


@pytest.mark.parametrize(
    "path", ["../other.json", "/etc/passwd", "none.json", "records", "a.json/../../other.json", "a\0.json"]
)
def test_a_record_outside_of_the_folder_is_no_record(desk, out, path):
    shutil.copy(out / "records" / "a.json", out / "other.json")
    with pytest.raises(UsageError, match="choose one from the queue"):
        desk.sheet(path)


# deciding


def test_what_is_decided_is_on_the_disk_and_on_the_sheet(desk, out):
    do(desk, edit("planned"))
    [logged] = load_decisions(out / DECISIONS)
    assert (logged.by, logged.value, logged.seen, card(desk).item.stage) == ("Kari", "planned", "in_force", "planned")


def test_a_value_that_does_not_fit_is_refused_in_plain_words(desk, out):
    outcome = desk.decide(edit("soon"), version=None)
    assert isinstance(outcome, Refused)
    assert "planned" in outcome.faults[0].message
    assert outcome.faults == desk.faults_of("a.json", "e1", "stage", "soon")
    assert desk.faults_of("a.json", "e1", "stage", "planned") == ()
    assert not (out / DECISIONS).exists()


@pytest.mark.parametrize(
    "about", [{"target": "e9"}, {"evidence": (5, 5)}, {"evidence": (0, 99_999)}, {"field": "no such"}]
)
def test_what_cannot_be_meant_is_refused(desk, about):
    outcome = desk.decide(
        Wanted(
            **{"record": "a.json", "verdict": "edit", "target": "e1", "field": "stage", "value": "planned", **about}
        ),
        version=None,
    )
    assert isinstance(outcome, Refused)


def test_a_stale_edit_of_the_same_field_shows_both_values_and_another_field_goes_through(desk):
    seen = desk.sheet("a.json").version
    first = desk.decide(edit("planned"), version=seen, by="Ola")
    stale = desk.decide(edit("announced"), version=seen)
    assert isinstance(stale, Stale)
    assert (stale.by, stale.now, stale.yours, stale.version) == ("Ola", "planned", "announced", first.version)
    assert isinstance(desk.decide(edit("reported", "certainty"), version=seen), Saved)
    assert isinstance(desk.decide(edit("announced"), version=stale.version), Saved)


def test_a_stale_edit_of_an_event_that_is_gone_is_stale_and_not_refused(desk):
    do(desk, wanted("reject"), by="Ola")
    assert isinstance(desk.decide(edit("planned"), version=None), Stale)


def test_undo_and_redo(desk):
    do(desk, edit("planned"))
    assert desk.undo("a.json")
    assert card(desk).item.stage == "in_force"
    assert desk.undo("a.json") is None
    assert desk.redo("a.json")
    assert card(desk).item.stage == "planned"
    assert desk.redo("a.json") is None


def test_anybody_may_retract_what_stands_and_only_that(desk):
    made = do(desk, edit("planned"), by="Ola").decision
    assert desk.retract("a.json", made.id)
    assert card(desk).item.stage == "in_force"
    with pytest.raises(UsageError, match="history"):
        desk.retract("a.json", made.id)


def test_two_desks_over_one_folder_see_each_others_decisions(desk, out):
    other = Desk.open(out, reviewer="Ola")
    do(other, wanted("accept"))
    desk.refresh()
    assert card(desk).closed_by.by == "Ola"
    assert desk.queue(Wish(state=["accepted"])).total == 1
    other.close()


def test_reviewers_at_once_lose_nothing(desk, out):
    def review(name):
        for number in range(6):
            do(
                desk,
                Wanted(
                    record="a.json",
                    verdict="add",
                    target="e1",
                    field="materials",
                    value={"id": f"other:{name}{number}"},
                ),
                by=name,
            )

    outcomes = []
    threads = [threading.Thread(target=lambda name=name: outcomes.append(_try(review, name))) for name in "abc"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    logged = [made.value["id"] for made in load_decisions(out / DECISIONS)]
    assert [material.id for material in card(desk).item.materials] == ["yttrium", *logged]
    assert len(set(logged)) == len(logged) >= 6


def _try(act, name):
    try:
        act(name)
    except AssertionError:  # stale: another one added at the same time
        return False
    return True


# what changes around it


def test_a_new_extraction_keeps_decisions_and_lists_those_that_no_longer_fit(out, desk):
    do(desk, edit("planned"))
    do(desk, wanted("accept", target="e2"))
    _, record = REPORTS[0]
    events = (
        record.events[0].model_copy(update={"id": "e-new"}),
        record.events[1].model_copy(update={"measure": "tariff"}),
    )
    write(out, "a.json", record.model_copy(update={"events": events}))
    desk.refresh(at_once=True)
    assert [(shown.id, shown.item.measure, shown.state) for shown in desk.sheet("a.json").cards[:2]] == [
        ("e-new", "licence_requirement", "open"),
        ("e2", "tariff", "second_look"),
    ]
    assert card(desk).item.stage == "planned"
    [look] = desk.second_look()
    assert (look.record, look.item, "measure" in look.why, "measure" in look.why_zh) == ("a.json", "e2", True, True)
    assert items(desk.queue())[0] == ("a.json", "e2")
    do(desk, wanted("accept", target="e2"))
    assert desk.second_look() == ()


def test_decisions_follow_a_record_that_was_moved_and_are_listed_when_it_is_gone(out, desk):
    do(desk, wanted("accept"))
    (out / "records" / "a.json").rename(out / "records" / "deep" / "moved.json")
    desk.refresh(at_once=True)
    assert card(desk, "deep/moved.json").state == "accepted"
    (out / "records" / "deep" / "moved.json").unlink()
    desk.refresh(at_once=True)
    [look] = desk.second_look()
    assert (look.record, look.decision.record, "a.json" in look.why) == (None, "a.json", True)
    assert "a.json" not in {row.record for row in desk.queue().rows}


def test_rulings_on_the_timeline_that_do_not_fit_are_listed(out, desk):
    do(desk, wanted("merge", scope="timeline", targets=("deep/c.json#e1",)))
    (out / "records" / "deep" / "c.json").unlink()
    rebuild(out)
    desk.refresh(at_once=True)
    [look] = desk.second_look()
    assert "deep/c.json#e1" in look.why
    desk.undo("a.json")
    assert desk.second_look() == ()


def test_a_ruling_on_a_claim_that_is_not_there_is_refused(desk):
    ruling = wanted("merge", scope="timeline", targets=("none.json#e1",))
    assert isinstance(desk.decide(ruling, version=None), Refused)


def test_records_that_are_not_valid_are_named(out, desk):
    (out / "records" / "bad.json").write_text("{}", encoding="utf-8")
    desk.refresh(at_once=True)
    assert ["bad.json" in fault for fault in desk.faults()] == [True]


@pytest.mark.parametrize("content", [b"no database at all, " * 400, b""])
def test_a_damaged_index_costs_nothing_but_time(out, content):
    for name in (INDEX, f"{INDEX}-wal", f"{INDEX}-shm"):
        (out / name).unlink(missing_ok=True)
    (out / INDEX).write_bytes(content)
    desk = Desk.open(out, reviewer="Kari")
    assert desk.queue().total == 5
    desk.close()


def test_a_desk_needs_records_and_a_name(out, tmp_path_factory):
    with pytest.raises(UsageError, match="regimeline extract"):
        Desk.open(tmp_path_factory.mktemp("none"), reviewer="Kari")
    with pytest.raises(UsageError, match="name"):
        Desk.open(out, reviewer=" ")
