"""Where the words of an extracted text stand in the decoded raw file.

The visible characters of the raw file, each with its place, are searched for each line of the text in turn; runs break
at tags, at character references and where white space was changed.
"""

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from extract.records import OffsetRun

_HIDDEN = (
    r"<!--.*?-->|<(?:script|style|template|noscript|title)\b.*?</(?:script|style|template|noscript|title)\s*>|<[^>]*>"
)
_TOKEN = re.compile(
    rf"(?P<hidden>{_HIDDEN})|(?P<reference>&(?:#\d+|#[xX][0-9a-fA-F]+|\w+);?)|(?P<plain>[^<&]+|[<&])", re.DOTALL
)
_ESCAPE = re.compile(r"(?P<reference>\\(?:u[0-9a-fA-F]{4}(?:\\u[0-9a-fA-F]{4})?|.))|(?P<plain>[^\\]+)", re.DOTALL)
_PIECE = re.compile(r"[^\r\n|]+")
_LONG_PIECE = 12
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Visible:
    """The characters of a raw file that can stand in a text, white space left out, and the place of each."""

    characters: str
    places: list[int]


def visible_html(raw: str) -> Visible:
    """Return what a reader of the page sees; scripts, styles, comments and tags are left out."""
    characters: list[str] = []
    places: list[int] = []
    for match in _TOKEN.finditer(raw):
        if match.lastgroup == "hidden":
            continue
        shown = html.unescape(match.group()) if match.lastgroup == "reference" else match.group()
        _add(shown, match.start(), characters, places, moves=match.lastgroup == "plain")
    return Visible("".join(characters), places)


def visible_json(raw: str) -> Visible:
    """Return the characters that JSON source stands for; those written as escapes have the place of their escape."""
    characters: list[str] = []
    places: list[int] = []
    for match in _ESCAPE.finditer(raw):
        is_plain = match.lastgroup == "plain"
        shown = match.group() if is_plain else _unescaped(match.group())
        _add(shown, match.start(), characters, places, moves=is_plain)
    return Visible("".join(characters), places)


def _unescaped(escape: str) -> str:
    try:
        return str(json.loads(f'"{escape}"'))
    except ValueError:
        return ""


def _add(shown: str, place: int, characters: list[str], places: list[int], *, moves: bool) -> None:
    for index, character in enumerate(shown):
        if not character.isspace():
            characters.append(character)
            places.append(place + index if moves else place)


def align(text: str, raw: str, visible: Visible, *, shift: int = 0) -> tuple[OffsetRun, ...]:
    """Return the runs of `text` found in `raw`, which begins at `shift` of its file; words not found have none."""
    runs: list[OffsetRun] = []
    position = 0
    for piece in _PIECE.finditer(text):
        wanted = _SPACE.sub("", piece.group())
        at = visible.characters.find(wanted, position) if wanted else -1
        if at >= 0:
            position = at + len(wanted)
        elif len(wanted) >= _LONG_PIECE:  # moved up by the extraction, as captions are
            at = visible.characters.find(wanted)
        if at >= 0:
            runs += _runs(text, raw, piece.span(), visible.places[at : at + len(wanted)])
    return tuple(run.model_copy(update={"raw_start": run.raw_start + shift}) for run in runs) if shift else tuple(runs)


def _runs(text: str, raw: str, span: tuple[int, int], places: list[int]) -> Iterator[OffsetRun]:
    """Yield the runs of one piece of the text, the place of each of whose visible characters is known."""
    begin = begin_raw = length = 0
    remaining = iter(places)
    for index in range(*span):
        place = begin_raw + length if text[index].isspace() else next(remaining)
        stands = place < len(raw) and raw[place] == text[index]
        if length and stands and place == begin_raw + length:
            length += 1
            continue
        yield from _closed(text, begin, begin_raw, length)
        begin, begin_raw, length = index, place, int(stands and not text[index].isspace())
        if not length:
            begin_raw = place
    yield from _closed(text, begin, begin_raw, length)


def _closed(text: str, begin: int, begin_raw: int, length: int) -> Iterator[OffsetRun]:
    """Yield the run without the white space at its end, if anything is left."""
    while length and text[begin + length - 1].isspace():
        length -= 1
    if length:
        yield OffsetRun(text_start=begin, raw_start=begin_raw, length=length)
