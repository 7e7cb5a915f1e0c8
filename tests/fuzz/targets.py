"""What must hold whatever comes in: a target draws its input, reads it, and fails where a promise is broken.

`tests/fuzz/test_fuzz_targets.py` tries each for a moment; `python tests/fuzz/run.py --minutes 30` for as long as is asked.
"""

import json
import math
import tempfile
import zlib
from collections.abc import Callable
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import NamedTuple
from zipfile import ZipFile

from hypothesis import given
from hypothesis import strategies as st
from strategies import LANGUAGES, PUBLISHED, given_by_callers, json_articles, json_values, scraps, texts

from extract import Extractor, find_quantities, find_times
from extract.errors import RegimelineError
from extract.finding.instruments import find_instruments
from extract.knowledge import load_knowledge
from extract.language.sentences import split_sentences
from extract.reading import FORMATS, read_folder
from extract.records import ArticleRecord, dump_record, load_record
from extract.records.edtf import is_edtf
from extract.records.log import load_decisions
from extract.records.mentions import is_duration
from extract.records.span import spans_in
from extract.running.manifest import load_manifest


class Target(NamedTuple):
    """A promise, and what its input is drawn from. `tried()` is a test of its own each time, for settings stick to a test."""

    name: str
    check: Callable[..., None]
    drawn: tuple[st.SearchStrategy, ...]
    is_slow: bool

    def tried(self):
        return given(*self.drawn)(self.check)


TARGETS: list[Target] = []


def target(*drawn, is_slow=False):
    """Count a function among the targets."""

    def counted(check):
        TARGETS.append(Target(check.__name__, check, drawn, is_slow))
        return check

    return counted


BODY = (
    "The ministry said that exporters of gallium must hold a licence. 商务部对镓实施出口管制，自2025年12月1日起施行。"
)


@cache
def extractor(model="none"):
    return Extractor(model=None if model == "shipped" else model)


# --- the whole way


def assert_record(record, text):
    """Whatever was read, the record is valid by itself and survives the disk, byte for byte."""
    assert record.article.text == text
    for span in spans_in((record.events, record.statistics, record.materials, record.times, record.problems)):
        assert text[span.start : span.end] == span.quote
    written = dump_record(record)
    assert dump_record(ArticleRecord.model_validate_json(written)) == written


def assert_covered(article):
    """Segments stand in order, one beside the other, and together they are the text."""
    bounds = [0, *(segment.end for segment in article.segments)]
    assert bounds == [*(segment.start for segment in article.segments), len(article.text)]


@target(texts(), PUBLISHED)
def whole_way(text, published):
    record = extractor().extract(text, published=published)
    assert_record(record, text)
    assert_covered(record.article)
    assert dump_record(extractor().extract(text, published=published)) == dump_record(record)


@target(texts(), PUBLISHED, is_slow=True)
def whole_way_with_the_model(text, published):
    record = extractor("shipped").extract(text, published=published)
    assert_record(record, text)
    assert dump_record(extractor("shipped").extract(text, published=published)) == dump_record(record)


@target(texts(surrogates=True), given_by_callers())
def what_callers_give(text, told):
    try:
        record = extractor().extract(text, **told)
    except RegimelineError:
        return
    assert_record(record, record.article.text)


# --- the grammars


def assert_in_order(spans, text):
    end = 0
    for start, stop in spans:
        assert end <= start < stop <= len(text)
        end = stop


GRAMMAR_TEXTS = st.sampled_from(LANGUAGES).flatmap(
    lambda language: st.tuples(st.just(language), st.lists(scraps(language), max_size=14).map("".join))
)


@target(GRAMMAR_TEXTS, PUBLISHED)
def times(told, anchor):
    language, text = told
    found = find_times(text, language=language, anchor=anchor)
    assert_in_order([(time.evidence.start, time.evidence.end) for time in found], text)
    assert all(time.value is None or is_edtf(time.value) or is_duration(time.value) for time in found)


@target(GRAMMAR_TEXTS)
def quantities(told):
    language, text = told
    found = find_quantities(text, language=language)
    assert_in_order([(item.evidence.start, item.evidence.end) for item in found], text)
    assert all(math.isfinite(item.value) and math.isfinite(item.value_high or 0) for item in found)


@target(GRAMMAR_TEXTS)
def instruments(told):
    language, text = told
    assert_in_order([(item.start, item.end) for item in find_instruments(text, language=language)], text)


@target(texts())
def lexicon_and_sentences(text):
    for hit in load_knowledge().lexicon.scan(text):
        assert 0 <= hit.start < hit.end <= len(text)
    for language in LANGUAGES:
        spans = split_sentences(text, 0, len(text), language=language)
        assert_in_order(spans, text)
        assert "".join("".join(text[start:end].split()) for start, end in spans) == "".join(text.split())


# --- the readers


@cache
def seeds():
    """Return files of each format that can be read, from which others are made."""
    page = f"<html><head><title>Curbs</title><meta name='pubdate' content='2025-11-12'></head><body><article><h1>Curbs</h1><p>{BODY}</p><p>{BODY}</p></article></body></html>"
    words = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    cells = f"<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val='2'/><w:vMerge/></w:tcPr><w:p><w:r><w:t>{BODY}</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    document = f"<w:document xmlns:w='{words}'><w:body><w:p><w:pPr><w:pStyle w:val='a'/></w:pPr><w:r><w:t>{BODY}</w:t></w:r></w:p>{cells}</w:body></w:document>"
    return {
        "txt": [f"Curbs\n\n{BODY}\n".encode(encoding) for encoding in ("utf-8", "utf-8-sig", "utf-16", "gb18030")],
        "md": [f"---\ntitle: Curbs\ndate: 2025-11-12\n---\n# Curbs\n\n{BODY}\n".encode()],
        "html": [page.encode(), page.replace("<title>", "<meta charset='gb2312'><title>").encode("gb18030")],
        "json": [
            json.dumps({"text": BODY, "title": "Curbs", "date": "2025-11-12"}).encode(),
            json.dumps([{"text": BODY, "id": "a"}] * 2).encode(),
        ],
        "jsonl": [b"\n".join([json.dumps({"text": BODY, "id": "a"}, ensure_ascii=False).encode()] * 2)],
        "pdf": [
            pdf(stream) for stream in (b"BT /F1 10 Tf 72 760 Td (%s) Tj T* (b) Tj ET" % BODY[:60].encode(), b"/X Do")
        ],
        "docx": [document.encode()],
        "csv": [b"file,published,title\na.txt,2025-11-12,Curbs\n"],
    }


def pdf(stream):
    """Return a PDF of one page; other files are made by changing its bytes, its table of places included."""
    packed = zlib.compress(stream)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 5 0 R /Resources << /Font << /F1 4 0 R >> /XObject << /X 6 0 R >> >> >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (len(packed), packed),
        b"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /Font << /F1 4 0 R >> >> /Length %d >>\nstream\n%s\nendstream"
        % (len(stream), stream),
    ]
    body, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return body + b"xref\n0 7\n0000000000 65535 f \n%strailer\n<< /Size 7 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        table,
        len(body),
    )


TOKENS = [
    b"\x00",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"\x1b$B",
    b"\n",
    b"\r",
    b'"',
    b"\\ud800",
    b"\\u0000",
    b"[",
    b"]",
    b"{",
    b"}",
    b",",
    b":",
    b"1e999",
    b"-0",
    b"NaN",
]
TOKENS += [
    b"<h1>",
    b"</h1>",
    b"<!--",
    b"-->",
    b"<script type='application/ld+json'>",
    b"<table>",
    b"<td>",
    b"&#x110000;",
    b"&#99999999999;",
    b"&nbsp",
    b"<![CDATA[",
    b"<p>",
]
TOKENS += [
    b"<w:p>",
    b"</w:p>",
    b"<w:tbl>",
    b"</w:tbl>",
    b"<w:tab/>",
    b"<w:vMerge w:val='restart'/>",
    b"w:val='-1'",
    b"<w:drawing>",
    b"<!DOCTYPE x [<!ENTITY a 'b'>]>",
    b"&a;",
]
TOKENS += [
    b"/Kids [2 0 R]",
    b"/Count -1",
    b"/Length 99999",
    b" 0 R",
    b"<<",
    b">>",
    b"stream",
    b"endobj",
    b"(",
    b")",
    b"BT",
    b"Tj",
    b"Do",
    b"/Filter /LZWDecode",
    b"/Encrypt 4 0 R",
]
TOKENS += [
    b"---\n",
    b"title: *a",
    b"&a ",
    b"!!python/object:x",
    b"\xe5\x95",
    b"\xa1\xa1",
    b"2025-11-12",
    "镓".encode(),
    "镓".encode("gb18030"),
    "😀".encode("utf-16-le"),
]


@st.composite
def changed(draw, data):
    """Draw a file that was made from another: parts of it gone, twice there, changed, or with tokens in between."""
    data = bytearray(data)
    for _ in range(draw(st.integers(0, 8))):
        start, length = draw(st.integers(0, len(data))), draw(st.integers(0, 24))
        part = bytes(data[start : start + length])
        new = draw(
            st.one_of(
                st.just(b""), st.just(part * 2), st.sampled_from(TOKENS), st.binary(max_size=6), st.just(part[::-1])
            )
        )
        data[start : start + length] = new
    return bytes(data)


@st.composite
def files(draw):
    """Draw the name and the bytes of a file."""
    suffix = draw(st.sampled_from(["html", "pdf", "docx", "docx", "json", "jsonl", "txt", "md", "csv"]))
    data = draw(st.one_of(st.sampled_from(seeds()[suffix]).flatmap(changed), st.binary(max_size=60)))
    if suffix in ("json", "jsonl") and draw(st.booleans()):
        data = draw(json_articles()).encode(draw(st.sampled_from(["utf-8", "utf-8-sig", "utf-16"])), errors="replace")
    if suffix in ("txt", "md", "html") and draw(st.booleans()):
        data = draw(texts()).encode(draw(st.sampled_from(["utf-8", "utf-16", "gb18030"])), errors="ignore")
    if suffix == "docx" and draw(st.integers(0, 4)):
        data = draw(changed(zipped(data))) if draw(st.booleans()) else zipped(data)
    name = (
        "metadata.csv"
        if suffix == "csv"
        else f"a.{draw(st.sampled_from([suffix, suffix, *(kind[1:] for kind in FORMATS)]))}"
    )
    return name, data


def zipped(document):
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", document)
        archive.writestr(
            "word/styles.xml",
            "<w:styles xmlns:w='x'><w:style w:styleId='a'><w:name w:val='Title'/></w:style></w:styles>",
        )
    return out.getvalue()


@target(files())
def readers(told):
    """Each file of a folder is read or reported, and what was read stands where the record says."""
    name, data = told
    with tempfile.TemporaryDirectory() as home:
        Path(home, "a.txt").write_text(BODY, encoding="utf-8")
        Path(home, name).write_bytes(data)
        for result in read_folder(home):
            if result.article is None:
                assert result.problems
            elif result.source.endswith((".json", ".jsonl")):
                assert_places(result.article, data)


def assert_places(article, data):
    """The runs of an article of a JSON file in UTF-8 stand where they say, in order."""
    try:
        raw = data.decode()
    except UnicodeDecodeError:
        return
    end = 0
    for run in article.raw_offsets:
        assert run.text_start >= end
        end = run.text_start + run.length
        assert article.text[run.text_start : end] == raw[run.raw_start : run.raw_start + run.length]


# --- the loaders


@cache
def record():
    return json.loads(
        dump_record(extractor().extract(f"Curbs\n\n{BODY} Exports of gallium fell 29% in May.", published="2025-11-12"))
    )


def places(value, path=()):
    """Yield the path of every value below a JSON value."""
    yield path
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        yield from places(inner, (*path, key))


@st.composite
def changed_records(draw):
    """Draw a record one or two of whose values are others, or gone."""
    value = json.loads(json.dumps(record()))
    for _ in range(draw(st.integers(1, 2))):
        path = draw(st.sampled_from([path for path in places(value) if path]))
        holder = value
        for key in path[:-1]:
            holder = holder[key]
        if draw(st.booleans()):
            holder[path[-1]] = draw(st.one_of(json_values(), st.integers(-3, 300), st.sampled_from([None, "", [], {}])))
        else:
            del holder[path[-1]]
    return json.dumps(value).encode()


@target(
    st.one_of(
        changed_records(),
        changed_records().flatmap(changed),
        json_values().map(json.dumps).map(str.encode),
        st.binary(max_size=80),
    )
)
def loaders(data):
    """What is no valid record, manifest or log is refused as such; what is one has its words at their places."""
    with tempfile.TemporaryDirectory() as home:
        path = Path(home, "record.json")
        path.write_bytes(data)
        for load in (load_record, load_manifest, load_decisions):
            try:
                loaded = load(path)
            except RegimelineError:
                continue
            if isinstance(loaded, ArticleRecord):
                assert_record(loaded, loaded.article.text)
