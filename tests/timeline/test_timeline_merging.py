import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reporting import GROUPS, event, report

from extract.timeline import build_timeline


def changes(*reports):
    return build_timeline(reports, groups=GROUPS).changes


def merged(*reports):
    return sorted(sorted(claim.record for claim in change.claims) for change in changes(*reports))


def test_one_act_in_two_languages_is_one_change():
    chinese = report(
        "b.json", event(key="NO:NVE+NTA:2031:7", trigger="许可", dates={"effective": "2031-06-01"}), language="zh"
    )
    english = report("a.json", event(key="NO:NVE:2031:7", dates={"effective": "2031-06-01"}))
    [change] = changes(chinese, english)
    assert [claim.record for claim in change.claims] == ["a.json", "b.json"]
    assert "same_act" in [feature.name for merge in change.merges for feature in merge.features]


def test_the_same_number_of_another_year_is_another_act():
    first = report("a.json", event(key="NO:NVE:2031:7"))
    second = report("b.json", event(key="NO:NVE:2030:7"))
    assert merged(first, second) == [["a.json"], ["b.json"]]


def test_a_statute_that_hundreds_of_changes_name_merges_nothing():
    first = report("a.json", event(key="US:EAR", issuer="US", materials=["gallium"], dates={"effective": "2031-01-05"}))
    second = report(
        "b.json", event(key="US:EAR", issuer="US", materials=["yttrium"], dates={"effective": "2031-04-05"})
    )
    assert len(merged(first, second)) == 2


def test_a_material_and_its_group_can_be_one_change():
    exact = report("a.json", event(materials=["yttrium"], dates={"announced": "2031-05-01"}))
    vague = report("b.json", event(materials=["rare_earths"], dates={"announced": "2031-05-01"}))
    assert merged(exact, vague) == [["a.json", "b.json"]]


TWINS = {"dates": {"announced": "2031-05-01"}}


@pytest.mark.parametrize(
    "difference",
    [
        {"action": "suspend"},
        {"issuer": "SE"},
        {"measure": "ban"},
        {"materials": ["gallium"]},
        {"dates": {"announced": "2030-11-01"}},
    ],
)
def test_what_differs_in_kind_is_another_change(difference):
    assert merged(report("a.json", event(**TWINS)), report("b.json", event(**{**TWINS, **difference}))) == [
        ["a.json"],
        ["b.json"],
    ]


def test_two_events_of_one_article_are_two_changes():
    assert len(changes(report("a.json", event(**TWINS), event(**TWINS)))) == 2


def test_undated_reports_of_the_same_days_are_one_change():
    assert merged(report("a.json", event()), report("b.json", event(), published="2031-05-03")) == [
        ["a.json", "b.json"]
    ]


def test_undated_reports_years_apart_are_not():
    assert len(merged(report("a.json", event()), report("b.json", event(), published="2034-05-03"))) == 2


def test_a_vague_mention_that_fits_two_changes_joins_neither():
    first = report("a.json", event(targets=[("DK", "all")], dates={"announced": "2031-05-02"}), published=None)
    second = report("b.json", event(targets=[("DK", "all")], dates={"announced": "2031-05-28"}), published=None)
    vague = report("c.json", event(targets=[("DK", "all")], dates={"announced": "2031-05"}), published=None)
    assert merged(first, second, vague) == [["a.json"], ["b.json"], ["c.json"]]
    assert merged(first, vague) == [["a.json", "c.json"]]


REPORTS = [
    report("a.json", event(key="NO:NVE:2031:7", dates={"effective": "2031-06-01"}), event(issuer="SE")),
    report("b.json", event(key="NO:NVE:2031:7"), published="2031-05-04"),
    report(
        "c.json",
        event(materials=["rare_earths"]),
        event(action="suspend", amends={"event_id": "e1", "relation": "suspends"}),
    ),
    report("d.json", event(issuer="SE", certainty="reported"), statistics=[{"value": -29.0}]),
    report("e.json", event(action="suspend"), published=None, statistics=[{"value": -30.0}]),
]


@settings(max_examples=25, deadline=None)
@given(st.permutations(REPORTS))
def test_the_order_of_the_records_changes_nothing(reports):
    again = build_timeline(reports, groups=GROUPS)
    assert again.model_dump_json() == build_timeline(REPORTS, groups=GROUPS).model_dump_json()


def test_further_articles_leave_the_id_of_a_change_alone():
    alone = changes(REPORTS[0])
    ids = {change.id for change in changes(*REPORTS)}
    assert {change.id for change in alone} <= ids


def test_bare_records_stand_at_their_article_ids():
    [change] = build_timeline([report("x/a.json", event())[1]], groups=GROUPS).changes
    assert [claim.record for claim in change.claims] == ["x/a.json"]


def test_no_records_give_an_empty_timeline():
    assert build_timeline([], groups=GROUPS).changes == ()
