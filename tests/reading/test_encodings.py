"""Bytes to text: what is certain is read, what is damaged is reported, what is no text is refused."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.errors import ReadError
from extract.reading.encodings import commonness, decode

ENGLISH = "The ministry said licences for gallium will be valid for six months.\n"
SIMPLIFIED = "商务部宣布，对镓、锗相关物项实施出口管制。"
TRADITIONAL = "商務部宣布，對鎵、鍺相關物項實施出口管制。"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "gb18030", "gbk", "gb2312"]
)
def test_simplified_chinese(encoding):
    text = f"{SIMPLIFIED}\n2025\n"
    assert decode(text.encode(encoding)).text.removeprefix("\ufeff") == text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "big5", "gb18030"])
def test_traditional_chinese(encoding):
    text = f"{TRADITIONAL}\n2025\n"
    assert decode(text.encode(encoding)).text == text


@pytest.mark.parametrize("text", ["出口管制", "稀土出口许可证", "暂停实施", "实体清单", "镓出口管制扩围", "关税上调"])
def test_short_simplified_headlines(text):
    assert decode(text.encode("gbk")).text == text


@pytest.mark.parametrize("text", ["出口管制", "稀土出口許可證", "暫停實施", "實體清單", "關稅上調"])
def test_short_traditional_headlines(text):
    assert decode(text.encode("big5")).text == text


def test_english_with_typographic_signs_of_either_kind():
    text = f"{ENGLISH}Beijing’s “café” rule stays – for now.\n"
    assert decode(text.encode("cp1252")).text == text
    chinese_signs = f"{ENGLISH}Beijing’s “new” rule stays.\n"
    assert decode(chinese_signs.encode("gb18030")).text == chinese_signs


def test_another_encoding_that_the_detector_is_sure_of():
    text = "Министерство сообщило, что экспорт редкоземельных металлов теперь возможен только по лицензии. " * 3
    assert decode(text.encode("cp1251")).text == text


def test_a_text_cut_in_the_middle_of_a_character_is_read_and_reported():
    decoded = decode((SIMPLIFIED * 20).encode()[:-1])
    assert decoded.text == (SIMPLIFIED * 20)[:-1] + "\ufffd"
    assert [problem.code for problem in decoded.problems] == ["damaged_characters"]


def test_a_mark_that_does_not_fit_is_refused():
    with pytest.raises(ReadError) as caught:
        decode(b"\xff\xfe" + b"abc")
    assert caught.value.code == "undecodable"


@pytest.mark.parametrize(
    "data", [b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, b"\x00" * 100, b"MZ\x90\x00\x03\x00\x00" * 9]
)
def test_binary_data_is_refused(data):
    with pytest.raises(ReadError) as caught:
        decode(data)
    assert caught.value.code in {"binary_file", "undecodable"}


def test_control_characters_make_it_binary():
    with pytest.raises(ReadError) as caught:
        decode(b"\x01\x02\x03\x04\x05 text")
    assert caught.value.code == "binary_file"


def test_commonness_tells_a_right_reading_from_a_wrong_one():
    misread = SIMPLIFIED.encode("gb18030").decode("big5", errors="ignore")
    assert commonness(misread) < 0.25
    assert commonness(SIMPLIFIED) > 0.5
    assert commonness(TRADITIONAL) > 0.5


@settings(deadline=None)
@given(st.text(st.characters(blacklist_categories=["Cs", "Cc"]), min_size=1))
def test_utf8_is_always_read_to_the_letter(text):
    assert decode(text.encode()).text == text


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data):
    try:
        decode(data)
    except ReadError as error:
        assert error.code in {"binary_file", "undecodable"}  # noqa: PT017 - either is right
