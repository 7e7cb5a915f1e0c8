from reporting import GROUPS, event, report

from extract.timeline import build_timeline

DAY = {"dates": {"announced": "2031-05-01"}}


def built(*reports):
    return build_timeline(reports, groups=GROUPS)


def only(*reports):
    [change] = built(*reports).changes
    return change


def test_each_value_names_the_claims_that_give_it():
    change = only(
        report("a.json", event(targets=[("DK", "all")], **DAY)),
        report("b.json", event(materials=["yttrium", "terbium"], **DAY)),
    )
    support = {told.value: [claim.record for claim in told.support] for told in change.materials}
    assert support == {"yttrium": ["a.json", "b.json"], "terbium": ["b.json"]}
    assert [claim.record for claim in change.targets[0].support] == ["a.json"]


def test_a_month_supports_the_day_it_contains():
    change = only(report("a.json", event(dates={"announced": "2031-05"})), report("b.json", event(**DAY)))
    [date] = change.dates
    assert (date.value.value, len(date.support), date.rivals) == ("2031-05-01", 2, ())


def test_another_day_is_a_rival_and_a_conflict():
    reports = [
        report(f"{name}.json", event(key="NO:NVE:2031:7", dates={"effective": day}))
        for name, day in (("a", "2031-06-01"), ("b", "2031-06-01"), ("c", "2031-06-15"))
    ]
    timeline = built(*reports)
    [date] = timeline.changes[0].dates
    assert [rival.value.value for rival in date.rivals] == ["2031-06-15"]
    [conflict] = timeline.conflicts
    assert (conflict.subject, conflict.field) == (timeline.changes[0].id, "dates.effective")
    assert [version.value for version in conflict.versions] == ["2031-06-01", "2031-06-15"]
    assert conflict.shown_because == "more_articles"


def test_two_values_of_one_article_are_no_rivals_but_those_of_two_articles_are():
    low, high = ("threshold", "limit", "0.1%", "above 0.1%"), ("threshold", "limit", "50%", "above half")
    both = built(
        report("a.json", event(conditions=[low, high], **DAY)), report("b.json", event(conditions=[low], **DAY))
    )
    assert both.conflicts == ()
    apart = built(report("a.json", event(conditions=[low], **DAY)), report("b.json", event(conditions=[high], **DAY)))
    assert [conflict.field for conflict in apart.conflicts] == ["conditions.threshold.limit"]


def test_forbidden_by_one_and_limited_by_another_is_a_conflict_of_scope():
    forbid = ("end_user", "prohibit", None, "closed to arms makers")
    limit = ("end_user", "limit", None, "arms makers face scrutiny")
    timeline = built(
        report("a.json", event(conditions=[forbid], **DAY)), report("b.json", event(conditions=[limit], **DAY))
    )
    assert [conflict.field for conflict in timeline.conflicts] == ["conditions.end_user"]


def test_a_denial_stands_beside_what_it_denies():
    timeline = built(
        report("a.json", event(**DAY)),
        report("b.json", event(**DAY)),
        report("c.json", event(certainty="denied", **DAY)),
    )
    assert timeline.changes[0].certainty.value == "stated"
    assert [conflict.field for conflict in timeline.conflicts] == ["certainty"]


def test_stages_come_in_the_order_of_a_life_with_their_dates():
    change = only(
        report("a.json", event(stage="planned", **DAY), published="2031-04-20"),
        report("b.json", event(dates={"announced": "2031-05-01", "effective": "2031-06-01"}), published="2031-06-02"),
    )
    assert [(entry.stage, entry.as_of, entry.basis) for entry in change.stages] == [
        ("planned", "2031-05-01", "announced"),
        ("in_force", "2031-06-01", "effective"),
    ]
    assert change.stage.value == "in_force"


def test_a_plan_and_an_act_told_on_one_day_are_a_conflict_but_progress_is_none():
    plan, act = event(stage="planned", **DAY), event(stage="announced", **DAY)
    same_day = built(report("a.json", plan), report("b.json", act))
    assert [conflict.field for conflict in same_day.conflicts] == ["stage"]
    assert built(report("a.json", plan, published="2031-04-20"), report("b.json", act)).conflicts == ()


def test_amends_links_point_at_the_change_meant():
    timeline = built(
        report("a.json", event(key="NO:NVE:2031:7", **DAY)),
        report("b.json", event(action="suspend", amends={"instrument_key": "NO:NVE:2031:7", "relation": "suspends"})),
        report(
            "c.json",
            event(**DAY),
            event(action="ease", stage="planned", amends={"event_id": "e1", "relation": "eases"}),
        ),
    )
    by_action = {change.action.value: change for change in timeline.changes}
    made = by_action["introduce"].id
    assert [(link.change, link.relation) for link in by_action["suspend"].amends] == [(made, "suspends")]
    assert [(link.change, link.relation) for link in by_action["ease"].amends] == [(made, "eases")]


def test_reports_are_first_and_last():
    change = only(report("a.json", event(**DAY), published="2031-05-09"), report("b.json", event(**DAY)))
    assert (change.first_reported, change.last_reported) == ("2031-05-02", "2031-05-09")


def test_regimes_gather_the_changes_of_one_issuer_family_and_group():
    timeline = built(
        report("a.json", event(**DAY)),
        report("b.json", event(measure="general_licence", materials=["terbium"])),
        report("c.json", event(measure="tariff")),
    )
    assert {regime.id: len(regime.changes) for regime in timeline.regimes} == {
        "NO/licensing/rare_earths": 2,
        "NO/tariffs/rare_earths": 1,
    }


def test_confidence_grows_with_independent_witnesses_only():
    alone = only(report("a.json", event(confidence=0.6, **DAY)))
    told_twice = only(
        report("a.json", event(confidence=0.6, **DAY), publisher="P"),
        report("b.json", event(confidence=0.6, **DAY), publisher="P"),
    )
    two = only(
        report("a.json", event(confidence=0.6, **DAY), publisher="P"),
        report("b.json", event(confidence=0.6, **DAY), publisher="Q"),
    )
    assert alone.confidence == told_twice.confidence == 0.6
    assert two.confidence == 0.84


def test_the_day_of_a_denial_is_no_date_of_the_change():
    plan = event(measure="validated_end_user", stage="planned", certainty="reported")
    denial = {**plan, "certainty": "denied", "dates": {"announced": "2031-05-04"}}
    [change] = build_timeline([report("a.json", plan), report("b.json", denial)], groups=GROUPS).changes
    assert change.dates == ()
