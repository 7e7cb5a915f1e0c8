"""Folding: never moves an offset, and knows of Traditional characters what OpenCC knows."""

import opencc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.language.folding import TRADITIONAL, fold, fold_script, fold_words

UNIFIED = range(0x3400, 0xA000)
"""The unified ideographs of the basic plane, in which texts of our subject are written."""


def simplified(characters):
    """Convert characters one by one: in a row they may be a phrase, of which OpenCC knows more."""
    return opencc.OpenCC("t2s").convert("\n".join(characters)).split("\n")


def test_each_pair_is_a_conversion_of_opencc_and_none_is_missing():
    assert simplified(TRADITIONAL) == list(TRADITIONAL.values())
    unified = [chr(code) for code in UNIFIED]
    assert simplified(unified) == [fold(character) for character in unified]


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("商務部：對ＭＯＦＣＯＭ的“出口許可”", '商务部:对mofcom的"出口许可"'),
        ("Licence\u00a0No.\u300012\u201334", "licence no. 12-34"),
    ],
)
def test_scripts_widths_cases_quotes_and_dashes_are_one(text, folded):
    assert fold(text) == folded


def test_to_lexicons_hyphens_tabs_and_line_ends_are_spaces():
    assert fold_words("end-use\tand\nend–user") == "end use and end user"


def test_an_encoder_reads_capitals_as_they_are():
    assert fold_script("ＢＩＳ 與 Ga") == "BIS 与 Ga"


@pytest.mark.parametrize("folding", [fold, fold_words, fold_script])
@given(text=st.text())
def test_no_folding_moves_an_offset(folding, text):
    assert len(folding(text)) == len(text)
