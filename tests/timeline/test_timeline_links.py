import pytest
from reporting import GROUPS, event, report

from extract.timeline import build_timeline, interruptions_of

ACT, OTHER = "NO:NVE:2031:7", "NO:NVE:2031:30"
RULE = report("rule.json", event(key=ACT, dates={"effective": "2031-04-04"}), published="2031-04-05")


def built(*reports):
    return build_timeline(reports, groups=GROUPS)


def link(timeline, action):
    [change] = [change for change in timeline.changes if change.action.value == action]
    return [(names(timeline)[found.change], found.relation, found.basis, found.sure) for found in change.amends]


def names(timeline):
    """Each change by the record that told of it first."""
    return {change.id: change.claims[0].record.removesuffix(".json") for change in timeline.changes}


def pause(**facts):
    plain = {"action": "suspend", "dates": {"effective": "2031-11-10"}}
    return report("pause.json", event(**{**plain, **facts}), published="2031-11-12")


def test_a_suspension_of_the_same_goods_is_of_the_rule_on_them():
    gallium = report("gallium.json", event(materials=["gallium"], dates={"effective": "2031-05-01"}))
    assert link(built(RULE, gallium, pause()), "suspend") == [("rule", "suspends", "terms", True)]


def test_a_suspension_of_a_group_is_of_the_rule_on_the_group():
    wide = report("wide.json", event(materials=["rare_earths"], dates={"effective": "2031-05-01"}))
    found = link(built(RULE, wide, pause(materials=["rare_earths"])), "suspend")
    assert found == [("wide", "suspends", "terms", True)]


def test_where_two_rules_fit_equally_the_link_is_not_sure_and_the_answer_unknown():
    wider = report("wider.json", event(action="expand", dates={"effective": "2031-05-01"}))
    timeline = built(RULE, wider, pause())
    assert link(timeline, "suspend") == [
        (name, "suspends", "terms", False)
        for _, name in sorted((id_, name) for id_, name in names(timeline).items() if name != "pause")
    ]
    assert interruptions_of(timeline) == {}


def test_nothing_is_suspended_before_it_exists():
    early = report("pause.json", event(action="suspend", dates={"effective": "2031-01-10"}), published="2031-01-12")
    assert link(built(RULE, early), "suspend") == []


def test_an_act_that_is_named_says_more_than_the_goods():
    newer = report("newer.json", event(dates={"effective": "2031-05-01"}, key=OTHER), published="2031-05-02")
    assert link(built(RULE, newer, pause(key=ACT)), "suspend") == [("rule", "suspends", "act", True)]


def test_what_is_said_to_act_on_a_rule_that_stays_acts_on_the_rule():
    kept = event(action="maintain", key=ACT, trigger="stays")
    end = event(action="end", materials=["yttrium"], amends={"event_id": "e2", "relation": "ends"}, trigger="lifted")
    timeline = built(RULE, report("end.json", end, kept, published="2031-12-01"))
    assert link(timeline, "end") == [("rule", "ends", "told", True)]


@pytest.mark.parametrize(
    ("measure", "relation"),
    [("licence_requirement", "replaces"), ("exemption", "eases"), ("reporting_requirement", "implements")],
)
def test_only_the_same_measure_can_replace_one(measure, relation):
    base, later = (
        event(key=ACT, trigger="licence"),
        event(
            measure=measure,
            key=OTHER,
            trigger="act",
            dates={"effective": "2031-09-01"},
            amends={"event_id": "e1", "relation": "replaces"},
        ),
    )
    timeline = built(RULE, report("later.json", base, later, published="2031-08-01"))
    [change] = [change for change in timeline.changes if change.amends]
    assert [found.relation for found in change.amends] == [relation]


def test_an_extension_is_of_what_runs_out():
    longer = report("longer.json", event(action="extend", stage="announced"), published="2032-10-01")
    halted = pause(dates={"effective": "2031-11-10", "expires": "2032-11-09"})
    assert link(built(RULE, halted, longer), "extend") == [("pause", "extends", "terms", True)]


def test_an_interruption_tells_when_by_what_and_for_which_goods():
    both = report("rule.json", event(materials=["yttrium", "gallium"], key=ACT, dates={"effective": "2031-04-04"}))
    timeline = built(both, pause(dates={"effective": "2031-11-10", "expires": "2032-11-09"}))
    [(id_, [time])] = interruptions_of(timeline).items()
    assert names(timeline)[id_] == "rule"
    assert (time.relation, time.since, time.until, time.materials) == (
        "suspends",
        "2031-11-10",
        "2032-11-09",
        ("yttrium",),
    )
    assert [claim.record for claim in time.claims] == ["pause.json"]


def test_a_suspension_for_a_year_ends_after_a_year_and_one_that_is_resumed_the_day_before():
    year = ("validity_period", "limit", "P1Y", "for a year")
    [[time]] = interruptions_of(built(RULE, pause(conditions=[year]))).values()
    assert time.until == "2032-11-09"
    resumed = report("back.json", event(action="resume", dates={"effective": "2032-03-01"}), published="2032-03-02")
    [[time]] = interruptions_of(built(RULE, pause(), resumed)).values()
    assert time.until == "2032-02-29"


def test_what_is_only_planned_interrupts_nothing():
    assert interruptions_of(built(RULE, pause(stage="planned"))) == {}
