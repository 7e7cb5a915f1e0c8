import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.records.edtf import day_bounds, is_edtf
from extract.records.mentions import is_duration

DAYS = st.dates(date(1900, 1, 1), date(2100, 1, 1))


@pytest.mark.parametrize(
    "value",
    ["2025", "2025-10", "2025-10-09", "2025-07/2025-09", "2025-04/..", "../2025-04", "XXXX-10-30", "XXXX-02-29"],
)
def test_dates_of_the_contract_are_accepted(value):
    assert is_edtf(value)


@pytest.mark.parametrize(
    "value",
    [
        *("", "25", "0000", "0000-12-31", "2025-13", "2025-02-30", "2025-1-1", "October", "2025-10-09T10:00"),
        *("../..", "2025/", "XXXX", "P6M"),
    ],
)
def test_other_words_are_refused(value):
    assert not is_edtf(value)


@given(DAYS)
def test_a_day_covers_itself_alone(day):
    assert day_bounds(day.isoformat()) == (day, day + timedelta(days=1))


@given(DAYS)
def test_days_lie_in_their_month_and_months_in_their_year(day):
    bounds = [day_bounds(day.isoformat()[:length]) for length in (4, 7, 10)]
    for (outer_start, outer_end), (start, end) in itertools.pairwise(bounds):
        assert outer_start <= start < end <= outer_end


@given(DAYS, DAYS)
def test_an_interval_runs_from_its_first_to_its_last_day(first, last):
    assert day_bounds(f"{first}/{last}") == (first, last + timedelta(days=1))


def test_open_and_unknown_ends_are_none():
    assert day_bounds("2025-04/..") == (date(2025, 4, 1), None)
    assert day_bounds("../2025-04") == (None, date(2025, 5, 1))
    assert day_bounds("XXXX-10-30") == (None, None)


@pytest.mark.parametrize(
    ("value", "valid"),
    [("P6M", True), ("P1Y6M", True), ("P45D", True), ("P2W", True), ("P", False), ("6M", False), ("PT3H", False)],
)
def test_durations_are_iso_8601_of_days_or_longer(value, valid):
    assert is_duration(value) is valid
