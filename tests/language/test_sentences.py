"""Sentences: the scorer's rule, closing quotation marks, abbreviations, bullets; each character in one sentence."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.language import split_sentences
from extract.language.sentences import abbreviations, cut_long


def sentences(text, language="en"):
    return [text[start:end] for start, end in split_sentences(text, 0, len(text), language=language)]


@pytest.mark.parametrize("entry", abbreviations(), ids=lambda entry: entry["form"])
def test_an_abbreviation_ends_no_sentence_and_its_likes_do(entry):
    assert f"{entry['form']}." in entry["like"]
    assert len(sentences(entry["like"])) == 1
    assert len(sentences(entry["unlike"])) == 2


def test_abbreviations_stand_once_each():
    forms = [entry["form"] for entry in abbreviations()]
    assert len(forms) == len(set(forms))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Licences lapse. Exporters reapply.", ["Licences lapse.", "Exporters reapply."]),
        ("Is it in force? It is!", ["Is it in force?", "It is!"]),
        ("Shares fell 3.5 percent.", ["Shares fell 3.5 percent."]),
        ('"The ban stays." He left.', ['"The ban stays."', "He left."]),
        ("“The ban stays.” “It must.”", ["“The ban stays.”", "“It must.”"]),
        ("It lapsed. 40 firms reapplied.", ["It lapsed.", "40 firms reapplied."]),
        ("The rule (see J. Okafor) stays.", ["The rule (see J. Okafor) stays."]),
        ("A title\nA first line\r\nA second one", ["A title", "A first line", "A second one"]),
        ("1. Register.\n2. Report it.", ["1. Register.", "2. Report it."]),
        ("(a) Register. (b) Report it.", ["(a) Register.", "(b) Report it."]),
        ("iv. Magnets are listed. They need a licence.", ["iv. Magnets are listed.", "They need a licence."]),
        ("Wait... what? Yes.", ["Wait... what?", "Yes."]),
        ("It said “no”. Trade fell by half.", ["It said “no”.", "Trade fell by half."]),
        ("", []),
        (" \n\n ", []),
    ],
)
def test_english(text, expected):
    assert sentences(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("商务部发布公告。自公布之日起施行。", ["商务部发布公告。", "自公布之日起施行。"]),
        ("许可难办吗？不难；但要排队！", ["许可难办吗？", "不难；", "但要排队！"]),
        ("他说：“暂停一年。”市场反应平淡。", ["他说：“暂停一年。”", "市场反应平淡。"]),
        ('他说："暂停一年。" 市场平淡。', ['他说："暂停一年。"', "市场平淡。"]),
        ('清单已公布。"管制"一词未改。', ["清单已公布。", '"管制"一词未改。']),
        ("「許可證已發。」他說。", ["「許可證已發。」", "他說。"]),
        ("许可还办吗?还办!请排队", ["许可还办吗?", "还办!", "请排队"]),
        ("1. 出口商应当登记。\n2. 应当报告。", ["1. 出口商应当登记。", "2. 应当报告。"]),
        ("Northwind Inc. 宣布停产。", ["Northwind Inc. 宣布停产。"]),
        ("含量达0.1%的物项。", ["含量达0.1%的物项。"]),
    ],
)
def test_chinese(text, expected):
    assert sentences(text, "zh-Hans") == expected


def test_an_english_question_mark_inside_a_word_ends_nothing():
    assert sentences("See list?id=稀土 there.") == ["See list?id=稀土 there."]


def test_offsets_are_those_of_the_whole_text():
    text = "𝐀 first. A second. A third."
    assert split_sentences(text, 9, 18, language="en") == [(9, 18)]
    assert text[9:18] == "A second."


pieces = st.lists(
    st.sampled_from([*"ab Z9.!?。！？；“”\"')(\n\r\t\u2028\u3000", "No.", "U.S.", "1. ", "稀土", "...", "𝐀"]),
    max_size=40,
).map("".join)


@settings(deadline=None)
@given(pieces, st.sampled_from(["en", "zh-Hans"]), st.data())
def test_sentences_cover_the_words_in_order_without_overlap(text, language, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    spans = split_sentences(text, start, end, language=language)
    position = start
    for first, last in spans:
        assert position <= first < last <= end
        assert text[position:first].strip() == ""
        assert text[first:last] == text[first:last].strip()
        position = last
    assert text[position:end].strip() == ""


@pytest.mark.parametrize("run", ["." * 20_000, "!? " * 10_000, " " * 20_000 + "a", "(" * 20_000, "。”" * 10_000])
def test_odd_runs_take_no_longer_than_their_length_warrants(run):
    began = time.perf_counter()
    split_sentences(run, 0, len(run), language="zh-Hans")
    assert time.perf_counter() - began < 1.0


@pytest.mark.parametrize("words", ["tin, zinc, ", "锡，锌、", "tin" * 9, "锡"])
def test_a_long_sentence_is_cut_without_loss(words):
    text = f"  {words * 90}"
    pieces = list(cut_long(text, 2, len(text.rstrip()), longest=50))
    assert len(pieces) > 1
    assert all(0 < end - start <= 50 for start, end in pieces)
    assert "".join(text[start:end] for start, end in pieces).replace(" ", "") == text.replace(" ", "")


def test_a_long_sentence_is_cut_after_a_clause_and_not_within_a_number():
    text = "Tin, zinc and lead worth 1,250 crowns went north, and tin went south"
    assert [text[start:end] for start, end in cut_long(text, 0, len(text), longest=55)] == [
        "Tin, zinc and lead worth 1,250 crowns went north, and",
        "tin went south",
    ]
    [first, *_] = cut_long(text, 0, len(text), longest=29)
    assert text[slice(*first)] == "Tin, zinc and lead worth"


def test_a_sentence_of_common_length_stays_whole():
    assert list(cut_long("Tin, zinc", 0, 9, longest=9)) == [(0, 9)]
    assert list(cut_long("", 0, 0, longest=9)) == []
