"""Web pages: the article's text by trafilatura, and what the page declares about itself."""

import json
import logging
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

from extract.errors import ReadError
from extract.reading.draft import Draft, Field, Told
from extract.reading.encodings import Decoded, decode
from extract.reading.fields import told_by
from extract.reading.offsets import align, visible_html

_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_HEAD = 4_096
_GB = {"gb2312": "gb18030", "gbk": "gb18030"}  # pages that say GB 2312 hold characters of its supersets
_META: dict[str, Field] = {
    "article:published_time": "published",
    "datepublished": "published",
    "publishdate": "published",
    "pubdate": "published",
    "date": "published",
    "dc.date": "published",
    "dc.date.issued": "published",
    "dcterms.created": "published",
    "weibo:article:create_at": "published",
    "og:title": "title",
    "articletitle": "title",
    "og:site_name": "publisher",
    "sitename": "publisher",
    "contentsource": "publisher",
    "og:url": "url",
}
_ARTICLES = frozenset(
    {"article", "newsarticle", "report", "blogposting", "reportagenewsarticle", "analysisnewsarticle"}
)


def read_web(data: bytes) -> Draft:
    """Return the draft of a .html file. Raises ReadError (`empty_file`, `no_text`, `binary_file`, `undecodable`)."""
    decoded = _decoded(data)
    raw = decoded.text
    if not raw.strip("\ufeff \t\r\n"):
        message = "it holds nothing; remove it or fetch it again"
        raise ReadError(code="empty_file", message=message)
    text = _main_text(raw)
    if not text:
        message = "no article text was found in the page; save the article's own page, or its text as .txt"
        raise ReadError(code="no_text", message=message)
    head = _Head()
    head.feed(raw)
    runs = align(text, raw, visible_html(raw))
    return Draft(text, tuple(head.told()), runs, problems=decoded.problems)


def _decoded(data: bytes) -> Decoded:
    """Decode the page as it declares, where that is possible."""
    declared = _CHARSET.search(data[:_HEAD])
    if declared and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        name = declared.group(1).decode("ascii").lower()
        try:
            return Decoded(data.decode(_GB.get(name, name)), name)
        except (LookupError, UnicodeDecodeError):
            pass  # a wrong declaration: the bytes decide
    return decode(data)


def _main_text(raw: str) -> str:
    from trafilatura import extract, html2txt  # noqa: PLC0415 - takes half a second to import

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # pages without text are reported by our own problem
    text = extract(raw, include_comments=False, include_tables=True, favor_recall=True, deduplicate=False)
    return str(text or html2txt(raw) or "").strip()


class _Head(HTMLParser):
    """Gathers what a page declares: JSON-LD, meta elements, the canonical link, the language, the title."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._meta: list[Told] = []
        self._scripts: list[str] = []
        self._title: list[str] = []
        self._inside: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what a start tag tells (called by the parser)."""
        values = {name: value or "" for name, value in attrs}
        if tag == "script" and values.get("type", "").lower() == "application/ld+json":
            self._inside = "json-ld"
            self._scripts.append("")
        elif tag == "title" and not self._title:
            self._inside = "title"
        elif tag == "html" and values.get("lang"):
            self._tell("language", values["lang"])
        elif tag == "link" and values.get("rel", "").lower() == "canonical":
            self._tell("url", values.get("href", ""))
        elif tag == "time" and (values.get("itemprop", "").lower() == "datepublished" or "pubdate" in values):
            self._tell("published", values.get("datetime", ""))
        elif tag == "meta":
            name = values.get("property") or values.get("name") or values.get("itemprop") or ""
            field = _META.get(name.lower())
            if field is not None:
                self._tell(field, values.get("content", ""))

    def handle_endtag(self, tag: str) -> None:
        """Leave a title or script (called by the parser)."""
        if tag in {"script", "title"}:
            self._inside = None

    def handle_data(self, data: str) -> None:
        """Gather the words of a title or script (called by the parser)."""
        if self._inside == "json-ld":
            self._scripts[-1] += data
        elif self._inside == "title":
            self._title.append(data)

    def told(self) -> Iterator[Told]:
        """Yield what the page tells; its <title>, which often holds the site's name too, last."""
        for script in self._scripts:
            yield from _linked_data(script)
        yield from self._meta
        yield Told("title", " ".join("".join(self._title).split()), "html meta")

    def _tell(self, field: Field, value: str) -> None:
        # The language of a page is that of its frame as often as of its article; the text decides.
        if field != "language":
            self._meta.append(Told(field, value.strip(), "html meta"))


def _linked_data(script: str) -> Iterator[Told]:
    try:
        data: Any = json.loads(script)
    except ValueError:
        return
    for item in _items(data):
        kinds = item.get("@type")
        kinds = kinds if isinstance(kinds, list) else [kinds]
        if any(str(kind).lower() in _ARTICLES for kind in kinds):
            told = told_by({**item, "id": None, "source": None}, "json-ld")
            yield from (one for one in told if one.field != "language")


def _items(data: Any) -> Iterator[dict[str, Any]]:
    if isinstance(data, list):
        for item in data:
            yield from _items(item)
    elif isinstance(data, dict):
        yield data
        yield from _items(data.get("@graph"))
