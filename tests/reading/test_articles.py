"""A text becomes an Article: what is given counts most, what the text tells counts too."""

import pytest

from extract.reading import article_from_text

BODY = "The ministry said that exporters of gallium must hold a licence for each shipment, and that it will review them all."


def test_a_text_alone_tells_its_title_date_and_language():
    article = article_from_text(f"Gallium curbs widen\n\nPublished: Nov 12, 2025\n\n{BODY}\n\nSign in")
    assert (article.title, article.published, article.published_basis) == ("Gallium curbs widen", "2025-11-12", "text")
    assert (article.id, article.language, article.source, article.raw_offsets) == ("text", "en", None, None)
    assert [part.kind for part in article.segments] == ["title", "body", "boilerplate"]


def test_what_is_given_counts_most():
    article = article_from_text(
        f"Gallium curbs widen\n\nPublished: Nov 12, 2025\n\n{BODY}",
        id="a",
        title="Curbs",
        published="2025-11-10",
        url="https://example.org/a",
        publisher="Trade Daily",
        language="en-GB",
    )
    assert (article.title, article.published, article.published_basis) == ("Curbs", "2025-11-10", "given")
    assert (article.url, article.publisher, article.language) == ("https://example.org/a", "Trade Daily", "en-GB")


@pytest.mark.parametrize(
    ("value", "edtf"), [("2025-07/2025-09", "2025-07/2025-09"), ("9 Oct 2025", "2025-10-09"), ("2025", "2025")]
)
def test_a_date_may_be_given_in_many_forms(value, edtf):
    assert article_from_text(BODY, published=value).published == edtf


def test_a_date_that_cannot_be_read_gives_way_to_the_next():
    article = article_from_text(f"Curbs\n\nPublished: 2025-11-12\n\n{BODY}", published="11/12/2025")
    assert (article.published, article.published_basis) == ("2025-11-12", "text")


@pytest.mark.parametrize(
    ("text", "told", "language"),
    [
        ("對稀土實施出口管制", "zh", "zh-Hant"),
        ("对稀土实施出口管制", "zh-CN", "zh-Hans"),
        ("对稀土实施出口管制", "zh-TW", "zh-Hant"),
        (BODY, "zh", "zh-Hans"),
        (BODY, None, "en"),
        ("", None, "und"),
    ],
)
def test_language(text, told, language):
    assert article_from_text(text, language=told).language == language


def test_text_is_kept_as_it_is():
    text = "\ufeff 𝐀 title\r\n\r\nA line.\rAnother.\n"
    assert article_from_text(text).text == text


def test_lone_surrogates_are_replaced_one_for_one():
    article = article_from_text("a\ud800b")
    assert article.text == "a\ufffdb"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"Gallium curbs widen\n{BODY}", "Gallium curbs widen"),
        (f"# Gallium curbs widen #\n\n{BODY}", "Gallium curbs widen"),
        (f"Northwind  wins against Southwind Inc.\n\n{BODY}", "Northwind wins against Southwind Inc."),
        (f"Who needs a licence?\r\n\r\n{BODY}", "Who needs a licence?"),
        (f"财经早餐｜2025年10月31日 星期五\n\n{BODY}", "财经早餐｜2025年10月31日 星期五"),
        (f"【提醒】镓出口要办许可证了！\n{BODY}", "【提醒】镓出口要办许可证了！"),
        (f"资源观察\nSearch documents\n镓管制扩围\n{BODY}", "镓管制扩围"),
        (f"{BODY}\n{BODY}", None),
        (BODY, None),
        (f"Source: Trade Wire\n\n{BODY}", None),
        (f"November 12, 2025\n\n{BODY}", None),
        (f"- Gallium is listed\n- Germanium is too\n{BODY}", None),
        ("61\n\n62", None),
        ("", None),
    ],
)
def test_title_of_the_text(text, title):
    article = article_from_text(text)
    assert article.title == title
    assert [part.kind for part in article.segments].count("title") == (title is not None)


def test_a_told_title_that_differs_from_the_headline_still_marks_the_headline():
    article = article_from_text(f"Gallium curbs widen\n\n{BODY}", title="Gallium curbs widen | Trade Daily")
    assert article.title == "Gallium curbs widen | Trade Daily"
    assert article.text[: article.segments[0].end].strip() == "Gallium curbs widen"
    assert article.segments[0].kind == "title"
