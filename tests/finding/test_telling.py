"""Which dates lend their year to those that follow."""

import pytest

from extract.finding.times import find_times

ARTICLE = "2026-03-18"


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Output of 2021 was sold. In January the ministry froze permits.", ["2021", "2026-01"]),
        ("Talks opened on 4 May 2021. In July a deal was signed.", ["2021-05-04", "2021-07"]),
        ("Permits began in February last year and were cut in June and from Oct. 16.", ["2025-02", "2025-06", "2025-10-16/.."]),
        ("Talks opened on 4 May 2021.\n\nIn July a deal was signed.", ["2021-05-04", "2025-07"]),
        ("4 May 2021: talks open.\n\n- 9 July: a deal, in force from 1 August.", ["2021-05-04", "2021-07-09", "2021-08-01/.."]),
        ("4 May 2021: talks open.\n12 December: a deal.\n7 January: it lapses.", ["2021-05-04", "2021-12-12", "2022-01-07"]),
        ("The crisis of 2019 lingers. In July of that year Oslo froze permits.", ["2019", "2019-07"]),
    ],
)  # fmt: skip
def test_year_is_lent_within_a_story(text: str, values: list[str]) -> None:
    assert [time.value for time in find_times(text, language="en", anchor=ARTICLE)] == values


def test_lent_year_says_so() -> None:
    _, lent = find_times("Talks opened on 4 May 2021. In July a deal was signed.", language="en", anchor=ARTICLE)
    assert lent.basis == "text"


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Oslo issued the order on Monday. It took effect immediately.", ["2026-03-16", "2026-03-16"]),
        ("The order was signed on 2 March and takes effect 30 days after publication.", ["2026-03-02", "2026-04-01"]),
        ("It takes effect 30 days after publication.", [None]),
        ("Talks end on 2 April. The order takes effect on publication.", ["2026-04-02", None]),
        ("Sales fell to 40 tonnes in January from 90 a year earlier.", ["2026-01", "2025-01"]),
        ("Oslo froze permits this week.", ["2026-03-16/2026-03-18"]),
        ("Oslo will freeze permits this week.", ["2026-03-16/2026-03-22"]),
        ("Oslo will send a draft after the summer.", ["2026-09/.."]),
        ("The waiver holds until the end of June.", ["../2026-06-30"]),
        ("The cabinet on Tuesday set out plans to cut quotas.", ["2026-03-17"]),
        ("The cabinet said it would cut quotas on Thursday.", ["2026-03-19"]),
    ],
)
def test_date_is_read_from_what_was_told(text: str, values: list[str | None]) -> None:
    assert [time.value for time in find_times(text, language="en", anchor=ARTICLE)] == values


@pytest.mark.parametrize(
    ("text", "language", "value", "basis"),
    [
        ("It starts at 12:01 a.m. EST on Nov. 10.", "en", "2026-11-10", "article date; day in est"),
        ("It starts on 10 November 2026 at 12:01 a.m. Beijing time.", "en", "2026-11-10", "day in beijing time"),
        ("It starts on 10 November 2026 in Estonia.", "en", "2026-11-10", None),
        ("北京时间2026年11月10日起施行。", "zh", "2026-11-10/..", "day in 北京时间"),
        ("北京2026年11月10日起施行。", "zh", "2026-11-10/..", None),
    ],
)
def test_time_zone_is_told(text: str, language: str, value: str, basis: str | None) -> None:
    (time,) = find_times(text, language=language, anchor=ARTICLE)
    assert (time.value, time.basis) == (value, basis)
