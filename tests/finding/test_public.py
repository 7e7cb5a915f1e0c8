"""The finders as a user calls them: from the package, with a date or EDTF, and with any tag of a supported language."""

from datetime import date

import pytest

import extract
from extract.errors import UsageError


@pytest.mark.parametrize("anchor", [date(2025, 10, 9), "2025-10-09"])
def test_anchor_is_a_date_or_edtf(anchor: date | str) -> None:
    (time,) = extract.find_times("It was signed yesterday.", language="en", anchor=anchor)
    assert (time.value, time.basis) == ("2025-10-08", "article date")


def test_traditional_chinese_has_a_tag_of_its_own() -> None:
    text = "出口量減少三成"
    (item,) = extract.find_quantities(text, language="zh-Hant")
    assert (item.value, item.unit, item.change) == (-30.0, "percent", True)
    assert text[item.evidence.start : item.evidence.end] == item.evidence.quote


def test_other_languages_are_refused() -> None:
    with pytest.raises(UsageError, match="give one of en, zh"):
        extract.find_times("le 9 octobre", language="fr")
    with pytest.raises(UsageError, match="give one of en, zh"):
        extract.find_quantities("29 %", language="fr")


def test_a_wrong_anchor_is_refused() -> None:
    with pytest.raises(UsageError, match="is no EDTF date"):
        extract.find_times("yesterday", language="en", anchor="9 October")
