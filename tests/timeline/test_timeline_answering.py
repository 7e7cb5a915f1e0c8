from datetime import date

import pytest
from reporting import GROUPS, event, report

from extract.errors import UsageError
from extract.timeline import as_of, build_timeline, load_timeline, write_timeline

ACT = "NO:NVE:2031:7"
TIMELINE = build_timeline(
    [
        report(
            "rule.json",
            event(key=ACT, materials=["heavy_rare_earths"], dates={"effective": "2031-04-04"}),
            published="2031-04-05",
        ),
        report(
            "pause.json",
            event(
                action="suspend",
                materials=["heavy_rare_earths"],
                key="NO:NVE:2031:30",
                dates={"effective": "2031-11-10"},
                amends={"instrument_key": ACT, "relation": "suspends"},
            ),
            published="2031-11-12",
        ),
        report(
            "term.json",
            event(
                measure="exemption",
                materials=["gallium"],
                targets=[("DK", "civil")],
                dates={"effective": "2031-06-01", "expires": "2031-06-30"},
            ),
        ),
        report("month.json", event(measure="ban", materials=["gallium"], dates={"effective": "2031-08"})),
        report("draft.json", event(measure="quota", stage="planned")),
        report("signed.json", event(measure="tariff", stage="announced")),
    ],
    groups=GROUPS,
)


def told(day, **question):
    answers = as_of(TIMELINE, date.fromisoformat(day), groups=GROUPS, **question)
    return {answer.change.measure.value: answer.status for answer in answers}


@pytest.mark.parametrize(
    ("day", "status"),
    [("2031-04-03", None), ("2031-04-04", "in_force"), ("2031-11-09", "in_force"), ("2031-11-10", None)],
)
def test_a_rule_applies_from_its_day_until_it_is_suspended(day, status):
    assert told(day, material="terbium").get("licence_requirement") == status


def test_what_was_not_yet_known_of_changes_nothing():
    before = told("2031-11-11", material="terbium", known_by=date(2031, 11, 11))
    assert before["licence_requirement"] == "in_force"
    assert "licence_requirement" not in told("2031-11-11", material="terbium", known_by=date(2031, 11, 12))
    assert told("2031-04-10", material="terbium", known_by=date(2031, 4, 4)) == {}


@pytest.mark.parametrize(
    ("day", "applies"), [("2031-05-31", False), ("2031-06-01", True), ("2031-06-30", True), ("2031-07-01", False)]
)
def test_an_expiry_day_is_the_last(day, applies):
    assert ("exemption" in told(day, material="gallium")) is applies


def test_only_those_it_reaches_are_told_of_a_rule():
    assert "exemption" in told("2031-06-10", destination="DK", end_user="civil")
    assert "exemption" not in told("2031-06-10", destination="DK", end_user="military")
    assert "exemption" not in told("2031-06-10", destination="SE")


def test_a_rule_for_a_group_holds_for_its_members_and_for_no_others():
    assert "licence_requirement" in told("2031-05-01", material="yttrium")
    assert "licence_requirement" not in told("2031-05-01", material="gallium")


@pytest.mark.parametrize(
    ("day", "status"), [("2031-07-31", None), ("2031-08-10", "unknown"), ("2031-09-01", "in_force")]
)
def test_within_an_uncertain_month_the_answer_is_unknown(day, status):
    assert told(day, material="gallium").get("ban") == status


def test_plans_do_not_bind_and_announcements_without_a_date_are_unknown():
    answers = told("2031-09-01")
    assert "quota" not in answers
    assert answers["tariff"] == "unknown"


DAY = {"dates": {"effective": "2031-01-01"}}


def applied(lifting, day="2031-06-01", **question):
    rule = report("rule.json", event(key=ACT, materials=["yttrium", "gallium"], **DAY), published="2031-01-02")
    amends = {"instrument_key": ACT, "relation": "suspends"}
    pause = report("pause.json", event(**{"action": "suspend", "materials": [], "amends": amends, **lifting}))
    timeline = build_timeline([rule, pause], groups=GROUPS)
    return [answer.status for answer in as_of(timeline, date.fromisoformat(day), groups=GROUPS, **question)]


@pytest.mark.parametrize(
    ("day", "statuses"), [("2031-04-30", ["in_force"]), ("2031-06-01", []), ("2032-05-01", ["in_force"])]
)
def test_a_suspension_that_expires_gives_the_rule_back(day, statuses):
    assert applied({"dates": {"effective": "2031-05-01", "expires": "2032-04-30"}}, day) == statuses


def test_a_suspension_of_a_part_leaves_the_rest_in_force():
    part = {"materials": ["yttrium"], "dates": {"effective": "2031-05-01"}}
    assert applied(part) == ["in_force"]
    assert applied(part, material="gallium") == ["in_force"]
    assert applied(part, material="yttrium") == []


def test_a_suspension_for_one_buyer_leaves_it_in_force_for_the_others():
    one = {"targets": [("DK", "all")], "dates": {"effective": "2031-05-01"}}
    assert applied(one) == ["in_force"]
    assert applied(one, destination="SE") == ["in_force"]
    assert applied(one, destination="DK") == []


def test_a_suspension_that_is_only_considered_lifts_nothing():
    assert applied({"stage": "considered"}) == ["in_force"]


def test_a_suspension_planned_for_a_day_that_has_passed_leaves_it_unknown():
    assert applied({"stage": "planned", "dates": {"effective": "2031-05-20"}}) == ["unknown"]


def test_a_suspension_without_a_day_leaves_it_unknown():
    assert applied({"stage": "announced"}) == ["unknown"]


def statuses(*reports, day="2031-06-01", **question):
    timeline = build_timeline(reports, groups=GROUPS)
    return [
        (a.change.action.value, a.status) for a in as_of(timeline, date.fromisoformat(day), groups=GROUPS, **question)
    ]


RULE = report("rule.json", event(key=ACT, **DAY), published="2031-01-02")
PAUSE = event(action="suspend", dates={"effective": "2031-05-01", "expires": "2031-07-31"})


def test_a_rumour_of_a_suspension_leaves_the_rule_unknown_at_most():
    rumoured = {**PAUSE, "certainty": "reported"}
    assert statuses(RULE, report("pause.json", rumoured)) == [("introduce", "unknown")]
    assert statuses(RULE, report("pause.json", {**rumoured, "stage": "considered", "dates": {}})) == [
        ("introduce", "in_force")
    ]
    assert statuses(RULE, report("pause.json", {**PAUSE, "certainty": "denied"})) == [("introduce", "in_force")]


def test_a_resumption_gives_the_rule_back_before_the_suspension_lapses():
    back = report("back.json", event(action="resume", dates={"effective": "2031-06-01"}), published="2031-06-02")
    assert statuses(RULE, report("pause.json", PAUSE), back, day="2031-05-31") == []
    assert statuses(RULE, report("pause.json", PAUSE), back) == [("introduce", "in_force")]


@pytest.mark.parametrize(
    ("extension", "status"),
    [
        ({"stage": "announced", "dates": {"expires": "2031-12-31"}}, None),
        ({"stage": "announced"}, "unknown"),
        ({"stage": "planned"}, "unknown"),
        ({"stage": "considered"}, "in_force"),
        ({"stage": "announced", "certainty": "reported"}, "in_force"),
    ],
)
def test_an_extended_suspension_runs_on_as_far_as_that_is_known(extension, status):
    longer = report("longer.json", event(action="extend", **extension), published="2031-07-01")
    found = dict(statuses(RULE, report("pause.json", PAUSE), longer, day="2031-08-10"))
    assert found.get("introduce") == status


def test_a_replaced_rule_gives_way_on_the_day_of_the_new_one():
    amends = {"instrument_key": ACT, "relation": "replaces"}
    new = event(key="NO:NVE:2032:1", dates={"effective": "2032-02-01"}, amends=amends)
    reports = (RULE, report("new.json", new, published="2032-01-10"))
    assert len(statuses(*reports, day="2032-01-31")) == 1
    [answer] = as_of(build_timeline(reports, groups=GROUPS), date(2032, 2, 1), groups=GROUPS)
    assert answer.change.instrument.value.key == "NO:NVE:2032:1"


def test_between_two_days_that_sources_give_the_answer_is_unknown_until_more_say_one():
    act = {"key": ACT, "measure": "ban"}
    early = report("early.json", event(**act, dates={"effective": "2031-05-10"}))
    late = report("late.json", event(**act, dates={"effective": "2031-05-20"}))
    assert statuses(early, late, day="2031-05-15") == [("introduce", "unknown")]
    assert statuses(early, late, day="2031-05-20") == [("introduce", "in_force")]
    third = report("third.json", event(**act, dates={"effective": "2031-05-10"}))
    assert statuses(early, late, third, day="2031-05-15") == [("introduce", "in_force")]


def test_what_is_only_reported_and_what_names_no_goods_is_unknown():
    assert statuses(report("a.json", event(certainty="reported", **DAY))) == [("introduce", "unknown")]
    bare = report("a.json", event(materials=[], **DAY))
    assert statuses(bare, material="gallium") == [("introduce", "unknown")]
    assert statuses(bare) == [("introduce", "in_force")]


def test_a_group_is_asked_about_with_its_members():
    both = report("rule.json", event(key=ACT, materials=["yttrium", "gallium"], **DAY))
    assert statuses(both, report("pause.json", PAUSE), material="critical_minerals") == [("introduce", "in_force")]
    assert statuses(both, report("pause.json", PAUSE), material="rare_earths") == []


def test_a_tariff_binds_what_comes_in():
    duty = report("duty.json", event(measure="tariff", targets=[("DK", "all")], **DAY))
    assert [len(statuses(duty, destination=place)) for place in ("NO", "DK")] == [1, 0]


def test_that_a_rule_is_kept_is_no_second_rule_but_stands_for_one_that_nobody_told_of():
    kept = report("kept.json", event(action="maintain"), published="2031-05-20")
    assert statuses(RULE, kept) == [("introduce", "in_force")]
    assert statuses(kept) == [("maintain", "in_force")]


def test_each_answer_rests_on_claims_that_were_known():
    again = report("again.json", event(key=ACT, **DAY), published="2031-03-01")
    [answer] = as_of(
        build_timeline([RULE, again], groups=GROUPS), date(2031, 6, 1), known_by=date(2031, 2, 1), groups=GROUPS
    )
    assert [claim.record for claim in answer.claims] == ["rule.json"]
    assert [claim.record for claim in answer.change.claims] == ["rule.json"]
    assert answer.why == "effective 2031-01-01"


def test_a_timeline_answers_itself_also_when_it_was_written_and_read(tmp_path):
    write_timeline(TIMELINE, tmp_path, records=())
    timeline = load_timeline(tmp_path / "timeline.json")
    answers = timeline.as_of(date(2031, 5, 1), material="镱", destination="丹麦", end_user="civil")
    assert [answer.change.measure.value for answer in answers] == ["licence_requirement"]
    assert timeline.as_of(date(2031, 5, 1), date(2031, 4, 1), "gallium", "US", "civil") == ()


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ({"material": "unobtainium"}, "no known material"),
        ({"destination": "Atlantis"}, "no known jurisdiction"),
        ({"end_user": "wizard"}, "give one of all, military"),
    ],
)
def test_names_that_are_not_known_are_refused(question, said):
    with pytest.raises(UsageError, match=said):
        TIMELINE.as_of(date(2031, 5, 1), **question)
