"""A record with decisions applied: what each verdict does, what does not fit, and that the result is always a valid record."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from timeline.reporting import event, report
from verdicts import Scribe, span, wishes

from extract.deciding.applying import reviewed
from extract.deciding.standing import standing
from extract.errors import UnfitError
from extract.records import ArticleRecord, EventBasis, dump_record

_, RECORD = report(
    "a.json",
    event(
        dates={"announced": "2031-05-01", "effective": "2031-06-01"}, name="Ministry", trigger="licences for yttrium"
    ),
    event(measure="ban", action="suspend", materials=["gallium"], trigger="shipments stopped"),
    event(measure="quota", trigger="a quota", amends={"event_id": "e2", "relation": "extends"}),
    statistics=({"value": -29.0},),
)


@pytest.fixture
def scribe():
    return Scribe()


def events_of(record, *decisions):
    review = reviewed(record, decisions)
    assert review.unfit == ()
    return {found.id: found for found in review.record.events}


def test_an_accepted_event_is_certain_and_the_others_stay_as_they_are(scribe):
    found = events_of(RECORD, scribe.write(RECORD, "accept", "e1"))
    assert [event.confidence for event in found.values()] == [1.0, 0.8, 0.8]


def test_an_edit_changes_one_value_its_words_and_what_follows_from_it(scribe):
    [stage, day] = [
        scribe.write(RECORD, "edit", "e1", field="action", value="suspend"),
        scribe.write(RECORD, "edit", "e1", field="dates[1].value", value="2031-07", evidence=span(RECORD, "licences")),
    ]
    found = events_of(RECORD, stage, day)["e1"]
    assert (found.action, found.direction, "suspend" in found.headline.en) == ("suspend", "easing", True)
    assert [date.value for date in found.dates] == ["2031-05-01", "2031-07"]
    assert found.dates[1].evidence.quote == "licences"
    assert found.id == "e1"


def test_a_value_without_words_is_the_reviewers(scribe):
    found = events_of(RECORD, scribe.write(RECORD, "add", "e1", field="materials", value={"id": "gallium"}))["e1"]
    assert [(material.id, material.basis) for material in found.materials] == [
        ("yttrium", None),
        ("gallium", "reviewer"),
    ]


def test_what_rules_and_model_said_is_forgotten_of_another_value(scribe):
    said = EventBasis(action="rules", stage="both", certainty="both", issuer="both")
    events = (RECORD.events[0].model_copy(update={"basis": said}), *RECORD.events[1:])
    record = RECORD.model_copy(update={"events": events})
    other = scribe.write(record, "edit", "e1", field="issuer.name", value="Customs")
    assert events_of(record, other)["e1"].basis is None
    assert events_of(record, scribe.write(record, "accept", "e1"))["e1"].basis == said


def test_a_rejected_event_is_gone_and_what_amended_it_stays(scribe):
    found = events_of(RECORD, scribe.write(RECORD, "reject", "e2"))
    assert (set(found), found["e3"].amends) == ({"e1", "e3"}, None)


def test_a_merged_event_hands_over_its_words_values_and_what_amends_it(scribe):
    found = events_of(RECORD, scribe.write(RECORD, "merge", "e1", targets=("a.json#e2",)))
    assert set(found) == {"e1", "e3"}
    assert [trigger.evidence.quote for trigger in found["e1"].triggers] == ["licences for yttrium", "shipments stopped"]
    assert [material.id for material in found["e1"].materials] == ["yttrium", "gallium"]
    assert (found["e1"].measure, found["e3"].amends.event_id) == ("licence_requirement", "e1")


def test_a_split_event_gives_up_what_the_new_one_takes(scribe):
    words = span(RECORD, "for yttrium").model_dump()
    new = {
        "id": "e-new",
        "measure": "ban",
        "triggers": [{"evidence": words}],
        "dates": [{"role": "effective", "value": "2031-06-01"}],
    }
    found = events_of(RECORD, scribe.write(RECORD, "split", "e1", value=new))
    assert [date.role for date in found["e1"].dates] == ["announced"]
    assert [date.role for date in found["e-new"].dates] == ["effective"]
    assert (found["e-new"].measure, found["e-new"].issuer.name, found["e-new"].materials) == ("ban", "Ministry", ())


def test_an_event_that_was_missed_is_added(scribe):
    _, other = report("b.json", event())
    new = other.events[0].model_dump(mode="json", by_alias=True, exclude={"direction", "headline", "confidence"})
    new |= {"id": "e-new", "triggers": [{"evidence": span(RECORD, "Report").model_dump()}]}
    found = events_of(RECORD, scribe.write(RECORD, "add", field="events", value=new))
    assert found["e-new"].triggers[0].evidence.quote == "Report"
    assert (found["e-new"].direction, found["e-new"].confidence) == ("tightening", 1.0)
    assert found["e-new"].headline.en == "Norway introduces export controls on yttrium"


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("stage", "soon", "planned"),
        ("dates[0].value", "2031-02-30", "2025-10-09"),
        ("issuer.jurisdiction", "China", "CN"),
        ("stage", None, "fill it in"),
        ("measure", 7, "licence_requirement"),
        ("triggers", None, "fill it in"),
        ("triggers[0]", None, "words that tell of it"),
        ("direction", "easing", "follows from"),
        ("nothing", "x", "remove it"),
        ("triggers", [{"evidence": {"start": 0, "end": 3, "quote": "xyz"}}], "select them again"),
        ("amends", {"event_id": "e9", "relation": "ends"}, "e9"),
        ("confidence", 0.5, "cannot be changed"),
    ],
)
def test_what_does_not_fit_changes_nothing_and_says_what_to_do_in_both_languages(scribe, field, value, words):
    review = reviewed(RECORD, [scribe.write(RECORD, "edit", "e1", field=field, value=value)])
    [misfit] = review.unfit
    assert review.record == RECORD
    assert words in misfit.why
    assert misfit.item == "e1"
    assert any("\u4e00" <= character <= "\u9fff" for character in misfit.why_zh)


def test_words_cannot_be_given_to_a_field_that_has_none(scribe):
    wanted = scribe.write(RECORD, "edit", "e1", field="stage", value="planned", evidence=span(RECORD, "Report"))
    assert reviewed(RECORD, [wanted]).unfit


def test_a_statistic_is_edited_by_its_own_words(scribe):
    words = span(RECORD, "a quota")
    review = reviewed(RECORD, [scribe.write(RECORD, "edit", "s0", field="value", value=7.5, evidence=words)])
    assert [(found.value, found.evidence) for found in review.record.statistics] == [(7.5, words)]


def test_a_retracted_decision_does_nothing_and_a_retracted_retraction_does_it_again(scribe):
    edit = scribe.write(RECORD, "edit", "e1", field="stage", value="planned")
    undo = scribe.write(RECORD, "retract", retracts=edit.id)
    redo = scribe.write(RECORD, "retract", retracts=undo.id)
    assert reviewed(RECORD, [edit, undo]).record == RECORD
    assert reviewed(RECORD, [edit, undo, redo]) == reviewed(RECORD, [edit])


def extracted_anew(record, **update):
    events = (record.events[0].model_copy(update=update), *record.events[1:])
    return record.model_copy(update={"events": events})


def test_decisions_hold_after_an_extraction_that_gives_another_id_and_another_order(scribe):
    edit = scribe.write(RECORD, "edit", "e1", field="dates[1].value", value="2031-07")
    anew = extracted_anew(RECORD, id="e-other", dates=RECORD.events[0].dates[::-1])
    dates = events_of(anew, edit)["e-other"].dates
    assert [(date.role, date.value) for date in dates] == [("effective", "2031-07"), ("announced", "2031-05-01")]


def test_a_merge_holds_after_an_extraction_that_gives_other_ids(scribe):
    anchors = (scribe.write(RECORD, "accept", "e2").anchor,)
    merge = scribe.write(RECORD, "merge", "e1", targets=("a.json#e2",), anchors=anchors)
    events = [event.model_copy(update={"id": f"{event.id}x", "amends": None}) for event in RECORD.events]
    assert set(events_of(RECORD.model_copy(update={"events": tuple(events)}), merge)) == {"e1x", "e3x"}


def test_what_was_accepted_and_tells_something_else_now_is_listed(scribe):
    accept = scribe.write(RECORD, "accept", "e1")
    anew = extracted_anew(RECORD, stage="planned", dates=())
    review = reviewed(anew, [accept])
    assert review.record == anew
    assert [fault.field for fault in review.faults] == ["stage", "dates"]
    assert reviewed(anew, [accept, scribe.write(anew, "accept", "e1")]).unfit == ()


def test_what_was_rejected_stays_out_unless_it_is_about_something_else_now(scribe):
    reject = scribe.write(RECORD, "reject", "e1")
    assert len(reviewed(extracted_anew(RECORD, stage="planned"), [reject]).record.events) == 2
    assert len(reviewed(extracted_anew(RECORD, measure="tariff"), [reject]).record.events) == 3


def test_an_edit_of_what_is_no_longer_there_is_listed(scribe):
    edit = scribe.write(RECORD, "edit", "e1", field="dates[1].value", value="2031-07")
    assert reviewed(extracted_anew(RECORD, dates=RECORD.events[0].dates[:1]), [edit]).unfit
    assert (
        reviewed(RECORD.model_copy(update={"events": RECORD.events[2:], "statistics": ()}), [edit]).unfit
        == reviewed(RECORD.model_copy(update={"events": ()}), [edit]).unfit
    )


def test_quotes_move_with_the_text_of_a_corrected_article(scribe):
    edit = scribe.write(RECORD, "edit", "e1", field="dates[1].value", value="2031-07", evidence=span(RECORD, "a quota"))
    _, moved = report(
        "a.json",
        event(trigger="licences for yttrium", dates={"announced": "2031-05-01", "effective": "2031-06-01"}),
        text="Corrected 🙂. " + RECORD.article.text,
    )
    [date] = [date for date in reviewed(moved, [edit]).record.events[0].dates if date.value == "2031-07"]
    assert date.evidence == span(moved, "a quota")


@settings(max_examples=60, deadline=None)
@given(st.lists(wishes(["e1", "e2", "e3", "s0", "e9", "e-new"]), max_size=8))
def test_any_decisions_give_a_valid_record_and_each_is_applied_or_listed(drawn):
    scribe, decisions, record = Scribe(), [], RECORD
    for verdict, target, about in drawn:
        try:
            decisions.append(scribe.write(record, verdict, target, **about))
        except UnfitError:  # a path that is none cannot be seen; it can be written by hand
            decisions.append(scribe.write(record, verdict, target, seen=None, **about))
        record = reviewed(RECORD, decisions).record
    review = reviewed(RECORD, decisions)
    assert ArticleRecord.model_validate_json(dump_record(review.record)) == review.record
    heard = {decision.id for decision in review.applied} | {misfit.decision.id for misfit in review.unfit}
    assert heard <= {decision.id for decision in standing(decisions)}
    assert {decision.id for decision in review.applied}.isdisjoint(misfit.decision.id for misfit in review.unfit)


@settings(max_examples=40, deadline=None)
@given(st.lists(wishes(["e1", "e2", "e3", "s0"]), min_size=1, max_size=6), st.data())
def test_retracting_a_decision_gives_the_record_without_it(drawn, data):
    scribe = Scribe()
    decisions = [
        scribe.write(RECORD, verdict, target, **{"seen": None, **about})
        for verdict, target, about in drawn
        if verdict != "retract"
    ]
    if not decisions:
        return
    undone = data.draw(st.sampled_from(decisions))
    without = [decision for decision in decisions if decision is not undone]
    again = reviewed(RECORD, [*decisions, scribe.write(RECORD, "retract", retracts=undone.id)])
    assert again.record == reviewed(RECORD, without).record
