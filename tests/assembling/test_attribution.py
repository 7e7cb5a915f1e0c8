import pytest
from telling import told

from extract import Extractor
from extract.assembling.attribution import find_attribution
from extract.assembling.drafts import Draft
from extract.records.event import Issuer


def sources(text, words, certainty="stated", stage="in_force"):
    document, mentions = told(text, words)
    draft = Draft("licence_requirement", "introduce", stage, certainty, Issuer(jurisdiction="CN"), mentions)
    found = find_attribution(draft, document)
    assert all(text[one.evidence.start : one.evidence.end] == one.name for one in found)
    return {one.kind for one in found}


SPOKEN = [
    ("消息人士称，日本考虑对光刻胶实施出口管制。", "出口管制", "reported", "anonymous"),
    ("商务部新闻发言人表示，中方将对镓实施出口管制。", "出口管制", "stated", "official"),
    (
        "Japan may tighten export controls on photoresist, people familiar with the matter said.",
        "export controls",
        "reported",
        "anonymous",
    ),
    ("Export controls on pumps will bite, analysts at a bank said.", "Export controls", "speculated", "analyst"),
]


@pytest.mark.parametrize(("text", "words", "certainty", "kind"), SPOKEN)
def test_who_speaks_is_a_source(text, words, certainty, kind):
    assert kind in sources(text, words, certainty, "considered")


@pytest.mark.parametrize(
    ("text", "words"),
    [("China imposed export controls on gallium.", "export controls"), ("中国对镓实施出口管制。", "出口管制")],
)
def test_who_acts_without_a_word_is_none(text, words):
    assert sources(text, words) == set()


def test_a_figure_has_the_source_that_its_sentence_names():
    text = "Analysts at Argus said exports of gallium fell 29% in May."
    record = Extractor(model="none").extract(text, published="2025-06-10")
    figure = record.statistics[0]
    assert [source.kind for source in figure.attribution] == ["analyst"]
    assert text[figure.attribution[0].evidence.start :].startswith(figure.attribution[0].name)


def test_a_figure_that_nobody_tells_has_no_source():
    record = Extractor(model="none").extract("Exports of gallium fell 29% in May.", published="2025-06-10")
    assert [figure.attribution for figure in record.statistics] == [()]
