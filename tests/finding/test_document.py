"""An article's mentions, sentence by sentence."""

from hypothesis import given
from hypothesis import strategies as st

from extract.finding.document import find_mentions, once
from extract.knowledge import load_knowledge
from extract.reading import article_from_text

KNOWLEDGE = load_knowledge()
MIXED = "出口管制新规\n\n中国自2025年5月1日起对镓实施出口许可。\n\nThe U.S. said exports fell 29% in May.\n"


def read(text):
    return find_mentions(article_from_text(text, published="2025-06-01"), KNOWLEDGE)


def test_both_languages_of_an_article_are_read():
    assert {sentence.language for sentence in read(MIXED).sentences} == {"en", "zh"}


def test_mentions_keep_their_place_in_the_whole_text():
    document = read(MIXED)
    for sentence in document.sentences:
        for time in sentence.times:
            assert MIXED[time.evidence.start : time.evidence.end] == time.evidence.quote
        for quantity in sentence.quantities:
            assert MIXED[quantity.evidence.start : quantity.evidence.end] == quantity.evidence.quote


def test_each_mention_stands_in_its_sentence():
    for sentence in read(MIXED).sentences:
        assert all(sentence.start <= hit.start < sentence.end for hit in sentence.hits)


def test_an_unsupported_language_is_not_read():
    french = "Le gouvernement a annoncé hier de nouvelles règles pour les exportations de terres rares vers les pays voisins. "
    assert read(french * 3).sentences == ()


def test_what_is_read_once_is_read_again_for_another_document():
    read_for = []

    @once
    def count(kind, document):
        read_for.append(document)
        return len(list(document.of(kind)))

    one, other = read(MIXED), read(MIXED)
    assert count("materials", one) == count("materials", one) == count("materials", other) == 1
    assert count("tenses", one) == 0
    assert [document is one for document in read_for] == [True, False, True]


def test_a_text_without_full_stops_is_read_in_pieces():
    text = "商务部对镓实施出口许可，" * 200
    document = read(text)
    assert 1 < len(document.sentences) < 10
    assert sum(sentence.end - sentence.start for sentence in document.sentences) == len(text)


@given(st.text(alphabet="中国对镓实施管制。 The US ban 29%😀\n", max_size=80))
def test_any_text_can_be_read(text):
    document = read(text)
    assert all(0 <= sentence.start < sentence.end <= len(text) for sentence in document.sentences)
