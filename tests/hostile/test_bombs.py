"""Files made to exhaust memory, time or the stack: each is refused with its code, or read, within seconds."""

import json
import resource
import struct
import time
import zlib
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile

import pytest

from extract.errors import ReadError
from extract.reading import read_folder
from extract.reading.pdf import join_pages, read_pdf
from extract.reading.web import read_web
from extract.reading.word import read_word

SECONDS = 20
"""Of the processor, on a machine of today: a file that is read or refused takes far less, one that escapes its bounds far more."""
MEGABYTES = 600
BODY = "The ministry said that exporters of gallium must hold a licence for each shipment, and that it will review them all."
WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


@pytest.fixture(autouse=True)
def bounded():
    """Whatever a test reads, it takes neither long nor much: beyond the memory allowed here Python raises MemoryError."""
    before = resource.getrlimit(resource.RLIMIT_AS)
    statm = Path("/proc/self/statm")
    if statm.exists():
        used = int(statm.read_text().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (used + MEGABYTES * 1_000_000, before[1]))
    began = time.process_time()
    yield
    took = time.process_time() - began
    resource.setrlimit(resource.RLIMIT_AS, before)
    assert took < SECONDS


def code_of(read, data):
    with pytest.raises(ReadError) as caught:
        read(data)
    return caught.value.code


def packed(parts, method=ZIP_DEFLATED):
    out = BytesIO()
    with ZipFile(out, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def document(body, before=""):
    return f'<?xml version="1.0"?>{before}<w:document xmlns:w="{WORDS}"><w:body>{body}</w:body></w:document>'


def word(body, before=""):
    return packed({"word/document.xml": document(body, before)})


def paragraph(words):
    return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"


def test_a_word_document_that_unpacks_a_thousandfold_is_refused():
    assert code_of(read_word, word(paragraph(BODY) * 200_000)) == "too_large"


def test_a_word_document_that_unpacks_to_more_than_articles_have_is_refused(monkeypatch):
    noise = word("".join(f"<w:x w:y='{number:x}'/>" for number in range(40_000)) + paragraph(BODY))
    assert BODY in read_word(noise).text
    monkeypatch.setattr("extract.reading.word.MAX_WORD_BYTES", 500_000)
    assert code_of(read_word, noise) == "too_large"


def test_a_part_that_is_larger_than_it_says_is_read_as_far_as_it_says():
    """The size in the directory of the archive is forged: no more than that is unpacked."""
    body = document(paragraph(BODY) + " " * 80_000_000).encode()
    deflated = zlib.compressobj(9, zlib.DEFLATED, -15)
    content = deflated.compress(body) + deflated.flush()
    told = 2_000
    head = struct.pack("<4s5H3I2H", b"PK\x03\x04", 20, 0, 8, 0, 0, zlib.crc32(body[:told]), len(content), told, 17, 0)
    entry = struct.pack(
        "<4s6H3I5H2I", b"PK\x01\x02", 20, 20, 0, 8, 0, 0, zlib.crc32(body[:told]), len(content), told, 17, *[0] * 6
    )
    name = b"word/document.xml"
    first = head + name + content
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 1, 1, len(entry) + len(name), len(first), 0)
    assert code_of(read_word, first + entry + name + end) == "broken_file"


def test_entities_that_multiply_are_refused():
    names = [f'<!ENTITY e{number} "{f"&e{number - 1};" * 10}">' for number in range(1, 12)]
    doctype = f'<!DOCTYPE w [<!ENTITY e0 "{BODY}">{"".join(names)}]>'
    assert code_of(read_word, word(paragraph("&e11;"), doctype)) == "broken_file"
    assert code_of(read_word, word('<w:p w:x="&e11;"/>', doctype)) == "broken_file"


def test_other_packings_than_words_are_refused():
    assert code_of(read_word, packed({"word/document.xml": document(paragraph(BODY))}, ZIP_BZIP2)) == "broken_file"


@pytest.mark.parametrize("tag", ["w:p", "w:tbl", "w:sdt", "w:r"])
def test_nesting_without_end_is_refused(tag):
    assert code_of(read_word, word(f"<{tag}>" * 100_000 + f"</{tag}>" * 100_000)) in {"broken_file", "too_large"}


def test_a_cell_that_spans_a_thousand_million_columns_is_one_cell():
    cell = f'<w:tc><w:tcPr><w:gridSpan w:val="1000000000"/></w:tcPr>{paragraph(BODY)}</w:tc>'
    assert read_word(word(f"<w:tbl><w:tr>{cell}{cell}</w:tr></w:tbl>")).text == BODY


def test_rows_merged_without_end_are_read():
    goes_on = "<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc></w:tr>"
    first = f'<w:tr><w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>{paragraph("Gallium")}</w:tc></w:tr>'
    noise = "".join(f"<w:x{number}/>" for number in range(20_000))
    assert read_word(word(f"{noise}<w:tbl>{first}{goes_on * 5_000}</w:tbl>")).text.count("Gallium") == 5_001


def pdf(objects):
    """Return a PDF of numbered objects, 1 the catalog: bytes as they are, or (dictionary, stream)."""
    body, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content if isinstance(content, bytes) else streamed(*content))
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    tail = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{len(body)}\n%%EOF\n"
    return body + tail.encode()


def streamed(told, stream):
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (told, len(stream), stream)


FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
SHOWN = b"BT /F1 10 Tf 72 760 Td (%s) Tj ET" % BODY.encode()


def pages(count, content, resources=b""):
    """Return the objects of a PDF whose pages all draw the stream `content`."""
    kids = b"[%s]" % b" ".join(b"%d 0 R" % (number + 5) for number in range(count))
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 3 0 R >> %s >> >>"
    tree = b"<< /Type /Pages /Kids %s /Count %d >>" % (kids, count)
    return [b"<< /Type /Catalog /Pages 2 0 R >>", tree, FONT, content, *[page % resources] * count]


def test_a_pdf_of_plain_pages_is_read():
    assert BODY in read_pdf(pdf(pages(1, (b"", SHOWN)))).text


def test_a_stream_that_unpacks_a_thousandfold_is_refused():
    bomb = zlib.compress(SHOWN + b" " * 60_000_000)
    assert code_of(read_pdf, pdf(pages(1, (b"/Filter /FlateDecode", bomb)))) == "too_large"


def test_a_stream_that_is_packed_many_times_is_refused():
    bomb = b" " * 50_000_000
    for _ in range(3):
        bomb = zlib.compress(bomb)
    filters = b"/Filter [/FlateDecode /FlateDecode /FlateDecode]"
    assert code_of(read_pdf, pdf(pages(1, (filters, bomb)))) == "too_large"


def test_a_pdf_of_many_pages_is_refused():
    assert code_of(read_pdf, pdf(pages(3_000, (b"", SHOWN)))) == "too_large"


def test_pages_that_draw_one_long_stream_again_and_again_are_refused(monkeypatch):
    monkeypatch.setattr("extract.reading.pdf.MAX_PDF_STEPS", 40_000)
    stream = zlib.compress(b"0 0 m\n" * 2_000)
    assert code_of(read_pdf, pdf(pages(19, (b"/Filter /FlateDecode", stream)))) == "no_text"
    assert code_of(read_pdf, pdf(pages(21, (b"/Filter /FlateDecode", stream)))) == "too_large"


def test_drawings_that_draw_drawings_twice_each_are_read_or_refused():
    forms = [
        (
            b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /N %d 0 R >> >>" % (number + 7),
            b"/N Do /N Do",
        )
        for number in range(40)
    ]
    objects = pages(1, (b"", SHOWN + b" /N Do"), b"/XObject << /N 6 0 R >>")
    assert BODY in read_pdf(pdf([*objects, *forms, (b"/Type /XObject /Subtype /Form /BBox [0 0 9 9]", b"")])).text


def test_a_tree_of_pages_in_a_circle_is_refused():
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>"]
    assert code_of(read_pdf, pdf(objects)) in {"broken_file", "no_text", "too_large"}


def test_a_paragraph_of_very_many_lines_is_joined():
    assert len(join_pages(["and gallium\n" * 50_000])) > 500_000


PAGE = f"<html><head><title>Curbs</title></head><body><article><p>{BODY}</p><p>{BODY}</p>%s</article></body></html>"
MARKS = [
    "<!--",
    "<h1>",
    "<h1 ",
    "<script>",
    "<style>",
    "<title>",
    "<!DOCTYPE x [",
    "<![CDATA[",
    "</h1>",
    "&",
    "&#1",
    "<a href='",
    "<",
]


@pytest.mark.parametrize("mark", MARKS)
def test_marks_that_never_end_take_no_square_of_their_number(mark):
    try:
        read_web((PAGE % (mark * 50_000)).encode())
    except ReadError as error:
        assert error.code == "no_text"  # noqa: PT017 - what stands behind such a mark may belong to it


@pytest.mark.parametrize("tag", ["div", "span", "table><tr><td", "ul><li", "blockquote", "b", "font"])
def test_elements_within_elements_without_end_are_read_or_refused(tag):
    try:
        assert BODY in read_web((PAGE % (f"<{tag}>" * 15_000)).encode()).text
    except ReadError as error:
        assert error.code in {"no_text", "broken_file"}  # noqa: PT017 - either is right


def test_a_reference_to_a_character_of_thousands_of_digits_is_passed_over():
    assert BODY in read_web((PAGE % f"<p>&#{'9' * 10_000};</p><h1>&#x{'f' * 10_000};</h1>").encode()).text


@pytest.mark.parametrize(
    "encoding", ["punycode", "idna", "unicode_escape", "raw_unicode_escape", "undefined", "utf-7", "rot13", "zlib"]
)
def test_a_page_chooses_no_codec_that_is_no_encoding_of_pages(encoding):
    raw = PAGE.replace("<title>", f'<meta charset="{encoding}"><title>') % ("<p>" + "a-" * 100_000 + "</p>")
    assert BODY in read_web(raw.encode()).text


def write(folder, name, content):
    (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def codes(folder):
    return [result.problems[0].code if result.article is None else "read" for result in read_folder(folder)]


@pytest.mark.parametrize("mark", ["[", '{"text":', '[{"a":', "[[],"])
@pytest.mark.parametrize("suffix", ["json", "jsonl"])
def test_brackets_without_end_are_refused(tmp_path, mark, suffix):
    assert codes(write(tmp_path, f"a.{suffix}", mark * 200_000)) == ["broken_file"]


def test_a_title_wrapped_in_very_many_lists_is_none(tmp_path):
    wrapped = "[" * 400 + '"Curbs"' + "]" * 400
    write(tmp_path, "a.json", f'{{"text": "{BODY}", "title": {wrapped}, "url": {{"name": {{"name": "u"}}}}}}')
    (result,) = read_folder(tmp_path)
    assert (result.article.title, result.article.url) == (None, "u")


def test_linked_data_that_nests_without_end_is_passed_over():
    for data in ("[" * 900 + "]" * 900, '{"@graph":' * 400 + "1" + "}" * 400, "[" * 100_000):
        raw = PAGE.replace("<title>", f'<script type="application/ld+json">{data}</script><title>') % ""
        assert BODY in read_web(raw.encode()).text


def test_a_list_of_very_many_articles_is_read(tmp_path):
    """None of them is searched for in the whole file."""
    items = [{"id": f"a{number}", "text": f"{BODY} {number}"} for number in range(4_000)]
    write(tmp_path, "all.json", json.dumps(items, indent=1))
    raw = (tmp_path / "all.json").read_text()
    results = list(read_folder(tmp_path))
    assert len(results) == len(items)
    run = results[-1].article.raw_offsets[0]
    assert raw[run.raw_start : run.raw_start + run.length] == results[-1].article.text


def test_a_head_in_yaml_that_holds_itself_or_multiplies_is_read(tmp_path):
    write(tmp_path, "a.md", f"---\ntitle: &a [*a]\n---\n{BODY}\n")
    write(tmp_path, "b.md", f"---\ntitle: {'[' * 5_000}\n---\n{BODY}\n")
    lists = "".join(f"k{number}: &k{number} [{', '.join([f'*k{number - 1}'] * 9)}]\n" for number in range(1, 30))
    write(tmp_path, "c.md", f"---\nk0: &k0 [x]\n{lists}title: *k29\n---\n{BODY}\n")
    assert codes(tmp_path) == ["read", "read", "read"]


def test_tables_of_metadata_are_refused_or_read_whatever_they_hold(tmp_path):
    for number, table in enumerate(
        [
            b"file,title\na.txt," + b"x" * 200_000,
            b"file\n" + b"y" * 5_000,
            b"\xff\xfe\x00",
            b"file\n\x00\n",
            b"file,file\n,\n" * 9,
        ]
    ):
        folder = tmp_path / str(number)
        folder.mkdir()
        write(folder, "a.txt", BODY)
        write(folder, "metadata.csv", table)
        found = {result.source: result for result in read_folder(folder)}
        assert found["a.txt"].article is not None
        assert {problem.code for problem in found["metadata.csv"].problems} == {"unreadable_metadata"}


def test_the_faults_of_a_table_are_not_told_without_end(tmp_path):
    write(tmp_path, "metadata.csv", "file\n" + "nowhere.txt\n" * 20_000)
    (result,) = read_folder(tmp_path)
    assert len(result.problems) == 101
    assert "19,900 more" in result.problems[-1].message


def test_lines_of_json_are_read_one_at_a_time_whatever_the_size_of_the_file(tmp_path):
    line = json.dumps({"text": BODY, "note": "镓" * 10_000}, ensure_ascii=False).encode() + b"\n"
    with (tmp_path / "a.jsonl").open("wb") as file:
        for _ in range(1_200):
            file.write(line)
        file.write(json.dumps({"text": f"{BODY} 镓", "id": "last"}, ensure_ascii=False).encode())
    assert (tmp_path / "a.jsonl").stat().st_size > 30_000_000
    last = list(read_folder(tmp_path))[-1].article
    (run,) = last.raw_offsets
    assert (last.id, (tmp_path / "a.jsonl").read_text(encoding="utf-8")[run.raw_start :][: run.length]) == (
        "last",
        f"{BODY} 镓",
    )


def test_a_line_of_json_that_is_too_long_is_passed_over(tmp_path):
    lines = [
        json.dumps({"text": BODY}),
        json.dumps({"text": "镓" * 60_000}, ensure_ascii=False),
        json.dumps({"text": BODY, "id": "x"}),
    ]
    write(tmp_path, "a.jsonl", "\n".join(lines))
    results = list(read_folder(tmp_path, max_bytes=100_000))
    assert [result.problems[0].code if result.problems else result.article.id for result in results] == [
        "a.jsonl/1",
        "too_large",
        "x",
    ]
    (run,) = results[2].article.raw_offsets
    assert "\n".join(lines)[run.raw_start :].startswith(BODY)


def test_lines_of_json_in_another_encoding_are_read_up_to_the_bound(tmp_path):
    write(
        tmp_path,
        "a.jsonl",
        json.dumps({"text": "商务部公布出口管制物项，自公布之日起施行。" * 9}, ensure_ascii=False).encode("gb18030"),
    )
    assert codes(tmp_path) == ["read"]
    (result,) = read_folder(tmp_path, max_bytes=100)
    assert (result.problems[0].code, "UTF-8" in result.problems[0].message) == ("too_large", True)


def test_a_long_name_in_chinese_is_cut_to_what_a_file_can_have(tmp_path):
    write(
        tmp_path, "a.jsonl", "\n".join(json.dumps({"id": "镓" * 90 + str(number), "text": BODY}) for number in range(2))
    )
    names = [result.output for result in read_folder(tmp_path)]
    assert len(set(names)) == 2
    assert all(len(name.rpartition("/")[2].encode()) < 240 for name in names)


LINES = [
    "相关阅读\n",
    "Related articles\n",
    "x \u3000",
    "# ",
    " #",
    "Home\n",
    "a\n",
    "发布时间：",
    "2025年10月10日",
    "---\nkey: v\n",
]


@pytest.mark.parametrize("piece", LINES)
def test_a_text_of_one_thing_without_end_is_read(tmp_path, piece):
    write(tmp_path, "a.txt", "x" + piece * (150_000 // len(piece)) + "x")
    assert codes(tmp_path) == ["read"]
