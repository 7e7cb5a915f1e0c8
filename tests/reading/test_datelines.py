"""The date of publication comes from the lines around an article, never from its running text."""

import pytest

from extract.reading.datelines import dates_told, labels
from extract.reading.draft import most_trusted
from extract.reading.lines import lines_of

BODY = (
    "The ministry said that exporters of gallium must hold a licence for each shipment, and that it will review them. "
    * 2
)


def told(text):
    best = most_trusted(dates_told(lines_of(text)), "published")
    return (best.value, best.basis) if best else None


@pytest.mark.parametrize("entry", labels(), ids=lambda entry: entry["label"])
def test_each_label_both_ways(entry):
    basis = "text" if entry["kind"] == "published" else "sign-off"
    assert told(f"Curbs widen\n{entry['yes']}\n{BODY}") == ("2025-11-12", basis)
    assert told(f"Curbs widen\n{entry['no']}\n{BODY}") is None


@pytest.mark.parametrize(
    "line",
    [
        "2025-11-12",
        "Wednesday, November 12, 2025",
        "2025年11月12日 星期三 10:46",
        "Trade Daily · 2025-11-12 10:46",
        "By Jane Doe | Nov 12, 2025",
        "Wed 12 Nov 2025 //",
        "来源：贸易报 2025-11-12 10:46",
        "Export Control Weekly — 12 November 2025",
    ],
)
def test_lines_with_the_date(line):
    assert told(f"Curbs widen\n\n{line}\n\n{BODY}") == ("2025-11-12", "text")


@pytest.mark.parametrize(
    "line",
    [
        "Announcement No. 61, November 12, 2025",
        "商务部公告 2025年11月12日",
        "Effective November 12, 2025",
        "The rules take effect on November 12, 2025.",
        "Licences, quotas and the deal of 12 November 2025 and what it means for all of us buyers",
        "自2025年11月12日起",
    ],
)
def test_lines_with_another_date(line):
    assert told(f"Curbs widen\n{line}\n{BODY}") is None


def test_a_dateline():
    assert told(f"Curbs widen\n\nLUXEMBOURG, Nov. 12, 2025 (Trade Wire) -- {BODY}") == ("2025-11-12", "text")
    long_title = "Gallium Curbs Widen as Northwind Metals Reports Its First Licences, and What Comes Next for Buyers"
    assert told(f"{long_title}\n\nBy Jane Doe\nOSLO, NORWAY - November 12, 2025 (WIRE) - {BODY}") == (
        "2025-11-12",
        "text",
    )
    assert told(f"Curbs widen\n\nUnder the act of Nov. 12, 2025 exporters (all of them) apply. {BODY}") is None


def test_a_sign_off_is_trusted_less():
    assert told(f"关于镓的公告\n{BODY}\n商务部\n2025年10月9日") == ("2025-10-09", "sign-off")
    assert told(f"关于镓的公告\n发布时间：2025-10-10\n{BODY}\n2025年10月9日") == ("2025-10-10", "text")


def test_a_chronology_has_no_date():
    days = "\n".join(f"{day} October 2025\nTalks went on." for day in (1, 2, 3))
    assert told(f"The talks day by day\n{days}") is None


def test_a_date_in_the_middle_of_the_text_is_never_taken():
    assert told(f"Curbs widen\n{BODY}\n2025-11-12\n" + f"{BODY}\n" * 8) is None
