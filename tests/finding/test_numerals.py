import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.finding.numerals import parse_chinese, parse_english


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("三十六", 36),
        ("一百二十", 120),
        ("一百五", 150),
        ("二〇二五", 2025),
        ("两千", 2000),
        ("三万五", 35000),
        ("1.2亿", 120000000),
        ("十二", 12),
        ("廿一", 21),
        ("两点五", 2.5),
        ("一千零五", 1005),
        ("3.6万", 36000),
        ("万", 10000),
        ("拾万零五十六", 100056),
    ],
)
def test_chinese(words, value):
    assert parse_chinese(words) == pytest.approx(value)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("forty-five", 45),
        ("two hundred and ten", 210),
        ("nineteen eighty six", 1986),
        ("two thousand and twenty", 2020),
        ("1,250.5", 1250.5),
        ("twenty-third", 23),
        ("five million", 5000000),
        ("one hundred thousand", 100000),
    ],
)
def test_english(words, value):
    assert parse_english(words) == pytest.approx(value)


def test_no_number_is_none():
    assert parse_chinese("吨") is None
    assert parse_english("tonnes") is None


@given(st.text(alphabet="零一二两三四五六七八九十百千万亿点0123456789.", max_size=12))
def test_any_numerals_are_read_or_refused(words):
    value = parse_chinese(words) if words.count(".") < 2 else None
    assert value is None or value >= 0
