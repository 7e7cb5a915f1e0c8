"""Web pages: the article's text by trafilatura, its headline, and the date between the two."""

import codecs
import html
import logging
import re
from collections.abc import Iterator

from extract.errors import ReadError
from extract.reading.bounds import MAX_ALIGNED, MAX_HEADLINE, MAX_TAGS
from extract.reading.datelines import dates_told
from extract.reading.declared import told_by_page
from extract.reading.draft import Draft, Told
from extract.reading.encodings import Decoded, decode
from extract.reading.guarding import guarded
from extract.reading.lines import lines_of
from extract.reading.offsets import align, visible_html

_CHARSET = re.compile(rb"<meta[^>]+?charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_HEAD = 4_096
_GB = {"gb2312": "gb18030", "gbk": "gb18030"}  # pages that say GB 2312 hold characters of its supersets
_HEADLINE = re.compile(r"<h1\b", re.IGNORECASE)
_HEADLINE_END = re.compile(r"</h1\s*+>", re.IGNORECASE)
_ENDLESS = re.compile(r"&#[xX]?[0-9a-fA-F]{9,}")
"""References to no character at all; Python refuses numbers of thousands of digits."""
_TAG = re.compile(r"<!--.*?-->|<(script|style)\b.*?</\1\s*>|<[^>]*>", re.IGNORECASE | re.DOTALL)
_BELOW = 4_000  # characters of the page after its headline that may hold a line with the date
_BELOW_LINES = 8
_ENCODINGS = frozenset(
    [
        *(
            "ascii",
            "utf-8",
            "utf-16",
            "utf-16-le",
            "utf-16-be",
            "gb18030",
            "hz",
            "big5",
            "big5hkscs",
            "koi8-r",
            "koi8-u",
        ),
        *(
            "shift_jis",
            "euc_jp",
            "iso2022_jp",
            "cp932",
            "euc_kr",
            "cp949",
            "johab",
            "tis-620",
            "mac-roman",
            "mac-cyrillic",
        ),
        *(f"cp{number}" for number in (874, *range(1250, 1259))),
        *(f"iso8859-{number}" for number in (*range(1, 11), *range(13, 17))),
    ]
)
"""Python's names of the encodings of web pages; it has others (punycode, unicode_escape) that no page is to choose."""


def read_web(data: bytes) -> Draft:
    """Return the draft of a .html file. Raises ReadError (`empty_file`, `no_text`, `too_large`, `broken_file`, `binary_file`, `undecodable`)."""
    decoded = _decoded(data)
    raw = _ENDLESS.sub(_blank, decoded.text)
    if not raw.strip("\ufeff \t\r\n"):
        message = "it holds nothing; remove it or fetch it again"
        raise ReadError(code="empty_file", message=message)
    if raw.count("<") > MAX_TAGS:
        message = f"it has more than {MAX_TAGS:,} tags; save the article's own page, or its text as .txt"
        raise ReadError(code="too_large", message=message)
    headline = _headline(raw)
    text = _main_text(raw)
    if not text:
        message = "no article text was found in the page; save the article's own page, or its text as .txt"
        raise ReadError(code="no_text", message=message)
    if headline is not None and _words(headline[0]) not in _words(text[: 4 * len(headline[0]) + 200]):
        text = f"{headline[0]}\n\n{text}"
    told = [*told_by_page(raw), *(_told_below(raw, headline[1]) if headline else ())]
    runs = align(text, raw, visible_html(raw)) if len(raw) <= MAX_ALIGNED else ()
    return Draft(text, tuple(told), runs, problems=decoded.problems)


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())


def _decoded(data: bytes) -> Decoded:
    """Decode the page as it declares, where that is possible."""
    declared = _CHARSET.search(data[:_HEAD])
    if declared and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        name = declared.group(1).decode("ascii").lower()
        try:
            encoding = codecs.lookup(_GB.get(name, name)).name
            if encoding in _ENCODINGS:
                return Decoded(data.decode(encoding), name)
        except (LookupError, UnicodeError):
            pass  # a wrong declaration: the bytes decide
    return decode(data)


def _main_text(raw: str) -> str:
    from trafilatura import extract, html2txt  # noqa: PLC0415 - takes half a second to import

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # pages without text are reported by our own problem
    with guarded("a web page"):
        text = extract(raw, include_comments=False, include_tables=True, favor_recall=True, deduplicate=False)
        return str(text or html2txt(raw) or "").strip()


def _headline(raw: str) -> tuple[str, int] | None:
    """Return the words of the page's only headline of the first rank, and where it ends; None when it has many."""
    found = [(_words(html.unescape(_TAG.sub(" ", raw[start:end]))), after) for start, end, after in _headlines(raw)]
    filled = [item for item in found if item[0]]
    return filled[0] if len(filled) == 1 else None


def _headlines(raw: str) -> Iterator[tuple[int, int, int]]:
    """Yield where the words of each <h1> begin and end, and the end of its last tag; none that is too long for a headline."""
    place = 0
    while (opened := _HEADLINE.search(raw, place)) is not None:
        start = raw.find(">", opened.end()) + 1
        closed = _HEADLINE_END.search(raw, start) if start else None
        if closed is None:
            return
        if closed.start() - start <= MAX_HEADLINE:
            yield start, closed.start(), closed.end()
        place = closed.end()


def _told_below(raw: str, end: int) -> Iterator[Told]:
    """Yield the dates in the lines between headline and text, which the extraction leaves out."""
    shown = html.unescape(_TAG.sub("\n", raw[end : end + _BELOW]))
    yield from (item for item in dates_told(lines_of(shown)[:_BELOW_LINES]) if item.basis == "text")


def _words(text: str) -> str:
    return " ".join(text.split())
