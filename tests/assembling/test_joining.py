"""What a learned reader changes, and that the rules speak alone without one."""

from dataclasses import replace

import pytest
from telling import told

from extract.assembling.actions import decide_action
from extract.assembling.joining import argument_odds, join_odds, join_scores
from extract.assembling.mentions import find_measures
from extract.finding.document import find_mentions
from extract.finding.opinion import Join
from extract.reading import article_from_text

SURE = 50.0


class Reader:
    """A reader of one mind: `says` maps words of the text to the log odds of measures, `action` to those of actions."""

    def __init__(self, text, says=None, action=None, joins=None):
        self._text, self._says, self._action = text, says or {}, action or {}
        self.joins = joins or {name: Join(1.0, 1.0) for name in ("trigger", "action", "event")}

    def spans(self, _role):
        return [(self._text.find(words), self._text.find(words) + len(words)) for words in self._says]

    def measures(self, place):
        odds = dict.fromkeys(("licence_requirement", "ban", "quota"), -SURE)
        return odds | self._says.get(self._text[place[0] : place[1]], {})

    def event(self, _question, _triggers):
        return {"introduce": -1.0, "end": -1.0, **self._action}

    def arguments(self, _role, _triggers, places):
        return [float(start) for start, _ in places]


def read(text, **options):
    document, mentions = told(text, "export controls")
    return replace(document, opinion=Reader(text, **options), kept={}), mentions


def test_the_rules_speak_alone_without_a_reader():
    document, mentions = told("Peru set export controls.", "export controls")
    assert join_odds("trigger", 0.3, None, document) == 0.3
    assert join_scores("action", {"end": 1.0}, {"end": 9.0}, document) == {"end": 1.0}
    assert argument_odds("material", mentions, {"zinc": [(0, 4)]}, document) == {}


def test_odds_and_scores_are_weighed_sums():
    document, _ = read("Peru set export controls.", joins={"action": Join(0.5, 2.0, 1.0)})
    assert join_odds("action", 3.0, -1.0, document) == 1.0 + 1.5 - 2.0
    assert join_scores("action", {"end": 2.0, "grant": 1.0}, {"end": 0.5}, document) == {"end": 2.0, "grant": 1.5}


def test_an_option_has_the_odds_of_its_likeliest_place():
    document, mentions = read("Peru set export controls.")
    assert argument_odds("material", mentions, {"a": [(3, 4), (9, 11)], "b": [(5, 6)]}, document) == {
        "a": 9.0,
        "b": 5.0,
    }


def test_words_that_no_cue_knows_are_taken_from_a_sure_reader():
    text = "Peru will let no zinc out of its ports."
    assert find_measures(read(text)[0]) == []
    document, _ = read(text, says={"let no zinc out": {"ban": SURE}})
    (mention,) = find_measures(document)
    assert (mention.measure, text[mention.start : mention.end]) == ("ban", "let no zinc out")
    assert mention.cue.forms == ("let no zinc out",)


def test_a_cue_that_a_sure_reader_denies_is_passed_over():
    document, _ = read("Peru set export controls on zinc.")
    assert find_measures(document) == []


def test_a_cue_and_what_the_reader_proposes_at_its_place_are_one_mention():
    text = "Peru set export controls on zinc."
    document, _ = read(
        text,
        says={
            "export controls on zinc": {"licence_requirement": SURE},
            "export controls": {"licence_requirement": SURE},
        },
    )
    assert len(find_measures(document)) == 1


@pytest.mark.parametrize(("say", "action"), [({}, "introduce"), ({"end": SURE}, "end")])
def test_the_reader_weighs_in_on_actions(say, action):
    document, mentions = read("Peru introduced export controls on zinc.", action=say)
    assert decide_action(mentions, document) == action


def test_what_a_reader_proposes_is_told_in_whole_words():
    text = "Peru will shut its tungsten gates to foreigners."
    document, _ = told("Peru set export controls.", "export controls")
    document = find_mentions(article_from_text(text), document.knowledge)
    place = text.find("ut its tungst"), text.find("en gates")

    class Cutting(Reader):
        def spans(self, _role):
            return [place]

        def measures(self, _place):
            return {"licence_requirement": -SURE, "ban": SURE}

    document = replace(document, opinion=Cutting(text), kept={})
    (mention,) = find_measures(document)
    assert document.words(mention.start, mention.end) == "shut its tungsten"
