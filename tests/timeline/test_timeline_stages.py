from reporting import GROUPS, event, report

from extract.timeline import build_timeline

UNNAMED = [("two officials", "anonymous")]
BUYERS = [("DK", "all")]
MINISTRY = [("Ministry of Energy", "official")]


def only(*reports):
    [change] = build_timeline(reports, groups=GROUPS).changes
    return change


def rumour(path, day="2031-05-02", **facts):
    return report(
        path,
        event(**{"stage": "planned", "certainty": "reported", "attribution": UNNAMED, "targets": BUYERS, **facts}),
        published=day,
    )


def test_a_rumour_stays_one_however_many_repeat_it_as_fact():
    repeats = [rumour(f"r{n}.json", "2031-05-04", certainty="stated", attribution=()) for n in range(4)]
    change = only(rumour("a.json"), *repeats)
    assert (change.certainty.value, change.stage.value) == ("reported", "planned")
    [entry] = change.stages
    assert (entry.certainty, [source.kind for source in entry.by]) == ("reported", ["anonymous"])


def test_an_official_word_makes_it_a_fact():
    change = only(rumour("a.json"), rumour("b.json", certainty="stated", attribution=MINISTRY))
    assert change.certainty.value == "stated"
    assert [source.kind for source in change.stages[0].by] == ["official", "anonymous"]


def test_so_do_reports_that_it_was_done():
    done = [rumour(f"d{n}.json", "2031-06-10", certainty="stated", attribution=(), stage="in_force") for n in range(2)]
    change = only(rumour("a.json"), *done)
    assert (change.certainty.value, change.stage.value) == ("stated", "in_force")


def test_a_denial_reaches_no_stage_and_stands_beside_the_one_it_denies():
    denial = rumour("b.json", certainty="denied", attribution=MINISTRY)
    change = only(rumour("a.json"), denial, rumour("c.json"))
    assert change.certainty.value == "reported"
    assert [rival.value for rival in change.certainty.rivals] == ["denied"]
    [entry] = change.stages
    assert [claim.record for claim in entry.claims] == ["a.json", "c.json"]
    assert [claim.record for claim in entry.denied_by] == ["b.json"]


def test_what_is_only_denied_is_denied():
    change = only(rumour("a.json", certainty="denied"))
    assert (change.certainty.value, change.stages[0].certainty) == ("denied", "denied")


def test_a_plan_is_dated_by_those_who_told_of_it_and_not_by_the_announcement_that_followed():
    act = report(
        "b.json", event(stage="announced", targets=BUYERS, dates={"announced": "2031-05-20"}), published="2031-05-21"
    )
    change = only(rumour("a.json"), act)
    assert [(entry.stage, entry.as_of, entry.basis) for entry in change.stages] == [
        ("planned", "2031-05-02", "published"),
        ("announced", "2031-05-20", "announced"),
    ]


def test_what_is_told_as_ended_ended_when_it_expired_and_not_when_it_began():
    dates = {"effective": "2031-01-01", "expires": "2031-04-30"}
    change = only(report("a.json", event(measure="exemption", stage="ended", dates=dates)))
    assert [(entry.stage, entry.as_of) for entry in change.stages] == [("ended", "2031-04-30")]
    begun = only(report("a.json", event(measure="exemption", stage="ended", dates={"effective": "2031-01-01"})))
    assert [(entry.stage, entry.as_of) for entry in begun.stages] == [("ended", "2031-05-02")]
