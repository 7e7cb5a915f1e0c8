"""Two reviewers of one article: how far they agree, what they differ in, and what closes it."""

import json

import pytest
from annotated import BAN, FIGURE, LICENCES, annotated, decided

from extract.deciding.applying import reviewed
from extract.errors import UsageError
from extract.records import dump_record
from extract.records.log import DECISIONS, append_decisions, load_decisions
from extract.reviewing.adjudicating import adjudicated
from extract.reviewing.agreement import agreement
from extract.reviewing.folder import Decided

TEXT = (
    "Oslo put yttrium under export licences on Friday.\n"
    "A ban on terbium may follow, officials said.\n"
    "Sales fell 12 percent in April."
)
RECORD = annotated(TEXT, LICENCES, BAN, statistics=[FIGURE])
DATE = {
    "role": "effective",
    "value": "2031-05-02",
    "evidence": {"start": 42, "end": 48, "quote": "Friday"},
    "basis": None,
}
ADDED = {
    **RECORD.events[1].model_dump(mode="json", by_alias=True),
    "measure": "quota",
    "action": "tighten",
}


def compared(*decisions, reviewers=()):
    return agreement([Decided("a.json", RECORD, decisions)], reviewers=reviewers)


def both(verdict="accept", target="e1"):
    return decided(RECORD, "Kari", verdict, target), decided(RECORD, "Per", verdict, target)


def field(found, name):
    return next(measured for measured in found.fields if measured.field == name)


def told(found):
    return [
        (difference.kind, difference.field, {side.reviewer: side.seen.value for side in difference.sides})
        for difference in found.differences
    ]


def test_one_reviewer_agrees_with_nobody():
    found = compared(decided(RECORD, "Kari", "accept", "e1"))
    assert (found.reviewers, found.articles, found.differences) == ((), 0, ())


def test_an_item_that_only_one_looked_at_is_not_counted():
    found = compared(*both(), decided(RECORD, "Kari", "reject", "e2"))
    assert (field(found, "event.presence").units, found.differences) == (1, ())


def test_a_value_that_one_changed_stands_beside_that_of_the_other():
    found = compared(*both(), decided(RECORD, "Kari", "edit", "e1", field="stage", value="planned"))
    assert told(found) == [("event", "stage", {"Kari": ("planned",), "Per": ("in_force",)})]
    assert [side.seen.evidence[0].quote for side in found.differences[0].sides] == ["export licences"] * 2
    stage = field(found, "event.stage")
    assert (stage.units, stage.equal) == (1, 0.0)
    assert field(found, "event.measure").equal == 1.0


def test_each_is_compared_with_their_own_decisions_not_with_what_came_after():
    decisions = (
        *both(),
        decided(RECORD, "Kari", "edit", "e1", field="stage", value="planned"),
        decided(RECORD, "Per", "edit", "e1", field="stage", value="announced"),
    )
    assert told(compared(*decisions))[0][2] == {"Kari": ("planned",), "Per": ("announced",)}


def test_a_list_agrees_where_all_of_it_does():
    found = compared(*both(), decided(RECORD, "Kari", "add", "e1", field="dates", value=DATE))
    assert told(found) == [("event", "dates", {"Kari": ("effective 2031-05-02",), "Per": ()})]
    assert [[span.quote for span in side.seen.evidence] for side in found.differences[0].sides] == [["Friday"], []]


def test_both_rejecting_is_agreement():
    found = compared(*both("reject", "e2"))
    assert (field(found, "event.presence").units, field(found, "event.presence").equal) == (1, 1.0)
    assert field(found, "event.measure").units == 0


def test_a_rejected_event_is_a_difference_in_presence_alone():
    found = compared(decided(RECORD, "Kari", "accept", "e2"), decided(RECORD, "Per", "reject", "e2"))
    assert told(found) == [("event", "presence", {"Kari": ("yes",), "Per": ("no",)})]
    assert [side.item for side in found.differences[0].sides] == ["e2", None]


def test_who_went_through_the_article_has_seen_what_another_added():
    add = decided(RECORD, "Kari", "add", field="events", value={**ADDED, "id": "e-kari"})
    assert compared(add, decided(RECORD, "Per", "accept", "e1")).differences == ()
    through = decided(RECORD, "Per", "accept")
    assert ("event", "presence", {"Kari": ("yes",), "Per": ("no",)}) in told(compared(add, through))


def test_events_that_both_added_in_the_same_sentence_are_one_unit():
    first = decided(RECORD, "Kari", "add", field="events", value={**ADDED, "id": "e-kari"})
    second = decided(RECORD, "Per", "add", field="events", value={**ADDED, "id": "e-per", "action": "introduce"})
    found = compared(first, second)
    assert field(found, "event.presence").units == 1
    assert ("event", "action", {"Kari": ("tighten",), "Per": ("introduce",)}) in told(found)


def test_statistics_are_compared_too():
    figure = RECORD.statistics[0].id
    found = compared(*both(target=figure), decided(RECORD, "Per", "edit", figure, field="value", value=-21.0))
    assert told(found) == [("statistic", "value", {"Kari": ("-12.0",), "Per": ("-21.0",)})]


def test_three_reviewers_and_a_choice_of_two():
    decisions = (
        *both(),
        decided(RECORD, "Liv", "edit", "e1", field="stage", value="planned"),
    )
    found = compared(*decisions)
    assert found.reviewers == ("Kari", "Liv", "Per")
    assert field(found, "event.stage").equal == pytest.approx(1 / 3)
    assert compared(*decisions, reviewers=["Kari", "Per"]).differences == ()


@pytest.mark.parametrize("take", ["Kari", "Per"])
@pytest.mark.parametrize("order", [1, -1])
@pytest.mark.parametrize(
    "case",
    [
        lambda: (*both(), decided(RECORD, "Kari", "edit", "e1", field="stage", value="planned")),
        lambda: (*both(), decided(RECORD, "Per", "edit", "e1", field="issuer", value={"jurisdiction": "SE"})),
        lambda: (decided(RECORD, "Kari", "accept", "e2"), decided(RECORD, "Per", "reject", "e2")),
        lambda: (
            decided(RECORD, "Kari", "accept", "e2"),
            decided(RECORD, "Per", "merge", "e1", targets=("a.json#e2",)),
        ),
    ],
)
def test_a_decision_closes_a_difference_and_its_side_holds(case, order, take):
    decisions = case()[::order]
    found = compared(*decisions)
    difference = next(difference for difference in found.differences if difference.field != "triggers")
    side = next(side for side in difference.sides if side.reviewer == take)
    made = adjudicated(difference, Decided("a.json", RECORD, decisions), take=take, by="Liv", note="see the gazette")
    assert all(difference.id in decision.note and decision.by == "Liv" for decision in made)
    after = compared(*decisions, *made)
    assert difference.id not in {left.id for left in after.differences}
    assert after.settled == 1
    assert after.reviewers == ("Kari", "Per")
    review = reviewed(RECORD, [*decisions, *made])
    assert review.unfit == ()
    event = next((event for event in review.record.events if event.id == (side.item or "e2")), None)
    if difference.field == "presence":
        assert (event is not None) == (side.seen.value == ("yes",))
    else:
        value = event.stage if difference.field == "stage" else event.issuer.jurisdiction
        assert side.seen.value == (value,)


def test_a_difference_that_was_settled_is_listed_again_when_somebody_changes_their_mind_or_the_decision_is_undone():
    decisions = (*both(), decided(RECORD, "Kari", "edit", "e1", field="stage", value="planned"))
    [difference] = compared(*decisions).differences
    made = adjudicated(difference, Decided("a.json", RECORD, decisions), take="Kari", by="Liv")
    again = decided(RECORD, "Per", "edit", "e1", field="stage", value="considered")
    assert len(compared(*decisions, *made, again).differences) == 1
    undone = decided(RECORD, "Liv", "retract", retracts=made[0].id)
    assert compared(*decisions, *made, undone).differences == (difference,)


def test_only_a_side_can_be_taken():
    decisions = (decided(RECORD, "Kari", "accept", "e2"), decided(RECORD, "Per", "reject", "e2"))
    [difference] = compared(*decisions).differences
    with pytest.raises(UsageError, match="take Kari or Per"):
        adjudicated(difference, Decided("a.json", RECORD, decisions), take="Ola", by="Liv")


@pytest.fixture
def out(tmp_path):
    (tmp_path / "records").mkdir()
    (tmp_path / "records" / "a.json").write_text(dump_record(RECORD), encoding="utf-8")
    edit = decided(RECORD, "Kari", "edit", "e1", field="stage", value="planned")
    append_decisions(tmp_path / DECISIONS, [*both(), edit])
    return tmp_path


def test_the_command_prints_figures_and_both_sides_and_settle_closes_one(out, run_command):
    ended = run_command("agreement", out)
    assert ended.code == 0
    assert "1 article reviewed by Kari and Per" in ended.out
    assert "Kari: planned  “export licences”" in ended.out
    found = json.loads(run_command("agreement", out, "--json").out)
    [difference] = found["differences"]
    assert difference["sides"][0] == {
        "reviewer": "Kari",
        "item": "e1",
        "value": ["planned"],
        "evidence": [{"start": 23, "end": 38, "quote": "export licences"}],
    }
    settled = run_command("settle", out, difference["id"], "--take", "Per", "--by", "Liv", "--note", "the gazette")
    assert settled.code == 0
    [*_, last] = load_decisions(out / DECISIONS)
    assert (last.by, last.verdict, last.note) == ("Liv", "edit", f"settles {difference['id']}: the gazette")
    assert "0 open differences, 1 settled" in run_command("agreement", out).out


def test_the_command_compares_whom_it_is_told_to(out, run_command):
    assert "no article was reviewed by two" in run_command("agreement", out, "--by", "Kari", "--by", "Liv").out


def test_an_unknown_difference_and_a_folder_without_records_are_refused(out, tmp_path, run_command):
    ended = run_command("settle", out, "x-000000000000", "--take", "Per", "--by", "Liv")
    assert (ended.code, "lists them" in ended.err) == (2, True)
    assert run_command("agreement", tmp_path / "none").code == 2


def test_decisions_about_a_record_that_is_gone_are_named(out, run_command):
    append_decisions(out / DECISIONS, [decided(RECORD, "Kari", "accept", path="gone.json")])
    assert "gone.json" in run_command("agreement", out).err
