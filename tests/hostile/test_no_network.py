"""Reading files reaches for nothing: no address in them is looked up, and no other file is opened."""

import builtins
import os
import socket
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
import trafilatura  # noqa: F401 - on import urllib3, which it brings, binds a local socket to see whether there is IPv6
from docx import Document

from extract import Extractor
from extract.reading import read_folder

BODY = "The ministry said that exporters of gallium must hold a licence for each shipment, and that it will review them all."
PAGE = f"""<?xml version="1.0"?>
<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://hostile.example/xhtml1-strict.dtd" [
<!ENTITY local SYSTEM "file:///etc/hostname"> <!ENTITY far SYSTEM "http://hostile.example/far"> <!ENTITY % more SYSTEM "http://hostile.example/more"> %more;]>
<?xml-stylesheet href="http://hostile.example/style.xsl" type="text/xsl"?>
<html xmlns:xi="http://www.w3.org/2001/XInclude"><head><base href="http://hostile.example/"><title>Curbs</title>
<link rel="stylesheet" href="http://hostile.example/style.css"><link rel="canonical" href="http://hostile.example/a">
<link rel="amphtml" href="http://hostile.example/amp"><meta http-equiv="refresh" content="0; url=http://hostile.example/b">
<script src="http://hostile.example/x.js"></script><style>@import url(http://hostile.example/y.css); @font-face {{src: url(http://hostile.example/f.woff)}}</style>
<script type="application/ld+json">{{"@context": "http://hostile.example/context.jsonld", "@type": "NewsArticle", "image": "http://hostile.example/i.png"}}</script></head>
<body><article><p>{BODY} &local; &far;</p><img src="http://hostile.example/i.png"><iframe src="http://hostile.example/frame"></iframe>
<xi:include href="file:///etc/hostname"/><object data="http://hostile.example/o"></object><p>{BODY}</p></article></body></html>"""
URL = "http://hostile.example/only-an-address"


def word():
    """Return a document with an outer picture, an outer template and a link, beside words."""
    out = BytesIO()
    document = Document()
    document.add_paragraph(BODY)
    relations = document.part.rels
    for kind in ("image", "attachedTemplate", "hyperlink", "oleObject", "subDocument"):
        kind_of = f"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"
        relations.get_or_add_ext_rel(kind_of, f"http://hostile.example/{kind}")
    document.save(out)
    return out.getvalue()


def word_with_entity():
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        archive.writestr(
            "word/document.xml",
            '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/hostname">]><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
            f"<w:body><w:p><w:r><w:t>{BODY} &x;</w:t></w:r></w:p></w:body></w:document>",
        )
    return out.getvalue()


def pdf():
    """Return a document whose page has a stream elsewhere, and that asks for an address to be opened."""
    words = f"BT /F1 10 Tf 72 760 Td ({BODY}) Tj ET".encode()
    far = b"<< /Type /Filespec /FS /URL /F (http://hostile.example/stream) >>"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /URI /URI (http://hostile.example/open) >> >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents [5 0 R 6 0 R] /Resources << /Font << /F1 4 0 R >> >> >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /FontDescriptor << /Type /FontDescriptor /FontFile 6 0 R >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(words), words),
        b"<< /F %s /Length 0 >>\nstream\n\nendstream" % far,
    ]
    body, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    tail = f"xref\n0 7\n0000000000 65535 f \n{table}trailer\n<< /Size 7 /Root 1 0 R >>\nstartxref\n{len(body)}\n%%EOF\n"
    return body + tail.encode()


FILES = {
    "a.html": PAGE,
    "a.xhtml": PAGE,
    "url.html": URL,
    "url.txt": URL,
    "a.txt": f"{BODY}\n{URL}\n",
    "a.md": f"---\ntitle: !!python/object/apply:os.system ['touch /tmp/never']\nurl: {URL}\n---\n{BODY}\n![x]({URL})\n",
    "a.json": f'{{"text": "{BODY}", "url": "{URL}", "$ref": "{URL}"}}',
    "a.docx": word(),
    "entity.docx": word_with_entity(),
    "a.pdf": pdf(),
    "metadata.csv": f"file,url\na.txt,{URL}\n",
}


@pytest.fixture
def cut_off(monkeypatch):
    """Fail on any use of the network, and note the files that are opened outside of the folder and the program."""
    reached = []

    def refuse(*arguments, **_):
        reached.append(arguments)
        raise AssertionError(arguments)

    for name in ("connect", "connect_ex", "sendto", "bind"):
        monkeypatch.setattr(socket.socket, name, refuse, raising=False)
    for name in ("getaddrinfo", "gethostbyname", "create_connection"):
        monkeypatch.setattr(socket, name, refuse)
    whole, low = builtins.open, os.open

    def is_foreign(path):
        return isinstance(path, str | bytes | Path) and os.fsdecode(path).startswith(("/etc", "/home", "http"))

    monkeypatch.setattr(
        builtins, "open", lambda path, *rest, **named: refuse(path) if is_foreign(path) else whole(path, *rest, **named)
    )
    monkeypatch.setattr(
        os, "open", lambda path, *rest, **named: refuse(path) if is_foreign(path) else low(path, *rest, **named)
    )
    return reached


def test_no_file_makes_its_reader_reach_for_anything(tmp_path, cut_off):
    for name, content in FILES.items():
        (tmp_path / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    host = (
        Path("/proc/sys/kernel/hostname").read_text().strip()
        if Path("/proc/sys/kernel/hostname").exists()
        else "localhost"
    )
    extractor = Extractor(model="none")
    found = {result.source: result for result in read_folder(tmp_path)}
    for result in found.values():
        if result.article is not None:
            extractor.extract_article(result.article)
            assert host not in result.article.text
    assert cut_off == []
    assert {name for name, result in found.items() if result.article} >= {
        "a.html",
        "a.xhtml",
        "a.txt",
        "a.md",
        "a.json",
        "a.docx",
        "a.pdf",
    }
    assert found["entity.docx"].problems[0].code == "broken_file"
