"""Dates as people write them; what means two days is refused."""

import pytest

from extract.reading.dates import date_in_name, find_dates, parse_date


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("2025-11-12", "2025-11-12"),
        ("2025-11-12T10:46:00+08:00", "2025-11-12"),
        ("2025/11/2", "2025-11-02"),
        ("2025.11.12 10:46", "2025-11-12"),
        ("20251112", "2025-11-12"),
        ("20251112103000", "2025-11-12"),
        ("Wed, 12 Nov 2025 10:00:00 GMT", "2025-11-12"),
        ("November 12th, 2025", "2025-11-12"),
        ("Sept. 3, 2025", "2025-09-03"),
        ("12-Nov-2025", "2025-11-12"),
        ("2025年11月12日", "2025-11-12"),
        ("二〇二五年十月九日", "2025-10-09"),
        ("二○二五年十二月三十一日", "2025-12-31"),
        ("二〇二五年十一月二十日", "2025-11-20"),
        ("25/12/2025", "2025-12-25"),
        ("12/25/2025", "2025-12-25"),
        ("11/11/2025", "2025-11-11"),
        ("2025-11", "2025-11"),
        ("2025年11月", "2025-11"),
        ("November 2025", "2025-11"),
        ("2025", "2025"),
        ("11/12/2025", None),
        ("2025-02-30", None),
        ("soon", None),
        ("", None),
        ("61", None),
    ],
)
def test_one_date(words, value):
    assert parse_date(words) == value


def test_all_dates_of_a_line_with_their_places():
    line = "From 9 October 2025 to Nov. 10, 2026"
    assert [(line[day.start : day.end], day.value) for day in find_dates(line)] == [
        ("9 October 2025", "2025-10-09"),
        ("Nov. 10, 2026", "2026-11-10"),
    ]


@pytest.mark.parametrize(
    ("stem", "value"),
    [
        ("2025-11-12-curbs", "2025-11-12"),
        ("curbs_20251112", "2025-11-12"),
        ("2025_11_12_curbs", "2025-11-12"),
        ("2025年11月12日管制", "2025-11-12"),
        ("fr-2019-27649", None),
        ("20259999", None),
        ("2025-11-12-to-2025-11-14", None),
        ("announcement-61", None),
    ],
)
def test_file_names(stem, value):
    assert date_in_name(stem) == value
