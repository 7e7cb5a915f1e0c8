"""Which event acts on which."""

from telling import told

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
