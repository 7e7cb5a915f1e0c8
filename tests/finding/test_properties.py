"""What holds of the finders for any text: drawn from the words of their own grammars, and from all of Unicode."""

import math
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.finding.grammar import load_grammar
from extract.finding.instruments import find_instruments
from extract.finding.quantities import find_quantities
from extract.finding.times import find_times
from extract.language.folding import TRADITIONAL
from extract.records.edtf import is_edtf
from extract.records.mentions import is_duration

LANGUAGES = ("en", "zh")
NEUTRAL = {"en": "Nothing else was said.\n", "zh": "此外没有别的消息。\n"}
TO_TRADITIONAL = {ord(simplified): traditional for traditional, simplified in TRADITIONAL.items()}
TO_WIDE = {ord("0") + digit: chr(ord("０") + digit) for digit in range(10)}
ODD = [
    *"%$€/-–—~.,()'#\n\t\x00第年月日号十百万亿点成半至到前后内底😀𝟙號½٣İßſé\u00a0\u200b",
    *[
        "1",
        "9",
        "30",
        "2025",
        "1999",
        "0.5",
        "1,250",
        "per cent",
        "分之",
        "第１",
        "２０２５",
        " to ",
        " from ",
        " and ",
        "No. ",
        "9999999999999999999999999999999",
    ],
]


def words_of(language):
    grammars = [load_grammar(name, language) for name in ("times", "quantities")]
    return sorted({word for grammar in grammars for words in grammar.lexicon.values() for word in words})


def joined(pieces, language):
    between = st.sampled_from([" ", " ", ", ", ""] if language == "en" else ["", "", "，", " "])
    pairs = st.lists(st.tuples(pieces, between), max_size=9)
    return pairs.map(lambda pairs: "".join(piece + gap for piece, gap in pairs))


def texts(language):
    return joined(st.one_of(st.sampled_from(words_of(language)), st.sampled_from(ODD)), language)


TEXTS = {language: texts(language) for language in LANGUAGES}
ANY = st.sampled_from(LANGUAGES).flatmap(lambda language: st.tuples(st.just(language), TEXTS[language]))
ANCHORS = st.one_of(
    st.none(),
    st.dates(date(1900, 1, 1), date(2100, 12, 31)).map(date.isoformat),
    st.sampled_from(
        ["2025", "2025-10", "0001-01-01", "9999-12-31", "9999", "2024-02-29", "2025-10/2025-11", "XXXX-10-09"]
    ),
)


def told_times(text, language, anchor=None, by=0):
    return [
        (time.evidence.start - by, time.evidence.end - by, time.value, time.relative, time.role, time.basis)
        for time in find_times(text, language=language, anchor=anchor)
    ]


def told_quantities(text, language, by=0):
    return [
        (item.evidence.start - by, item.evidence.end - by, item.model_dump(exclude={"evidence"}))
        for item in find_quantities(text, language=language)
    ]


def assert_spans(items, text):
    end = 0
    for item in items:
        span = item.evidence
        assert end <= span.start < span.end <= len(text)
        assert span.quote == text[span.start : span.end]
        end = span.end


@settings(deadline=None)
@given(ANY, ANCHORS)
def test_times_lie_in_the_text_in_order_and_have_values_that_parse(told, anchor):
    language, text = told
    times = find_times(text, language=language, anchor=anchor)
    assert_spans(times, text)
    for time in times:
        assert time.value is None or is_edtf(time.value) or is_duration(time.value)
        assert time.relative is None or is_duration(time.relative.offset.removeprefix("-"))


@settings(deadline=None)
@given(ANY)
def test_quantities_lie_in_the_text_in_order_and_are_finite(told):
    language, text = told
    quantities = find_quantities(text, language=language)
    assert_spans(quantities, text)
    for item in quantities:
        ends = (item.value, item.value if item.value_high is None else item.value_high)
        assert all(math.isfinite(end) for end in ends)
        assert abs(ends[0]) <= abs(ends[1])


@settings(deadline=None)
@given(ANY)
def test_instruments_lie_in_the_text_in_order(told):
    language, text = told
    end = 0
    for item in find_instruments(text, language=language):
        assert end <= item.start < item.end <= len(text)
        end = item.end


@settings(deadline=None)
@given(st.text(max_size=60), ANCHORS, st.sampled_from(LANGUAGES))
def test_no_text_at_all_makes_the_finders_fail(text, anchor, language):
    assert_spans(find_times(text, language=language, anchor=anchor), text)
    assert_spans(find_quantities(text, language=language), text)
    assert all(text[item.start : item.end] for item in find_instruments(text, language=language))


@settings(deadline=None)
@given(ANY, ANCHORS, st.sampled_from(["", "😀", "𠀀𠀁", "\u200b", "號"]))
def test_a_line_before_the_text_moves_spans_and_keeps_the_rest(told, anchor, odd):
    language, text = told
    moved = odd + NEUTRAL[language] + text
    by = len(moved) - len(text)
    assert told_times(moved, language, anchor, by) == told_times(text, language, anchor)
    assert told_quantities(moved, language, by) == told_quantities(text, language)


@settings(deadline=None)
@given(ANY, ANCHORS)
def test_full_width_figures_read_like_plain_ones(told, anchor):
    language, text = told
    wide = text.translate(TO_WIDE)
    assert told_times(wide, language, anchor) == told_times(text, language, anchor)
    assert told_quantities(wide, language) == told_quantities(text, language)


@settings(deadline=None)
@given(TEXTS["zh"], ANCHORS)
def test_traditional_text_reads_like_simplified(text, anchor):
    traditional = text.translate(TO_TRADITIONAL)
    assert told_times(traditional, "zh", anchor) == told_times(text, "zh", anchor)
    assert told_quantities(traditional, "zh") == told_quantities(text, "zh")


YEARLESS = {
    "en": [
        "yesterday",
        "last Thursday",
        "next week",
        "the end of next year",
        "May 9",
        "in October",
        "30 days",
        "on the 15th of next month",
        "two weeks ago",
        "this quarter",
        "the past three months",
        "since January",
        "until March",
        "mid-June",
        "Christmas",
        "last spring",
        "early November",
        "the third quarter",
    ],
    "zh": [
        "昨日",
        "上周四",
        "下周",
        "明年年底",
        "5月9日",
        "10月",
        "三十天",
        "本月9日",
        "两周前",
        "本季度",
        "过去三个月",
        "上月底",
        "年初以来",
        "前三季度",
        "去年同期",
        "自8月1日起",
        "国庆",
        "中秋节",
        "今年上半年",
        "9日",
        "次日",
        "同月",
        "同年",
        "10月底前",
        "下半年",
    ],
}
"""Words that tell no year by themselves."""


@pytest.mark.parametrize("language", LANGUAGES)
@settings(deadline=None)
@given(data=st.data())
def test_without_an_anchor_no_year_is_made_up(data, language):
    text = data.draw(joined(st.sampled_from(YEARLESS[language]), language))
    for _, _, value, *_ in told_times(text, language):
        assert value is None or is_duration(value) or set(value[:4]) <= {"X", ".", "/"}, (text, value)


@settings(deadline=None)
@given(st.sampled_from(LANGUAGES), st.data(), st.dates(date(1950, 1, 1), date(2050, 12, 31)), st.integers(-400, 400))
def test_full_dates_read_the_same_from_any_day(language, data, day, later):
    written = {"en": f"{day:%B} {day.day}, {day.year}", "zh": f"{day.year}年{day.month}月{day.day}日"}[language]
    text = (
        data.draw(st.sampled_from(["", "😀 ", "(", "\n"]))
        + written
        + data.draw(st.sampled_from(["", ".", "。", " 😀"]))
    )
    for anchor in (None, "2025-10-15", (day + timedelta(later)).isoformat()):
        assert [item[2] for item in told_times(text, language, anchor)] == [day.isoformat()]


@settings(deadline=None)
@given(st.sampled_from(LANGUAGES), st.data(), st.integers(-3000, 3000))
def test_relative_words_move_with_the_anchor(language, data, days):
    """Days counted from the article move by as many days as its date does."""
    word = data.draw(
        st.sampled_from({"en": ["yesterday", "tomorrow", "10 days ago"], "zh": ["昨日", "明天", "10天前"]}[language])
    )
    there = date(2025, 10, 15) + timedelta(days)
    [here], [moved] = (
        find_times(word, language=language, anchor=anchor) for anchor in ("2025-10-15", there.isoformat())
    )
    assert date.fromisoformat(moved.value) - date.fromisoformat(here.value) == timedelta(days)
