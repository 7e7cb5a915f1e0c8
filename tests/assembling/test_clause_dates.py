import pytest
from telling import told

from extract.assembling.clause_dates import effective_after
from extract.assembling.drafts import Draft
from extract.records import EventDate, Issuer, Span


def effect_of(text, words, announced):
    _document, mentions = told(text, words)
    draft = Draft("licence_requirement", "introduce", "announced", "stated", Issuer(jurisdiction="PE"), mentions)
    span = Span(start=0, end=1, quote=text[0])
    return effective_after(EventDate(role="announced", value=announced, evidence=span), draft)


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("The export controls on zinc apply with immediate effect.", "export controls", "2025-03-31"),
        ("The export controls take effect 30 days after publication.", "export controls", "2025-04-30"),
        ("对锌的出口管制自公布之日起施行。", "出口管制", "2025-03-31"),
        ("对锌的出口管制自公布之日起三个月后施行。", "出口管制", "2025-06-30"),
    ],
)
def test_effect_is_counted_from_the_day_of_the_announcement(text, words, value):
    found = effect_of(text, words, "2025-03-31")
    assert (found.role, found.value, found.basis) == ("effective", value, "instrument")
    assert text[found.evidence.start : found.evidence.end] == found.evidence.quote


@pytest.mark.parametrize("announced", ["2025", "2025-03", "2025-03/2025-04", "2027-09/..", "XXXX-03-31", None])
def test_nothing_is_counted_from_an_announcement_without_its_day(announced):
    assert effect_of("The export controls on zinc apply with immediate effect.", "export controls", announced) is None


@pytest.mark.parametrize(
    "text",
    [
        "Firms may comment on the export controls within 30 days after publication.",
        "The export controls on zinc were told.",
        "The export controls on zinc take effect on May 1, 2025.",
    ],
)
def test_a_term_for_something_else_and_a_plain_date_are_not_counted(text):
    assert effect_of(text, "export controls", "2025-03-31") is None


def test_a_term_beyond_the_calendar_gives_no_date():
    text = "The export controls take effect 9000 years after publication."
    assert effect_of(text, "export controls", "2025-03-31") is None
