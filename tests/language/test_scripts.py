"""Scripts are counted as Unicode has them, and shared Han characters decide no variant."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.language import count_scripts, count_variants


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("licences", "Latin"),
        ("réexportation", "Latin"),
        ("稀土𠮷", "Han"),
        ("ライセンス", "Kana"),
        ("수출 통제", "Hangul"),
        ("лицензия", "Cyrillic"),
        ("ترخيص", "Arabic"),
        ("άδεια", "Greek"),
        ("רישיון", "Hebrew"),
        ("ใบอนุญาต", "Thai"),
        ("ქართული", "other"),
    ],
)
def test_a_script_has_its_letters_to_itself(text, script):
    assert list(count_scripts(text)) == [script]


def test_digits_signs_and_spaces_are_no_letters():
    assert count_scripts("61 / 2025 — 29 % 。") == {}


def test_the_script_with_most_letters_stands_first():
    assert list(count_scripts("MP 稀土磁材")) == ["Han", "Latin"]


def test_runs_are_words():
    count = count_scripts("General Motors 与 Noveon")["Latin"]
    assert (count.letters, count.runs) == (19, 3)


@settings(deadline=None)
@given(st.text())
def test_every_letter_is_counted_at_most_once(text):
    letters = sum(count.letters for count in count_scripts(text).values())
    assert letters <= len(text)
    alphabetic = sum(unicodedata.category(character) in {"Lu", "Ll"} for character in text)
    assert letters >= alphabetic


@pytest.mark.parametrize(
    ("text", "simplified", "traditional"),
    [("对稀土实施出口管制", 2, 0), ("對稀土實施出口管制", 0, 2), ("rare earths", 0, 0)],
)
def test_characters_of_one_variant_are_counted(text, simplified, traditional):
    assert count_variants(text) == (simplified, traditional)


@pytest.mark.parametrize("character", "后里台云干著面只系松皇在下三")
def test_shared_characters_decide_nothing(character):
    assert count_variants(character) == (0, 0)
