"""The table of the Chinese calendar holds together, and gives the days that almanacs print."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.finding.times.lunar import lunar_day, lunar_month, solar_term

YEARS = st.integers(1900, 2099)


def last(year: int) -> date:
    whole = lunar_month(year, 12)
    assert whole is not None
    return date.fromisoformat(whole.last)


@given(YEARS)
def test_the_new_year_follows_the_last_month(year: int) -> None:
    first = lunar_day(year + 1, 1, 1)
    assert first is not None
    assert date.fromisoformat(first.first) == last(year) + timedelta(1)


@given(YEARS, st.integers(1, 11))
def test_a_month_follows_the_one_before_it_or_its_leap_month(year: int, month: int) -> None:
    before = lunar_month(year, month, leap=True) or lunar_month(year, month)
    after = lunar_month(year, month + 1)
    assert before is not None
    assert after is not None
    assert date.fromisoformat(after.first) == date.fromisoformat(before.last) + timedelta(1)


@given(YEARS)
def test_the_winter_solstice_lies_in_the_eleventh_month(year: int) -> None:
    solstice, month = solar_term(year, 24), lunar_month(year, 11)
    leap = lunar_month(year, 11, leap=True)
    assert solstice is not None
    assert month is not None
    assert month.first <= solstice.first <= (leap or month).last


@pytest.mark.parametrize(
    ("year", "month", "day", "leap", "expected"),
    [
        (2025, 1, 1, False, "2025-01-29"),
        (2025, 6, 1, True, "2025-07-25"),
        (2024, 8, 15, False, "2024-09-17"),
        (1978, 8, 15, False, "1978-09-17"),
        (2033, 11, 1, True, "2033-12-22"),
        (2024, 12, 30, False, "2025-01-28"),
    ],
)
def test_day(year: int, month: int, day: int, leap: bool, expected: str) -> None:  # noqa: FBT001 -- a case of the table
    found = lunar_day(year, month, day, leap=leap)
    assert found is not None
    assert found.first == expected


@pytest.mark.parametrize(
    ("year", "number", "expected"), [(2025, 3, "2025-02-03"), (2008, 7, "2008-04-04"), (2024, 24, "2024-12-21")]
)
def test_solar_term(year: int, number: int, expected: str) -> None:
    found = solar_term(year, number)
    assert found is not None
    assert found.first == expected


def test_what_the_calendar_does_not_have() -> None:
    assert lunar_month(2025, 5, leap=True) is None
    assert lunar_month(1899, 1) is None
    assert lunar_day(2025, 1, 31) is None
    assert solar_term(2101, 1) is None
