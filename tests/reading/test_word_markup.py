"""What of a Word document's markup is read, and what is not."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.reading.word import read_word

WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"


def word(body, namespace=WORDS):
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{namespace}"><w:body>{body}</w:body></w:document>')
    return out.getvalue()


def run(words):
    return f"<w:r><w:t>{words}</w:t></w:r>"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (f"<w:p>{run('a')}<w:ins>{run('b')}</w:ins><w:del><w:r><w:delText>c</w:delText></w:r></w:del></w:p>", "ab"),
        (f"<w:p>{run('a')}<w:hyperlink>{run('b')}</w:hyperlink></w:p>", "ab"),
        (f"<w:sdt><w:sdtContent><w:p>{run('a')}</w:p></w:sdtContent></w:sdt><w:p>{run('b')}</w:p>", "a\nb"),
        (
            "<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r></w:p>",
            "a\tb\nc",
        ),
        ('<w:p><w:r><w:t>a</w:t><w:br w:type="page"/><w:noBreakHyphen/><w:t>b</w:t></w:r></w:p>', "a-b"),
        (
            f"<w:p><w:r><w:pict><w:txbxContent><w:p>{run('b')}</w:p></w:txbxContent></w:pict><w:t>a</w:t></w:r></w:p>",
            "a",
        ),
        (f"<w:p><w:ruby><w:rt>{run('jia')}</w:rt><w:rubyBase>{run('镓')}</w:rubyBase></w:ruby></w:p>", "镓"),
        (
            f"<w:tbl><w:tr><w:tc><w:p>{run('a')}</w:p><w:tbl><w:tr><w:tc><w:p>{run('b')}</w:p></w:tc></w:tr></w:tbl></w:tc></w:tr></w:tbl>",
            "a b",
        ),
    ],
)
@pytest.mark.parametrize("namespace", [WORDS, STRICT])
def test_markup(body, text, namespace):
    assert read_word(word(body, namespace)).text == text


def lines_of(block):
    if not hasattr(block, "rows"):
        return [block.text]
    return [" | ".join(dict.fromkeys(cell.text.strip().replace("\n", " ") for cell in row.cells)) for row in block.rows]


cells = st.text(st.sampled_from("ab 镓\t"), max_size=4)


@settings(deadline=None, max_examples=25)
@given(
    st.lists(st.one_of(cells, st.lists(st.lists(cells, min_size=2, max_size=2), min_size=1, max_size=3)), max_size=5),
    st.booleans(),
)
def test_documents_read_as_the_library_that_wrote_them_reads_them(blocks, merged):
    document = Document()
    document.add_paragraph("begins")
    for block in blocks:
        if isinstance(block, str):
            document.add_paragraph(block)
            continue
        table = document.add_table(rows=len(block), cols=2)
        for row, line in zip(table.rows, block, strict=True):
            for cell, words in zip(row.cells, line, strict=True):
                cell.text = words
        if merged:
            table.cell(0, 0).merge(table.cell(len(block) - 1, 0))
    document.add_paragraph("ends")
    out = BytesIO()
    document.save(out)
    lines = [line for block in document.iter_inner_content() for line in lines_of(block)]
    assert read_word(out.getvalue()).text == "\n".join(lines)
