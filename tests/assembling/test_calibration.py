"""The confidence of an event: a probability, and what raises it."""

from telling import told

from extract.assembling.calibration import confidence_of, features_of, is_worth_telling
from extract.assembling.clustering import cluster
from extract.knowledge.tables import load_table
from extract.records import MaterialMention

TEXT = "China put gallium under export control on 3 July, and exporters to Japan need a licence."


def drafted(text=TEXT, words="export control"):
    document, mentions = told(text, words)
    return cluster(mentions, document)[0], document


def test_confidence_is_a_probability():
    draft, document = drafted()
    assert 0 < confidence_of(draft, (), document) < 1


def test_goods_that_are_told_raise_it():
    draft, document = drafted()
    goods = [MaterialMention(id="gallium", evidence=document.span(10, 17))]
    assert confidence_of(draft, goods, document) > confidence_of(draft, (), document)


def test_worth_telling_is_the_threshold_of_the_table():
    draft, document = drafted()
    above = confidence_of(draft, (), document) >= float(load_table("confidence")["keep"])
    assert is_worth_telling(draft, (), document) == above


def test_features_are_those_of_the_fitted_table():
    draft, document = drafted()
    known = load_table("confidence")["weights"]
    assert set(features_of(draft, (), document)) & set(known)
    assert load_table("linking")["weights"]
