"""The text divided into title, body and boilerplate, and each part by language."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter

from extract.language.identify import Languages, weight
from extract.language.sentences import split_sentences
from extract.records import Segment
from extract.records.codes import SegmentKind

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_TITLE_LINES = 8
"""A title given from outside (metadata, a page's head) is looked for in this many lines with words."""

_MIXED_LINE = 200
"""Only lines at least this long (code points) are looked at for a change of language within the line."""


@dataclass(frozen=True, slots=True)
class _Piece:
    start: int
    end: int
    kind: SegmentKind
    language: str | None = None


def segment(text: str, *, title: str | None = None, boilerplate: Sequence[tuple[int, int]] = ()) -> tuple[Segment, ...]:
    """Divide `text` into segments that cover it, in order; neighbours differ in kind or language.

    `title` is looked for among the first lines; `boilerplate` are spans `[start, end)` in order, without overlap.
    A language is `en`, `zh-Hans`, `zh-Hant`, another ISO 639-1 code, or `und` where there are no words.
    """
    pieces = [part for line in _lines(text, title) for part in _cut(line, boilerplate)]
    languages = Languages(text)
    told = [part for piece in pieces for part in _told(text, piece, languages)]
    return tuple(
        Segment(start=piece.start, end=piece.end, kind=piece.kind, language=piece.language or "und")
        for piece in _joined(_filled(told))
    )


def dominant_language(segments: Sequence[Segment]) -> str:
    """Return the language that most of the text is in, boilerplate aside; `und` when there is none.

    A Chinese, Japanese or Korean character says about as much as three letters of an alphabet, and counts so.
    """
    for kinds in ({"title", "body"}, {"boilerplate"}):
        sizes: Counter[str] = Counter()
        for part in segments:
            if part.kind in kinds and part.language != "und":
                sizes[part.language] += weight(part.language) * (part.end - part.start)
        if sizes:
            return sizes.most_common(1)[0][0]
    return "und"


def _lines(text: str, title: str | None) -> Iterator[_Piece]:
    wanted = _plain(title or "")
    left = _TITLE_LINES if wanted else 0
    for match in _LINE.finditer(text):
        if match.start() == match.end():
            continue
        words = _plain(match.group()) if left else ""
        left -= bool(words)
        is_title = bool(words) and words == wanted
        left = 0 if is_title else left
        yield _Piece(match.start(), match.end(), "title" if is_title else "body")


def _plain(line: str) -> str:
    return " ".join(line.lstrip("# ").split())


def _cut(line: _Piece, boilerplate: Sequence[tuple[int, int]]) -> Iterator[_Piece]:
    position = line.start
    first = bisect_right(boilerplate, line.start, key=itemgetter(1))
    last = bisect_left(boilerplate, line.end, key=itemgetter(0))
    for start, end in boilerplate[first:last]:
        if start > position:
            yield _Piece(position, start, line.kind)
        position = max(position, start)
        yield _Piece(position, min(end, line.end), "boilerplate")
        position = min(end, line.end)
    if position < line.end:
        yield _Piece(position, line.end, line.kind)


def _told(text: str, piece: _Piece, languages: Languages) -> Iterator[_Piece]:
    """Yield the piece with its language, cut at sentence ends where a long line changes its language."""
    words = text[piece.start : piece.end]
    language = languages.tell(words)
    if len(words) < _MIXED_LINE or not languages.is_mixed(words):
        yield _Piece(piece.start, piece.end, piece.kind, language)
        return
    start = piece.start
    for _, end in split_sentences(text, piece.start, piece.end, language="zh"):
        yield _Piece(start, end, piece.kind, languages.tell(text[start:end]))
        start = end
    if start < piece.end:
        yield _Piece(start, piece.end, piece.kind)


def _filled(pieces: list[_Piece]) -> list[_Piece]:
    """Give pieces without words the language of what stands before them, or else of what follows."""
    filled = []
    language = next((piece.language for piece in pieces if piece.language), None)
    for piece in pieces:
        language = piece.language or language
        filled.append(_Piece(piece.start, piece.end, piece.kind, language))
    return filled


def _joined(pieces: list[_Piece]) -> list[_Piece]:
    joined: list[_Piece] = []
    for piece in pieces:
        last = joined[-1] if joined else None
        if last and (last.kind, last.language) == (piece.kind, piece.language):
            joined[-1] = _Piece(last.start, piece.end, last.kind, last.language)
        else:
            joined.append(piece)
    return joined
