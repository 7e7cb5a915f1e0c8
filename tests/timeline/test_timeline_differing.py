"""What the comparison of two timelines tells, and what it does not mistake for a change."""

from reporting import GROUPS, event, report

from extract.records.difference import Voice
from extract.timeline import build_timeline
from extract.timeline.differing import diff_timelines

DAY = {"dates": {"announced": "2031-05-01"}}
LATER = "2031-05-03"


def voice(claim, field):
    return Voice(record=claim.record, event=claim.event, quote=field, passage=field, language="en")


def compared(old, new):
    timelines = (build_timeline(records, groups=GROUPS) for records in (old, new))
    return diff_timelines(*timelines, old_voices=voice, new_voices=voice)


def only(old, new):
    (difference,) = compared(old, new).differences
    return difference


def altered(difference):
    return {one.field: (one.before, one.after) for one in difference.alterations}


def test_nothing_changed():
    records = [report("a.json", event(**DAY)), report("b.json", event(**DAY))]
    found = compared(records, records)
    assert (found.differences, found.unchanged, found.further_reports) == ((), 1, 0)


def test_another_report_of_the_same_is_counted_and_not_listed():
    found = compared([report("a.json", event(**DAY))], [report("a.json", event(**DAY)), report("b.json", event(**DAY))])
    assert (found.differences, found.unchanged, found.further_reports) == ((), 0, 1)


def test_a_new_change_comes_with_the_words_of_its_claims():
    old = [report("a.json", event(**DAY))]
    difference = only(old, [*old, report("b.json", event(measure="ban"))])
    assert (difference.kind, difference.before, len(difference.after)) == ("new", (), 1)
    assert [one.record for one in difference.why] == ["b.json"]


def test_a_change_moves_to_another_stage_by_the_word_of_the_new_report():
    old = [report("a.json", event(stage="planned", **DAY))]
    difference = only(old, [*old, report("b.json", event(stage="in_force", **DAY), published=LATER)])
    assert difference.kind == "stage"
    assert altered(difference)["stage"] == (("planned",), ("in_force",))
    assert [one.record for one in difference.alterations[0].why] == ["b.json"]


def test_a_change_keeps_its_past_when_a_rebuild_gives_it_another_id():
    """The first id hangs on the claim alone; the new report names the act, from which the change is known from then on."""
    old = [report("a.json", event(stage="planned", **DAY))]
    new = [*old, report("b.json", event(stage="in_force", key="NO:MFA:2031:8", **DAY), published=LATER)]
    difference = only(old, new)
    assert difference.before != difference.after
    assert difference.kind == "stage"
    assert altered(difference)["instrument"] == ((), ("NO:MFA:2031:8",))


def test_a_link_to_a_change_with_another_id_is_no_new_link():
    act = {"instrument_key": "NO:MFA:2031:8", "relation": "suspends"}
    rule, pause = event(key="NO:MFA:2031:8", **DAY), event(action="suspend", amends=act, materials=["terbium"])
    old = [report("m.json", rule, published=LATER), report("z.json", pause)]
    again = event(key="NO:MFA:2031:8", materials=["terbium", "yttrium"], **DAY)
    found = compared(old, [*old, report("a.json", again, published="2031-05-01")])
    assert "amends" not in {field for one in found.differences for field in altered(one)}


def test_an_altered_date_and_scope_are_told_with_what_was():
    old = [report("a.json", event(dates={"announced": "2031-05-01", "effective": "2031-06-01"}))]
    facts = {"dates": {"announced": "2031-05-01", "effective": "2031-07-01"}, "materials": ["yttrium", "terbium"]}
    difference = only(old, [report("a.json", event(**facts))])
    assert difference.kind == "dates"
    assert altered(difference) == {
        "dates.effective": (("2031-06-01",), ("2031-07-01",)),
        "materials": ((), ("terbium",)),
    }


def test_a_date_on_which_sources_newly_disagree_is_a_contradiction():
    old = [report("a.json", event(dates={"announced": "2031-05-01", "effective": "2031-06-01"}))]
    rival = event(dates={"announced": "2031-05-01", "effective": "2031-06-03"})
    difference = only(old, [*old, report("b.json", rival)])
    assert difference.kind == "contradicted"
    assert set(altered(difference)["conflicts.dates.effective"][1]) == {"2031-06-01", "2031-06-03"}
    assert {one.record for one in difference.alterations[-1].why} == {"a.json", "b.json"}


def test_a_change_is_gone_with_its_records_or_told_otherwise():
    old = [report("a.json", event(**DAY)), report("b.json", event(measure="ban"))]
    gone = only(old, old[:1])
    assert (gone.kind, gone.reasons, gone.after) == ("gone", ("records_gone",), ())
    assert [one.record for one in gone.why] == ["b.json"]
    path, record = report("b.json", event(measure="quota"))
    record = record.model_copy(update={"events": (record.events[0].model_copy(update={"id": "other"}),)})
    found = compared(old, [old[0], (path, record)]).differences
    assert [(one.kind, one.reasons) for one in found] == [("new", ()), ("gone", ("told_otherwise",))]


def test_what_was_told_apart_is_put_together_and_apart_again():
    apart = [
        report("a.json", event(materials=["yttrium"], dates={"effective": "2031-05-01"})),
        report("b.json", event(materials=["gallium"], dates={"effective": "2031-09-01"})),
    ]
    same = [report(path, event(materials=["yttrium"], **DAY)) for path in ("a.json", "b.json")]
    together, again = compared(apart, same).differences, compared(same, apart).differences
    assert [(one.kind, len(one.before), len(one.after)) for one in together] == [("merged", 2, 1)]
    assert "same_materials" in together[0].reasons
    assert [(one.kind, len(one.before), len(one.after)) for one in again if one.kind == "split"] == [("split", 1, 2)]


def test_events_with_new_ids_in_the_same_articles_are_the_same_changes():
    one = report("a.json", event(**DAY))
    renamed = one[1].model_copy(update={"events": (one[1].events[0].model_copy(update={"id": "other"}),)})
    found = compared([one], [(one[0], renamed)])
    assert [one.kind for one in found.differences] == []
