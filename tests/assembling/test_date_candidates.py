import pytest
from telling import told

from extract.assembling.date_candidates import candidates_of
from extract.assembling.date_traits import clause_of
from extract.assembling.drafts import Draft
from extract.records import Issuer

ENGLISH = (
    "The ministry met on 2 March 2025. It spoke on 3 March 2025. The export controls on zinc were told. "
    "Firms replied on 5 March 2025."
)
CHINESE = "该部门2025年3月1日开会。3月2日通知企业。3月3日公布文本。对锌实施出口管制。3月5日企业回应。3月6日收市。"


def seen_in(text, words, issuer="PE"):
    document, mentions = told(text, words, published="2025-03-10")
    draft = Draft("licence_requirement", "introduce", "announced", "stated", Issuer(jurisdiction=issuer), mentions)
    return {candidate.value: set(traits) for candidate, traits in candidates_of(draft, document)}


def test_english_dates_stand_in_the_sentence_or_in_the_one_before():
    assert list(seen_in(ENGLISH, "export controls")) == ["2025-03-03"]


def test_chinese_dates_stand_up_to_two_sentences_before_or_one_after():
    assert list(seen_in(CHINESE, "出口管制")) == ["2025-03-02", "2025-03-03", "2025-03-05"]


def test_a_date_near_the_mention_says_how_many_sentences_it_is_away():
    seen = seen_in(CHINESE, "出口管制")
    assert "near -1 any" in seen["2025-03-03"]
    assert "near -2 any" in seen["2025-03-02"]
    assert "near 1 any" in seen["2025-03-05"]


def test_a_sentence_with_a_mention_of_its_own_is_not_near_another():
    text = "The export controls on zinc came on 3 March 2025. The export controls on tin came on 5 March 2025."
    seen = seen_in(text, "export controls")
    assert list(seen) == ["2025-03-03", "2025-03-05"]
    assert not any(trait.startswith("near any") for traits in seen.values() for trait in traits)


def test_a_month_that_holds_a_day_of_the_event_is_told_so():
    text = "The export controls of October 2024 were wide, for the export controls of 7 October 2024 hit zinc in 2023."
    seen = seen_in(text, "export controls")
    assert "holds another" in seen["2024-10"]
    assert "in another" in seen["2024-10-07"]
    assert not {"holds another", "in another"} & seen["2023"]


@pytest.mark.parametrize(
    ("issuer", "trait"), [("PE", "en actor left=own"), ("CL", "en actor left=other"), ("XX", "en actor left=other")]
)
def test_whose_clause_a_date_stands_in_is_told_from_the_naming_before_it(issuer, trait):
    text = "Peru on 3 March 2025 announced export controls on zinc, and Chile waited."
    assert trait in seen_in(text, "export controls", issuer)["2025-03-03"]


def test_no_naming_in_the_clause_is_told_as_none():
    text = "After long talks with Peru, the port on 3 March 2025 heard of export controls on zinc."
    assert "actor=none" in seen_in(text, "export controls")["2025-03-03"]


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        (
            "Peru waited, then on 3 March 2025 it set export controls on zinc, and Chile followed.",
            " then on 3 March 2025 it set export controls on zinc",
        ),
        (
            "On 3 March 2025, Peru set export controls on zinc, and Chile followed.",
            "On 3 March 2025, Peru set export controls on zinc",
        ),
        (
            "The export controls on zinc, in place since 3 March 2025, are wide.",
            " in place since 3 March 2025",
        ),
        ("秘鲁等待，3月3日公布对锌的出口管制，智利跟进。", "3月3日公布对锌的出口管制"),
    ],
)
def test_a_clause_runs_from_mark_to_mark_and_past_the_one_that_sets_a_date_off(text, clause):
    words = "出口管制" if "锌" in text else "export controls"
    document, _ = told(text, words, published="2025-03-10")
    [sentence] = document.sentences
    [time] = sentence.times
    start, end = clause_of((time.evidence.start, time.evidence.end), sentence, document)
    assert document.words(start, end).rstrip(".") == clause
