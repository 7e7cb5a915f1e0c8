"""Which words are taken for a measure, and where."""

import pytest

from extract import Extractor
from extract.assembling.mentions import find_measures
from extract.finding.document import find_mentions
from extract.reading import article_from_text

EXTRACTOR = Extractor(model="none")


def measures_in(text):
    document = find_mentions(article_from_text(text), EXTRACTOR.knowledge)
    return [mention.measure for mention in find_measures(document)]


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("Jakarta imposed an export ban on nickel ore.", "ban"),
        ("Two makers were added to the Entity List.", "entity_listing"),
        ("政府下调磷酸铁锂进口关税。", "tariff"),
        ("該國對石墨實施出口許可制度。", "licence_requirement"),
        ("企业须接受海关现场核查。", "compliance_inspection"),
    ],
)
def test_a_cue_tells_its_measure(text, measure):
    assert measure in measures_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "The nurse renewed her driving licence on Tuesday.",
        "The club banned two players for the season.",
        "他昨天考取了驾驶证。",
        "Prices rose while demand fell.",
    ],
)
def test_words_of_other_walks_of_life_tell_none(text):
    assert measures_in(text) == []


def test_a_weak_cue_counts_only_beside_a_jurisdiction_and_goods():
    assert measures_in("New curbs worry dealers.") == []
    assert measures_in("Japan's curbs on gallium worry dealers.") == ["licence_requirement"]


def test_cues_of_two_actions_in_one_sentence_are_two_mentions():
    text = "The rule adds nine firms to the Entity List and removes two entities from it."
    assert measures_in(text).count("entity_listing") == 2
