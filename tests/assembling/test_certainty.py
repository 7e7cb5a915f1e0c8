from dataclasses import replace

import pytest
from telling import told

from extract.assembling.certainty import decide_certainty, read_certainty
from extract.finding.opinion import Join

TOLD = [
    ("People familiar with the matter said that Lisbon drafted a permit rule.", "permit rule", "reported"),
    ("The minister ruled out a permit rule.", "permit rule", "denied"),
    (
        "Lisbon denied reports that it will go on to introduce, next year or later, a permit rule.",
        "permit rule",
        "denied",
    ),
    ("知情人士说葡萄牙起草了出口许可制度。", "出口许可", "reported"),
    ("部长否认葡萄牙起草了出口许可制度。", "出口许可", "denied"),
    ("部长否认葡萄牙将从明年年初起对有关企业实施出口许可制度的报道。", "出口许可", "denied"),
]


@pytest.mark.parametrize(("text", "words", "certainty"), TOLD)
def test_the_sentence_says_how_sure_it_is(text, words, certainty):
    document, [mention] = told(text, words)
    assert read_certainty(mention, document) == certainty
    assert decide_certainty([mention], document) == certainty


def test_a_denial_ends_with_its_clause():
    document, [mention] = told(
        "Officials deny that anyone was favoured; the permit rule took effect in May.", "permit rule"
    )
    assert decide_certainty([mention], document) == "stated"


class Credulous:
    """A reader that takes everything as stated."""

    def __init__(self):
        self.joins = dict.fromkeys(("action", "stage", "certainty"), Join(0.0, 1.0))

    def event(self, _question, _triggers):
        return {"introduce": 0.0, "announced": 0.0, "stated": 0.0} | dict.fromkeys(("reported", "denied"), -9.0)


def test_no_reader_overrules_a_denial():
    document, [mention] = told("The minister ruled out a permit rule.", "permit rule")
    assert decide_certainty([mention], replace(document, opinion=Credulous(), kept={})) == "denied"


def test_what_is_told_plainly_is_stated():
    document, [mention] = told("Lisbon signed the permit rule.", "permit rule")
    assert read_certainty(mention, document) is None
    assert decide_certainty([mention], document) == "stated"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Is Lisbon drafting a permit rule? Such reports are untrue.", "permit rule"),
        ("葡萄牙是否起草了出口许可制度？这一说法不属实。", "出口许可"),
    ],
)
def test_a_report_is_denied_in_the_sentence_after_it(text, words):
    document, [mention] = told(text, words)
    assert decide_certainty([mention], document) == "denied"


@pytest.mark.parametrize(
    "text",
    [
        "Lisbon signed the permit rule. The harbour opened. It rained. Reports of a strike are untrue.",
        "Lisbon signed the permit rule. Talk of an export ban is untrue.",
    ],
)
def test_what_is_denied_later_or_of_another_measure_stays(text):
    document, [mention] = told(text, "permit rule")
    assert decide_certainty([mention], document) == "stated"
