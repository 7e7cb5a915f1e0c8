"""Web pages, PDF and Word documents made here: their text, what they tell, how they fail."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from docx import Document
from pypdf import PdfReader, PdfWriter

from extract.errors import ReadError
from extract.reading.draft import most_trusted
from extract.reading.pdf import join_pages, read_pdf
from extract.reading.web import read_web
from extract.reading.word import read_word

FIRST = "The ministry said on Thursday that exporters of gallium must hold a licence for each shipment to any buyer."
SECOND = "Officials will review each application within 45 days, and refuse those of military users & their suppliers."
CHINESE = "商务部周四表示，出口商每批镓均须申领许可证，主管部门将在四十五个工作日内审查，军事用户的申请将不予许可。"


TWO_PARAGRAPHS = f"<p>{FIRST}</p><p>{SECOND.replace('&', '&amp;')}</p>"


def page(head="", body=TWO_PARAGRAPHS):
    return (
        f"<!DOCTYPE html><html lang='en'><head><title>Gallium curbs | Trade Daily</title>{head}</head><body>"
        "<nav><a href='/'>Home</a> <a href='/metals'>Metals</a></nav><script>var ban = 'export ban';</script>"
        f"<article><h1>Gallium curbs widen</h1>{body}</article><footer>© Trade Daily</footer></body></html>"
    )


def told(draft, field):
    best = most_trusted(draft.told, field)
    return (best.value, best.basis) if best else None


def test_a_page_yields_its_article_and_the_place_of_each_word():
    raw = page()
    draft = read_web(raw.encode())
    assert FIRST in draft.text
    assert SECOND in draft.text
    assert "Metals" not in draft.text
    for run in draft.raw_offsets:
        assert (
            draft.text[run.text_start : run.text_start + run.length] == raw[run.raw_start : run.raw_start + run.length]
        )
    for words in ("hold a licence for each shipment", "refuse those of military users", "their suppliers"):
        at = draft.text.index(words)
        run = next(run for run in draft.raw_offsets if run.text_start <= at < run.text_start + run.length)
        assert run.raw_start + at - run.text_start == raw.index(words)


def test_a_page_tells_about_itself():
    data = (
        '{"@context": "https://schema.org", "@graph": [{"@type": "WebSite", "name": "x", "datePublished": "2000-01-01"},'
        ' {"@type": ["NewsArticle"], "headline": "Curbs widen", "datePublished": "2025-11-12T08:00:00Z",'
        ' "publisher": {"@type": "Organization", "name": "Trade Daily"}}]}'
    )
    draft = read_web(
        page(
            f'<script type="application/ld+json">{data}</script><script type="application/ld+json">broken</script>'
            '<meta property="article:published_time" content="2025-11-11"><meta property="og:site_name" content="TD">'
            '<link rel="canonical" href="https://example.org/a">'
        ).encode()
    )
    assert told(draft, "published") == ("2025-11-12T08:00:00Z", "json-ld")
    assert told(draft, "title") == ("Curbs widen", "json-ld")
    assert told(draft, "publisher") == ("Trade Daily", "json-ld")
    assert told(draft, "url") == ("https://example.org/a", "html meta")


@pytest.mark.parametrize(
    "head",
    [
        '<meta name="pubdate" content="2025-11-12">',
        '<meta content="2025-11-12" itemprop="datePublished">',
        '<time itemprop="datePublished" datetime="2025-11-12">yesterday</time>',
        '<META NAME="PubDate" CONTENT="2025-11-12">',
    ],
)
def test_dates_in_meta_elements(head):
    assert told(read_web(page(head).encode()), "published") == ("2025-11-12", "html meta")


def test_a_page_without_meta_elements_has_its_title():
    assert told(read_web(page().encode()), "title") == ("Gallium curbs | Trade Daily", "html meta")


@pytest.mark.parametrize(
    ("declared", "encoding"), [("gb2312", "gb18030"), ("big5", "gb18030"), ("utf-8", "utf-8"), ("nonsense", "utf-8")]
)
def test_a_page_is_decoded_as_declared_or_else_as_it_is(declared, encoding):
    raw = page(f'<meta charset="{declared}">', f"<p>{CHINESE}</p><p>{CHINESE}</p>")
    draft = read_web(raw.encode(encoding))
    assert CHINESE in draft.text


def test_a_headline_outside_the_article_is_part_of_the_text():
    raw = (
        "<html><head><title>x</title></head><body><header><h1>Gallium <i>curbs</i> &amp; more</h1>"
        "<div><span>来源：贸易报</span><span>发布时间：2025-11-12 10:46</span></div></header>"
        f"<div class='content'><p>{FIRST}</p><p>{FIRST}</p><p>{FIRST}</p></div></body></html>"
    )
    draft = read_web(raw.encode())
    assert draft.text.startswith(f"Gallium curbs & more\n\n{FIRST}")
    assert told(draft, "published") == ("2025-11-12", "text")
    assert any(draft.text[run.text_start :].startswith("curbs") for run in draft.raw_offsets)


def make_pdf(pages):
    """Return a PDF with the lines of each page in one font, by hand."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for lines in pages:
        shown = " T* ".join(f"({line.replace('(', '[').replace(')', ']')}) Tj" for line in lines)
        stream = f"BT /F1 10 Tf 14 TL 72 760 Td {shown} ET"
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {len(objects)} 0 R"
            " /Resources << /Font << /F1 3 0 R >> >> >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    body, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n{content}\nendobj\n".encode()
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    tail = (
        f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\n"
    )
    return body + f"{tail}startxref\n{len(body)}\n%%EOF\n".encode()


LINES = [
    "Gallium curbs widen",
    "The ministry said exporters of gallium must hold a licence for each ship-",
    "ment to any buyer.",
]


def test_a_pdf_has_its_broken_lines_joined():
    draft = read_pdf(make_pdf([LINES]))
    assert draft.text.split("\n\n") == [
        "Gallium curbs widen",
        "The ministry said exporters of gallium must hold a licence for each shipment to any buyer.",
    ]
    assert draft.raw_offsets == ()


def test_running_heads_and_page_numbers_are_left_out():
    pages = [
        ["Trade Daily", f"The quota of {number} tonnes is known to all the buyers of", "gallium", f"Page {number}"]
        for number in (1, 2, 3)
    ]
    text = read_pdf(make_pdf(pages)).text
    assert "Trade Daily" not in text
    assert "Page" not in text
    assert text.count("of gallium") == 3


def test_compounds_keep_their_hyphen_and_chinese_lines_join_without_a_space():
    compound = "Every end-user certificate is checked, it said, and an end-\nuser that moves must register it again."
    assert "an end-user that" in join_pages([compound])
    assert (
        join_pages(["商务部宣布对镓锗相关物项实施出口\n管制，自公布之日起施行。"])
        == "商务部宣布对镓锗相关物项实施出口管制，自公布之日起施行。"
    )


def test_numbered_items_and_blank_lines_begin_paragraphs():
    text = join_pages(
        ["It applies to\n1. gallium and\n2. germanium, which are\nboth metals.\n\nOther metals are free."]
    )
    assert text.split("\n\n") == [
        "It applies to",
        "1. gallium and",
        "2. germanium, which are both metals.",
        "Other metals are free.",
    ]


def encrypted(password):
    writer = PdfWriter(clone_from=PdfReader(BytesIO(make_pdf([LINES]))))
    writer.encrypt(password, owner_password="owner", algorithm="RC4-128")  # noqa: S106 - a test's password
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_pdf_with_a_password_is_refused_and_one_that_only_forbids_printing_is_read():
    with pytest.raises(ReadError) as caught:
        read_pdf(encrypted("secret"))
    assert caught.value.code == "protected_file"
    assert "Gallium curbs widen" in read_pdf(encrypted("")).text


def test_a_scan_has_no_text():
    with pytest.raises(ReadError) as caught:
        read_pdf(make_pdf([[]]))
    assert caught.value.code == "no_text"


@pytest.mark.parametrize("cut", [20, 200, 400])
def test_a_cut_pdf_is_read_or_refused(cut):
    try:
        read_pdf(make_pdf([LINES])[:cut])
    except ReadError as error:
        assert error.code in {"broken_file", "no_text"}  # noqa: PT017 - either is right


def saved(document):
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def test_a_word_document_has_its_paragraphs_and_tables_in_order():
    document = Document()
    document.add_heading("Gallium curbs widen", 0)
    document.add_paragraph(FIRST)
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "镓", "45 days"
    document.add_paragraph(SECOND)
    draft = read_word(saved(document))
    assert draft.text.split("\n") == ["Gallium curbs widen", FIRST, "镓 | 45 days", SECOND]
    assert told(draft, "title") == ("Gallium curbs widen", "document")
    assert draft.raw_offsets == ()


def test_an_empty_word_document_is_refused():
    with pytest.raises(ReadError) as caught:
        read_word(saved(Document()))
    assert caught.value.code == "no_text"


def test_a_packed_bomb_is_refused():
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", " " * 10_000_000)
    with pytest.raises(ReadError) as caught:
        read_word(out.getvalue())
    assert caught.value.code == "too_large"
