"""What a web page declares about its article: JSON-LD, meta elements, the canonical link, the title."""

import json
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

from extract.reading.bounds import MAX_DECLARED
from extract.reading.draft import Field, Told
from extract.reading.fields import told_by

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


def told_by_page(raw: str) -> Iterator[Told]:
    """Yield what the page tells; its <title>, which often holds the site's name too, last.

    Its language is left out: that of the frame as often as of the article.
    """
    head = _Head()
    head.feed(raw[:MAX_DECLARED])
    for script in head.scripts:
        yield from _linked_data("".join(script))
    yield from head.meta
    yield Told("title", " ".join("".join(head.title).split()), "html meta")


class _Head(HTMLParser):
    """Gathers what a page declares while it is fed."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.meta: list[Told] = []
        self.scripts: list[list[str]] = []
        self.title: list[str] = []
        self._inside: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what a start tag tells (called by the parser)."""
        values = {name: value or "" for name, value in attrs}
        if tag == "script" and values.get("type", "").lower() == "application/ld+json":
            self._inside = "json-ld"
            self.scripts.append([])
        elif tag == "title" and not self.title:
            self._inside = "title"
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
            self.scripts[-1].append(data)
        elif self._inside == "title":
            self.title.append(data)

    def _tell(self, field: Field, value: str) -> None:
        self.meta.append(Told(field, value.strip(), "html meta"))


def _linked_data(script: str) -> Iterator[Told]:
    try:
        data: Any = json.loads(script)
    except (ValueError, RecursionError):
        return
    for item in _items(data):
        kinds = item.get("@type")
        kinds = kinds if isinstance(kinds, list) else [kinds]
        if any(str(kind).lower() in _ARTICLES for kind in kinds):
            told = told_by({**item, "id": None, "source": None}, "json-ld")
            yield from (one for one in told if one.field != "language")


def _items(data: Any) -> Iterator[dict[str, Any]]:
    """Yield the objects of lists and graphs, in order; however deep they nest."""
    waiting = [data]
    while waiting:
        item = waiting.pop()
        if isinstance(item, list):
            waiting += reversed(item)
        elif isinstance(item, dict):
            yield item
            waiting.append(item.get("@graph"))
