import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.evaluating.places import Places, sentence_starts

TEXT = "Gallium needs a licence.\nGallium is dear. 镓出口须经许可。锗也是；锑不是。"


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("One. Two! Three? Four", ["One. ", "Two! ", "Three? ", "Four"]),
        ('He said "no." Then left.', ['He said "no." ', "Then left."]),
        ("The U.S. Commerce Department and Mr. Wei met.", ["The U.S. Commerce Department and Mr. Wei met."]),
        ("Title\n\nBody", ["Title\n\n", "Body"]),
        ("甲。乙！丙；丁", ["甲。", "乙！", "丙；", "丁"]),
        ("a rise of 3.5 percent", ["a rise of 3.5 percent"]),
    ],
)
def test_sentences_begin_where_the_last_has_ended(text, sentences):
    starts = sentence_starts(text)
    assert [text[a:b] for a, b in zip(starts, [*starts[1:], len(text)], strict=True)] == sentences


def test_a_quote_is_found_blind_to_white_space():
    start, end = Places(TEXT).find("a  licence.\nGal lium")
    assert TEXT[start:end] == "a licence.\nGallium"


@pytest.mark.parametrize("quote", [None, "", "  ", "tungsten"])
def test_a_quote_that_is_not_there_has_no_place(quote):
    assert Places(TEXT).find(quote) is None


def test_of_several_places_the_one_near_the_longer_stretch_is_meant():
    assert Places(TEXT).find("Gallium", near="Gallium is dear")[0] == TEXT.index("Gallium is")


def test_a_longer_stretch_that_is_not_there_leaves_the_first_place():
    assert Places(TEXT).find("Gallium", near="Gallium is cheap")[0] == 0


def test_of_several_places_the_one_in_the_like_surroundings_is_meant():
    second = TEXT.index("Gallium is")
    assert Places(TEXT).find("Gallium", context=("licence. ", " is dear"))[0] == second
    assert Places(TEXT).find("Gallium", context=("", " needs"))[0] == 0


def test_a_place_touches_all_its_sentences():
    places = Places(TEXT)
    assert places.sentences(places.find("licence.\nGallium")) == {0, 1}
    assert places.sentence_at(len(TEXT) - 1) == 4


@given(st.text(alphabet="ab 。\n.A", max_size=40), st.data())
def test_every_stretch_of_a_text_is_found_in_it(text, data):
    start = data.draw(st.integers(0, len(text)))
    quote = text[start : data.draw(st.integers(start, len(text)))]
    found = Places(text).find(quote)
    if quote.split():
        assert "".join(text[found[0] : found[1]].split()) == "".join(quote.split())
    else:
        assert found is None
