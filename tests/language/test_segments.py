"""Segments cover the text; each has one kind and one language; what a line leaves open, the article decides."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.language import dominant_language, segment

ENGLISH = (
    "The ministry said that it will review each of the applications and that the licences are to be valid for a year."
)
SIMPLIFIED = "商务部发言人表示，对符合规定的民用出口申请，将依法予以许可，并采取便利措施促进合规贸易，切实维护全球产业链供应链的稳定。"
TRADITIONAL = "商務部發言人表示，對符合規定的民用出口申請，將依法予以許可，並採取便利措施促進合規貿易，切實維護全球產業鏈供應鏈的穩定。"
FRENCH = "Le ministère a annoncé que les exportateurs devront obtenir une licence pour chaque envoi de terres rares vers ces pays."
GERMAN = "Das Ministerium teilte mit, dass die Ausfuhr von Magneten künftig nur mit einer Genehmigung erlaubt ist und geprüft wird."
SPANISH = "El ministerio anunció que los exportadores deberán obtener una licencia para cada envío de tierras raras a esos países."
JAPANESE = "経済産業省は、重要鉱物の輸出許可の審査を強化すると発表した。企業は最終用途の証明を求められる。"
KOREAN = "산업통상자원부는 희토류 수출 허가 심사를 강화한다고 밝혔다. 기업은 최종 용도를 증명해야 한다."
RUSSIAN = "Министерство сообщило, что экспорт редкоземельных металлов теперь возможен только при наличии лицензии."
UKRAINIAN = "Міністерство повідомило, що експорт рідкісноземельних металів тепер можливий лише за наявності ліцензії."


def languages(text, **options):
    return [part.language for part in segment(text, **options)]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (ENGLISH, "en"),
        (SIMPLIFIED, "zh-Hans"),
        (TRADITIONAL, "zh-Hant"),
        (FRENCH, "fr"),
        (GERMAN, "de"),
        (SPANISH, "es"),
        (JAPANESE, "ja"),
        (KOREAN, "ko"),
        (RUSSIAN, "ru"),
        (UKRAINIAN, "uk"),
        ("Gallium curbs widen", "en"),
        ("镓出口管制扩围", "zh-Hans"),
        ("2025-10-09 / 61", "und"),
        ("稀土", "zh-Hans"),
        ("ქართული ენა", "und"),
    ],
)
def test_one_language(text, language):
    assert languages(text) == [language]
    assert dominant_language(segment(text)) == language


def test_neighbours_of_one_language_are_one_segment():
    text = f"Curbs widen\n\n{ENGLISH}\n{ENGLISH}\n\n{SIMPLIFIED}\n{SIMPLIFIED}\n"
    first, second = segment(text)
    assert (first.language, second.language) == ("en", "zh-Hans")
    assert text[second.start :].startswith("商务部")


@pytest.mark.parametrize(
    "line",
    [
        "美国MP Materials与General Motors签署磁材供应协议",
        "MountWeld、Dubbo、Nolans三个矿山预计投产",
        "浸润式 DUV 系统（ASML TWINSCAN NXT:2000i）须申领许可证",
    ],
)
def test_a_chinese_line_with_latin_names_stays_chinese(line):
    assert languages(line) == ["zh-Hans"]


def test_an_english_line_with_chinese_names_stays_english():
    assert languages(f"{ENGLISH[:-1]} under the Export Control Law (出口管制法).") == ["en"]


def test_a_name_or_address_alone_belongs_to_what_is_around_it():
    text = f"{SIMPLIFIED}\nReuters\nhttps://example.org/the/news-of-the-day\n{SIMPLIFIED}"
    assert languages(text) == ["zh-Hans"]


def test_a_short_line_in_a_french_article_is_french():
    assert languages(f"Terres rares : la Chine durcit\n{FRENCH}\n{FRENCH}\nNotre dossier") == ["fr"]


def test_a_list_of_names_in_an_english_article_is_english():
    names = "Huber Müller GmbH, Gruppo Bianchi, Société Lenoir, Koninklijke Jansen, Nordström Stål, Banco Oliveira " * 3
    assert languages(f"{ENGLISH}\n{names}\n{ENGLISH}") == ["en"]


def test_a_long_french_paragraph_in_an_english_article_is_told():
    assert languages(f"{ENGLISH}\n{FRENCH} {FRENCH}\n{ENGLISH} {ENGLISH} {ENGLISH}") == ["en", "fr", "en"]


def test_variant_is_decided_for_the_article():
    assert languages(f"{TRADITIONAL}\n\n出口管制\n{TRADITIONAL}") == ["zh-Hant"]
    # One quoted name in the other form does not cut the article.
    assert languages(f"{SIMPLIFIED}{SIMPLIFIED}\n《經濟日報》报道\n{SIMPLIFIED}") == ["zh-Hans"]


def test_a_long_part_in_the_other_variant_is_told():
    assert languages(f"{SIMPLIFIED * 4}\n{TRADITIONAL * 3}") == ["zh-Hans", "zh-Hant"]


def test_a_line_that_turns_from_chinese_to_english_is_cut_at_a_sentence():
    text = f"{SIMPLIFIED} {ENGLISH} {ENGLISH}"
    parts = segment(text)
    assert [part.language for part in parts] == ["zh-Hans", "en"]
    assert text[parts[1].start :].lstrip().startswith("The ministry")


def test_a_japanese_headline_without_kana_goes_with_its_article():
    assert languages(f"重要鉱物輸出規制強化\n{JAPANESE}") == ["ja"]


def test_the_title_is_found_among_the_first_lines():
    text = f"Home > News\n  Curbs   widen \n{ENGLISH}\nCurbs widen"
    parts = segment(text, title="Curbs widen")
    assert [part.kind for part in parts] == ["body", "title", "body"]
    assert text[parts[1].start : parts[1].end].strip() == "Curbs   widen"


def test_a_title_that_stands_nowhere_makes_no_segment():
    assert {part.kind for part in segment(ENGLISH, title="Curbs widen")} == {"body"}


def test_boilerplate_is_cut_out_wherever_it_stands():
    text = f"Sign in\n{ENGLISH} Share this\n"
    at = text.index("Share this")
    parts = segment(text, boilerplate=[(0, 8), (at, at + 10)])
    assert [(part.kind, text[part.start : part.end]) for part in parts] == [
        ("boilerplate", "Sign in\n"),
        ("body", f"{ENGLISH} "),
        ("boilerplate", "Share this"),
        ("body", "\n"),
    ]


def test_boilerplate_does_not_count_for_the_language_of_the_article():
    text = f"{SIMPLIFIED}\n{ENGLISH}"
    assert dominant_language(segment(text, boilerplate=[(0, len(SIMPLIFIED))])) == "en"
    assert dominant_language(segment(text, boilerplate=[(0, len(text))])) == "zh-Hans"


def test_a_chinese_character_weighs_more_than_a_letter():
    assert dominant_language(segment(f"{SIMPLIFIED}\n{ENGLISH}")) == "zh-Hans"


def test_no_segments_no_language():
    assert segment("") == ()
    assert dominant_language(()) == "und"


lines = st.lists(
    st.sampled_from(
        [ENGLISH, SIMPLIFIED, TRADITIONAL, JAPANESE, "Curbs widen", "61", "", " ", "\t", "𠮷𝐀", "ASML", "。", "\u2028"]
    ),
    max_size=8,
)


@settings(deadline=None)
@given(lines, st.sampled_from(["\n", "\r\n", "\r", "\n\n"]), st.data())
def test_segments_cover_the_text_in_order_without_overlap(words, end_of_line, data):
    text = end_of_line.join(words)
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=6)))
    boilerplate = list(zip(cuts[::2], cuts[1::2], strict=False))
    title = data.draw(st.sampled_from([None, "Curbs widen", SIMPLIFIED]))
    parts = segment(text, title=title, boilerplate=boilerplate)
    assert "".join(text[part.start : part.end] for part in parts) == text
    assert [part.start for part in parts] == [0, *(part.end for part in parts)][: len(parts)]
    told = {index for part in parts if part.kind == "boilerplate" for index in range(part.start, part.end)}
    assert told == {index for start, stop in boilerplate for index in range(start, stop)}
    assert all((one.kind, one.language) != (two.kind, two.language) for one, two in pairwise(parts))
