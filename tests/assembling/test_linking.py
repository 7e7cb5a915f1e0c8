"""What makes two mentions one event, and how they are grouped."""

import pytest
from telling import told

from extract import Extractor
from extract.assembling.clustering import cluster, group_mentions
from extract.assembling.events import best_first
from extract.assembling.linking import Traits, features_of_pair, link_odds

EXTRACTOR = Extractor(model="none")
SAME = "China requires a licence for gallium. China requires a licence for gallium since May."


def traits_of(text, words):
    document, mentions = told(text, words)
    return [Traits.of(mention, document) for mention in mentions]


def test_equal_sentences_share_what_they_tell():
    features = features_of_pair(*traits_of(SAME, "requires a licence"))
    assert {"words same", "material same", "place same", "near"} <= set(features)


def test_other_goods_and_places_are_told_apart():
    text = "China requires a licence for gallium. Japan requires a licence for lithium."
    features = features_of_pair(*traits_of(text, "requires a licence"))
    assert {"material differs", "place differs"} <= set(features)


def test_the_link_of_equal_sentences_is_stronger():
    apart = "China requires a licence for gallium. Japan requires a licence for lithium."
    assert link_odds(*traits_of(SAME, "requires a licence")) > link_odds(*traits_of(apart, "requires a licence"))


def test_a_link_is_the_same_both_ways():
    one, other = traits_of(SAME, "requires a licence")
    assert link_odds(one, other) == pytest.approx(link_odds(other, one))


def test_every_mention_is_in_one_group():
    document, mentions = told(SAME, "requires a licence")
    grouped = [mention for group in group_mentions(mentions, document) for mention, _ in group.members]
    assert sorted(mention.start for mention in grouped) == [mention.start for mention in mentions]


def test_mentions_that_share_all_are_one_draft():
    document, mentions = told(SAME, "requires a licence")
    assert [len(draft.mentions) for draft in cluster(mentions, document)] == [2]


def test_words_that_only_a_reader_proposes_are_triggers_where_no_cue_tells_the_event():
    document, mentions = told(SAME, "requires a licence")
    (draft,) = cluster(mentions, document)
    mentions[0].is_proposed = True
    assert best_first(draft) == [mentions[1]]
    mentions[1].is_proposed = True
    assert best_first(draft) == mentions


def test_no_mention_no_draft():
    document, _ = told(SAME, "requires a licence")
    assert cluster([], document) == []


def test_measures_of_two_issuers_are_never_one_event():
    document = EXTRACTOR.extract("Japan imposed export controls on gallium. China imposed export controls on gallium.")
    issuers = {event.issuer.jurisdiction for event in document.events if event.measure == "licence_requirement"}
    assert issuers == {"JP", "CN"}
