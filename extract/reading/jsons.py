"""JSON articles: one object in a .json file (or a list of them), one a line in a .jsonl file."""

import codecs
import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from extract.errors import ReadError
from extract.reading.bounds import MAX_ALIGNED, MAX_CHARACTERS
from extract.reading.draft import Draft
from extract.reading.encodings import decode, refuse_binary
from extract.reading.fields import TEXT_KEYS, text_of, told_by
from extract.reading.offsets import align, visible_json
from extract.reading.opening import read_whole

Found = tuple[int, Draft | ReadError]
"""The number of the line (.jsonl) or item (.json), from 1, and the draft or what is wrong with it."""

_BLANK = "\ufeff \t\r\n"
_PIECE = 1_000_000
_CONTINUED = bytes(range(0x80, 0xC0))
"""Bytes that go on with a character of UTF-8."""


def read_json(data: bytes) -> list[Found]:
    """Return the drafts of a .json file: an object is one article, a list many.

    Raises ReadError (`empty_file`, `broken_file`, `no_article`, `undecodable`, `binary_file`).
    """
    raw = decode(data).text
    if not raw.strip(_BLANK):
        message = "it holds nothing; remove it or fetch it again"
        raise ReadError(code="empty_file", message=message)
    loaded = _loaded(raw, "it")
    if isinstance(loaded, list):
        return [(number, _draft(item, source, start)) for number, (item, source, start) in enumerate(_items(raw), 1)]
    draft = _draft(loaded, raw, 0)
    if isinstance(draft, ReadError):
        raise draft
    return [(1, draft)]


def read_json_lines(file: BinaryIO, *, most: int) -> Iterator[Found]:
    """Yield a draft, or what is wrong, for each line of a .jsonl file that is not blank.

    A file in UTF-8 may be of any size: a line at a time is held, of at most `most` bytes. One in another encoding is read whole, and
    may have as many. Raises ReadError as `read_json`, and `too_large`.
    """
    is_empty = True
    for number, (line, start) in enumerate(_lines(file, most), 1):
        if isinstance(line, str) and not line.strip(_BLANK):
            continue
        is_empty = False
        yield number, line if isinstance(line, ReadError) else _line_draft(line, start)
    if is_empty:
        message = "it holds no lines; remove it or fetch it again"
        raise ReadError(code="empty_file", message=message)


def _lines(file: BinaryIO, most: int) -> Iterator[tuple[str | ReadError, int]]:
    """Yield the lines, each with its place in the decoded file, and what is wrong with those that are too long."""
    if not _is_utf8(file):
        yield from _lines_of(decode(_whole(file, most)).text)
        return
    file.seek(0)
    start = 0
    while piece := file.readline(most + 1):
        if len(piece) > most and not piece.endswith(b"\n"):
            message = f"the line has more than {most:,} bytes; allow more with --max-bytes, or split it"
            yield ReadError(code="too_large", message=message), start
            start += _length(piece)
            while piece := file.readline(_PIECE):
                start += _length(piece)
                if piece.endswith(b"\n"):
                    break
        else:
            line = piece.decode(errors="replace")
            yield line.removesuffix("\n"), start
            start += len(line)


def _lines_of(text: str) -> Iterator[tuple[str, int]]:
    start = 0
    for line in text.split("\n"):
        yield line, start
        start += len(line) + 1


def _length(piece: bytes) -> int:
    """Return how many characters of UTF-8 begin in `piece`."""
    return len(piece.translate(None, delete=_CONTINUED))


def _is_utf8(file: BinaryIO) -> bool:
    """Tell whether the whole file is UTF-8; `decode` finds out what else it is. Raises ReadError (`binary_file`)."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    is_first = True
    try:
        while piece := file.read(_PIECE):
            text = decoder.decode(piece)
            if "\x00" in text:
                return False
            if is_first:
                refuse_binary(text)
                is_first = False
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _whole(file: BinaryIO, most: int) -> bytes:
    file.seek(0)
    try:
        return read_whole(file, most=most)
    except ReadError as error:
        if error.code != "too_large":
            raise
        message = (
            f"it is not in UTF-8 and {str(error).removeprefix('it ')}; or save it as UTF-8, which may have any size"
        )
        raise ReadError(code=error.code, message=message) from error


def _loaded(raw: str, what: str) -> Any:
    try:
        return json.loads(raw.removeprefix("\ufeff"))
    except (ValueError, RecursionError) as error:
        reason = "its brackets nest too deep" if isinstance(error, RecursionError) else error
        raise ReadError(code="broken_file", message=f"{what} is no valid JSON ({reason}); mend it") from error


def _items(raw: str) -> Iterator[tuple[Any, str, int]]:
    """Yield the items of a list in valid JSON, each with its source and where that begins."""
    decoder = json.JSONDecoder()
    start = _next(raw, raw.index("[") + 1)
    while raw[start] != "]":
        item, end = decoder.raw_decode(raw, start)
        yield item, raw[start:end], start
        start = _next(raw, end)


def _next(raw: str, place: int) -> int:
    """Return where the next item of a list begins, or where the list ends."""
    while raw[place] in " \t\r\n,":
        place += 1
    return place


def _line_draft(line: str, start: int) -> Draft | ReadError:
    try:
        loaded = _loaded(line, "the line")
    except ReadError as error:
        return error
    return _draft(loaded, line, start)


def _draft(item: Any, raw: str, start: int) -> Draft | ReadError:
    text = text_of(item) if isinstance(item, dict) else None
    if text is None:
        names = ", ".join(TEXT_KEYS[:3])
        return ReadError(code="no_article", message=f"it has no text; give the article's text under one of: {names}")
    is_aligned = len(raw) <= MAX_ALIGNED and len(text) <= MAX_CHARACTERS
    runs = align(text, raw, visible_json(raw), shift=start) if is_aligned else ()
    return Draft(text, told_by(item, "json"), runs)
