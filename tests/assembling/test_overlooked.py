import pytest

from extract.assembling.overlooked import overlooked
from extract.pipeline import Extractor
from extract.reading import article_from_text


def passed_over(text):
    extractor = Extractor(model="none")
    document = extractor.perceive(article_from_text(text, id="a"))
    record = extractor.record_of(document)
    return [document.words(found.start, found.end) for found in overlooked(document, record.events, record.statistics)]


@pytest.mark.parametrize("text", ["The graphite ban is back.", "镓的禁令仍在。"])
def test_a_passage_about_a_measure_that_no_event_rests_on_is_told(text):
    assert passed_over(text) == [text]


@pytest.mark.parametrize(
    "text",
    [
        "Freedonia will require export licences for gallium from 1 March.",  # an event rests on it
        "某国商务部宣布，自3月1日起对镓实施出口许可管理。",  # the same
        "Freedonia curbs gallium\n\nFreedonia will require export licences for gallium from 1 March.",  # the title tells of it too
        "Gallium is a soft metal that melts in the hand.",  # no measure
        "The shop has a new ban on gossip.",  # no material and no authority
    ],
)
def test_other_passages_are_not_told(text):
    assert passed_over(text) == []
