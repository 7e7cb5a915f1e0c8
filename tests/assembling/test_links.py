"""Which event acts on which."""

from telling import told

from extract import Extractor
from extract.assembling.drafts import Draft
from extract.assembling.links import link_amendments
from extract.records import Issuer


def draft(action, *, issuer="CN", measure="licence_requirement"):
    _, mentions = told("China requires a licence for gallium.", "requires a licence")
    return Draft(measure, action, "in_force", "stated", Issuer(jurisdiction=issuer), mentions)


def test_a_suspension_suspends_what_was_introduced():
    first, second = link_amendments([draft("introduce"), draft("suspend")], ["a", "b"])
    assert first is None
    assert (second.event_id, second.relation) == ("a", "suspends")


def test_nothing_amends_another_issuers_measure():
    assert link_amendments([draft("introduce", issuer="US"), draft("end")], ["a", "b"]) == [None, None]


def test_nothing_amends_another_measure():
    assert link_amendments([draft("introduce", measure="tariff"), draft("ease")], ["a", "b"]) == [None, None]


def test_an_event_does_not_amend_itself():
    assert link_amendments([draft("expand")], ["a"]) == [None]


def test_an_act_replaces_what_the_other_act_made():
    text = (
        "On May 2, 2026, China's Ministry of Commerce issued Announcement No. 9 of 2026, which replaces Announcement No. 4 of 2024.\n\n"
        "From June 1, 2026, exports of zinc need a licence under Announcement No. 9 of 2026. "
        "Until then the licence requirement for tin under Announcement No. 4 of 2024 stays in force.\n"
    )
    events = Extractor(model="none").extract("Client note\n\n" + text, published="2026-05-03").events
    newer, older = (next(event for event in events if event.action == action) for action in ("introduce", "maintain"))
    assert newer.amends is not None
    assert (newer.amends.event_id, newer.amends.relation) == (older.id, "replaces")
