"""Sentences that go on about a programme without naming it, and what they tell of it."""

import pytest

from extract import Extractor

PLANS = {
    "en": "Brazil plans a validated end-user system for exports of niobium, officials said.\n\n",
    "zh": "巴西计划建立铌出口“验证最终用户”制度。\n\n",
}


@pytest.fixture(scope="module")
def read():
    extractor = Extractor(model="none")
    return lambda text: extractor.extract("Notes\n\n" + text, published="2026-03-02").events


def plan_in(events):
    [plan] = [event for event in events if event.measure == "validated_end_user"]
    return plan


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (PLANS["en"] + "The system would be run by the trade ministry.", "The system"),
        (PLANS["en"] + "Under it, mills register once.", "Under it"),
        (PLANS["zh"] + "该制度由商务部门管理。", "该制度"),
    ],
)
def test_a_sentence_that_goes_on_about_a_programme_is_one_of_its_mentions(read, text, words):
    triggers = [trigger.evidence.quote for trigger in plan_in(read(text)).triggers]
    assert words in triggers


@pytest.mark.parametrize(
    "text",
    [
        PLANS["en"] + "Mills were surprised. Prices rose. Ports were closed. The system of locks was drained.",
        PLANS["en"] + "Critics of the system of locks complained.",
        "The system was drawn up in spring.\n\n" + PLANS["en"],
    ],
)
def test_what_is_far_or_first_or_not_the_theme_takes_nothing_up(read, text):
    triggers = [trigger.evidence.quote.casefold() for trigger in plan_in(read(text)).triggers]
    assert "the system" not in triggers


@pytest.mark.parametrize(
    "text",
    [
        PLANS["en"] + "Listed mills would no longer need a licence for each order.",
        PLANS["zh"] + "名单内的钢厂无须逐单申请许可证。",
    ],
)
def test_the_licences_that_a_programme_spares_are_its_terms(read, text):
    assert {event.measure for event in read(text)} == {"validated_end_user"}


def test_elsewhere_they_tell_that_a_rule_is_eased(read):
    [event] = read("Brazil said on Monday that exports of niobium no longer need a licence.")
    assert (event.measure, event.action) == ("licence_requirement", "ease")
