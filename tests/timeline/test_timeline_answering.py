from datetime import date

import pytest
from reporting import GROUPS, event, report

from extract.timeline import as_of, build_timeline

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
