import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.finding.grammar import fold_once, load_grammar, read_grammar
from extract.finding.times import find_times
from extract.finding.times.making import MAKERS
from extract.knowledge.loading import HOME
from extract.records.edtf import is_edtf
from extract.records.mentions import is_duration

CASES = json.loads((Path(__file__).parents[1] / "cases" / "times.json").read_text(encoding="utf-8"))
WEDNESDAY = "2025-10-15"
LANGUAGES = ("en", "zh")


def rules():
    return [
        (language, rule) for language in LANGUAGES for rule in read_grammar(HOME / language / "times.yaml")["rules"]
    ]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:40])
def test_case(case):
    found = find_times(case["text"], language=case["language"], anchor=case["anchor"])
    assert [time.value for time in found] == case["times"]


@pytest.mark.parametrize(
    ("language", "rule"), rules(), ids=lambda value: value if isinstance(value, str) else value["name"]
)
def test_rule_finds_its_examples(language, rule):
    for text, expected in rule.get("yes", {}).items():
        values = [None] if expected is None else str(expected).split(" ")
        assert [time.value for time in find_times(text, language=language, anchor=WEDNESDAY)] == values, text


@pytest.mark.parametrize(
    ("language", "rule"), rules(), ids=lambda value: value if isinstance(value, str) else value["name"]
)
def test_rule_leaves_its_counter_examples(language, rule):
    grammar = load_grammar("times", language)
    for text in rule["no"]:
        names = {found.rule.name for found in grammar.find(fold_once(text), text)}
        if rule["make"] == "never":
            assert not find_times(text, language=language, anchor=WEDNESDAY), text
        else:
            assert rule["name"] not in names, text


def test_every_rule_has_a_maker():
    assert {rule["make"] for _, rule in rules()} - {"never"} <= MAKERS.keys()


def test_mask_hides_a_date():
    text = "the Act of 3 May 2019 and the rule of 4 May 2020"
    assert [time.value for time in find_times(text, language="en", mask=[(0, 21)])] == ["2020-05-04"]


def test_words_counted_from_the_article_say_so_without_an_anchor():
    (time,) = find_times("signed two weeks ago", language="en")
    assert time.value is None
    assert time.relative is not None
    assert (time.relative.anchor, time.relative.offset) == ("article", "-P2W")


def test_clause_counts_from_the_instrument():
    (time,) = find_times("effective 30 days after publication", language="en", anchor=WEDNESDAY)
    assert time.relative is not None
    assert (time.relative.anchor, time.relative.offset) == ("instrument", "P30D")


def test_inferred_year_states_its_basis():
    (time,) = find_times("on 9 October", language="en", anchor=WEDNESDAY)
    assert (time.value, time.basis) == ("2025-10-09", "article date")


@pytest.mark.parametrize(
    ("text", "anchor", "value"),
    [
        ("It was announced on Friday.", WEDNESDAY, "2025-10-10"),
        ("The rule starts next Friday.", WEDNESDAY, "2025-10-24"),
        ("Permits were halted in December.", "2025-01-10", "2024-12"),
        ("Permits will be halted in December.", WEDNESDAY, "2025-12"),
    ],
)
def test_clause_decides_past_or_future(text, anchor, value):
    assert [time.value for time in find_times(text, language="en", anchor=anchor)] == [value]


@pytest.mark.parametrize(
    ("text", "anchor", "words"),
    [
        ("The permit lapses on February 30.", None, ["February 30"]),
        ("许可证于2月30日失效。", None, ["2月30日"]),
        ("It was said last year.", "0001-01-01", ["last year"]),
    ],
)
def test_what_the_calendar_does_not_have_keeps_its_words_without_a_value(text, anchor, words):
    times = find_times(text, language="zh" if "日" in text else "en", anchor=anchor)
    assert [(time.value, time.evidence.quote) for time in times] == [(None, word) for word in words]


PIECES = {
    "en": [
        "February 30",
        "on 3 May 2024",
        "last week",
        "from",
        "until",
        " ",
        "2025",
        "two days after",
        "Friday",
        ",",
        "Q3",
        "-",
        "to",
        "31/12",
        "June",
        "the",
        "1990s",
        "within 30 days",
    ],
    "zh": [
        "2月30日",
        "2025年",
        "10月",
        "9日",
        "上周五",
        "至",
        "自",
        "起",
        "，",
        "前三季度",
        "去年",
        "三天",
        "第",
        "号",
        "年底",
        "民国",
        "二〇二四年",
        "两年内",
    ],
}


@given(
    st.sampled_from(LANGUAGES).flatmap(
        lambda name: st.tuples(st.just(name), st.lists(st.sampled_from(PIECES[name]), max_size=12))
    ),
    st.sampled_from([None, WEDNESDAY, "2025-10", "2025", "0001-01-01", "9999-12-31"]),
)
def test_spans_lie_in_the_text_and_values_parse(drawn, anchor):
    language, pieces = drawn
    text = (" " if language == "en" else "").join(pieces)
    end = 0
    for time in find_times(text, language=language, anchor=anchor):
        assert text[time.evidence.start : time.evidence.end] == time.evidence.quote
        assert time.evidence.start >= end
        end = time.evidence.end
        assert time.value is None or is_edtf(time.value) or is_duration(time.value)


@given(st.text(max_size=60), st.sampled_from(LANGUAGES))
def test_any_text_is_read(text, language):
    for time in find_times(text, language=language, anchor=WEDNESDAY):
        assert text[time.evidence.start : time.evidence.end] == time.evidence.quote


@given(st.sampled_from([case for case in CASES if case["label"] == "synthetic"]), st.integers(1, 40))
def test_shifting_the_text_shifts_the_spans(case, width):
    options = {"language": case["language"], "anchor": case["anchor"]}
    plain = find_times(case["text"], **options)
    moved = find_times("\n" * width + case["text"], **options)
    assert [(time.evidence.start + width, time.value) for time in plain] == [
        (time.evidence.start, time.value) for time in moved
    ]


@given(st.sampled_from([case for case in CASES if case["label"] == "synthetic"]))
def test_without_an_anchor_no_value_leans_on_one(case):
    for time in find_times(case["text"], language=case["language"]):
        assert time.basis != "article date"
