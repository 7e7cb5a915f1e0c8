import pytest
from telling import told

from extract.assembling.actions import decide_action, read_action

TOLD = [
    ("Lisbon introduced an export permit rule for cork drills.", "export permit rule", "introduce"),
    ("Lisbon suspended its export permit rule for ninety days.", "export permit rule", "suspend"),
    ("The export permit rule was repealed on Monday.", "export permit rule", "end"),
    ("Lisbon widened its export permit rule to pumps.", "export permit rule", "expand"),
    ("Lisbon eased its export permit rule for schools.", "export permit rule", "ease"),
    ("葡萄牙暂停水泵出口许可制度九十天。", "出口许可", "suspend"),
    ("葡萄牙取消水泵出口许可制度。", "出口许可", "end"),
    ("葡萄牙收紧水泵出口许可制度。", "出口许可", "tighten"),
    ("葡萄牙把出口许可制度延长一年。", "出口许可", "extend"),
    ("Lisbon may extend its suspension of the export permit rule.", "export permit rule", "extend"),
    ("葡萄牙延长暂停对水泵实施出口许可的期限。", "出口许可", "extend"),
]


@pytest.mark.parametrize(("text", "words", "action"), TOLD)
def test_the_sentence_says_what_is_done(text, words, action):
    document, [mention] = told(text, words)
    assert read_action(mention, document) == action
    assert decide_action([mention], document) == action


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The export permit rule is a headache for pump makers.", "export permit rule"),
        ("出口许可让水泵厂头疼。", "出口许可"),
    ],
)
def test_a_silent_sentence_leaves_the_action_to_what_is_usual(text, words):
    document, [mention] = told(text, words)
    assert read_action(mention, document) is None
    assert decide_action([mention], document) == "introduce"


def test_licences_are_granted_but_tariffs_are_not():
    document, [mention] = told("Pump makers obtained export licences.", "export licences", "licence_decision")
    assert read_action(mention, document) == "grant"
    document, [mention] = told("Pump makers obtained export licences.", "export licences", "tariff")
    assert read_action(mention, document) is None


def test_the_nearer_cue_wins():
    text = "Lisbon suspended the duty on pumps, but it later expanded the permit rule."
    document, [duty] = told(text, "duty")
    _, [permit] = told(text, "permit rule")
    assert decide_action([duty], document) == "suspend"
    assert decide_action([permit], document) == "expand"


def test_a_cue_in_another_sentence_does_not_speak_of_the_mention():
    document, [mention] = told("The permit rule irks pump makers. Lisbon suspended a ferry line.", "permit rule")
    assert read_action(mention, document) is None


def test_all_mentions_of_an_event_are_heard():
    text = "The permit rule irks pump makers. Lisbon suspended the permit rule. They like the permit rule now."
    document, mentions = told(text, "permit rule")
    assert len(mentions) == 3
    assert decide_action(mentions, document) == "suspend"
