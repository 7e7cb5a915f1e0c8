"""JSON articles: one object in a .json file (or a list of them), one a line in a .jsonl file."""

import json
from collections.abc import Iterator
from typing import Any

from extract.errors import ReadError
from extract.reading.draft import Draft
from extract.reading.encodings import decode
from extract.reading.fields import TEXT_KEYS, text_of, told_by
from extract.reading.offsets import align, visible_json

Found = tuple[int, Draft | ReadError]
"""The number of the line (.jsonl) or item (.json), from 1, and the draft or what is wrong with it."""


def read_json(data: bytes) -> list[Found]:
    """Return the drafts of a .json file: an object is one article, a list many.

    Raises ReadError (`empty_file`, `broken_file`, `no_article`, `undecodable`, `binary_file`).
    """
    raw = decode(data).text
    if not raw.strip("\ufeff \t\r\n"):
        message = "it holds nothing; remove it or fetch it again"
        raise ReadError(code="empty_file", message=message)
    try:
        loaded: Any = json.loads(raw.removeprefix("\ufeff"))
    except ValueError as error:
        message = f"it is no valid JSON ({error}); mend it"
        raise ReadError(code="broken_file", message=message) from error
    if isinstance(loaded, list):
        return [(number, _draft(item, raw, 0)) for number, item in enumerate(loaded, 1)]
    draft = _draft(loaded, raw, 0)
    if isinstance(draft, ReadError):
        raise draft
    return [(1, draft)]


def read_json_lines(data: bytes) -> Iterator[Found]:
    """Yield a draft, or what is wrong, for each line of a .jsonl file that is not blank. Raises ReadError as `read_json`."""
    raw = decode(data).text
    if not raw.strip("\ufeff \t\r\n"):
        message = "it holds no lines; remove it or fetch it again"
        raise ReadError(code="empty_file", message=message)
    start = 0
    for number, line in enumerate(raw.split("\n"), 1):
        if line.strip("\ufeff \t\r"):
            yield number, _line_draft(line, start)
        start += len(line) + 1


def _line_draft(line: str, start: int) -> Draft | ReadError:
    try:
        loaded: Any = json.loads(line.removeprefix("\ufeff"))
    except ValueError as error:
        return ReadError(code="broken_file", message=f"the line is no valid JSON ({error}); mend it")
    return _draft(loaded, line, start)


def _draft(item: Any, raw: str, start: int) -> Draft | ReadError:
    text = text_of(item) if isinstance(item, dict) else None
    if text is None:
        names = ", ".join(TEXT_KEYS[:3])
        return ReadError(code="no_article", message=f"it has no text; give the article's text under one of: {names}")
    return Draft(text, told_by(item, "json"), align(text, raw, visible_json(raw), shift=start))
