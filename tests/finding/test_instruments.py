import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.finding.instruments import find_instruments
from extract.finding.instruments.mention import cues

EXAMPLES = [
    ("en", cues("en")["examples"]),
    *(("en", form) for form in cues("en")["forms"]),
    ("zh", cues("zh")["examples"]),
    *(("zh", letter) for letter in cues("zh")["letters"].values()),
]
YES = [(language, text, key) for language, entry in EXAMPLES for text, key in entry["yes"].items()]
NO = [(language, text) for language, entry in EXAMPLES for text in entry["no"]]


@pytest.mark.parametrize(("language", "text", "key"), YES)
def test_example_is_found_with_its_key(language, text, key):
    found = find_instruments(text, language=language)
    assert [mention.key for mention in found][:1] == [key]


@pytest.mark.parametrize(("language", "text"), NO)
def test_counter_example_names_no_act(language, text):
    assert find_instruments(text, language=language) == []


def test_twins_share_a_key():
    english = find_instruments(
        "Announcement No. 70 of 2025 of the Ministry of Commerce and the General Administration of Customs",
        language="en",
    )
    chinese = find_instruments("商務部、海關總署公告2025年第70號", language="zh")
    assert [mention.key for mention in english] == [mention.key for mention in chinese] == ["CN:MOFCOM+GAC:2025:70"]


def test_list_of_numbers_is_told_apart():
    found = find_instruments("第55号、56号和57号公告", language="zh", year=2025)
    assert [mention.key for mention in found] == ["?:?:2025:55", "?:?:2025:56", "?:?:2025:57"]


def test_year_of_the_article_is_taken_where_none_is_told():
    assert [mention.key for mention in find_instruments("商务部第61号公告", language="zh", year=2025)] == [
        "CN:MOFCOM:2025:61"
    ]
    assert [mention.key for mention in find_instruments("国务院令第792号", language="zh", year=2025)] == [
        "CN:STATE:ORDER:?:792"
    ]


@given(st.text(max_size=80), st.sampled_from(["en", "zh"]))
def test_spans_lie_in_any_text(text, language):
    end = 0
    for mention in find_instruments(text, language=language):
        assert end <= mention.start < mention.end <= len(text)
        end = mention.end
