"""Where the words of an extracted text stand in the decoded raw file.

The visible characters of the raw file, each with its place, are searched for each line of the text in turn; runs break
at tags, at character references and where white space was changed.
"""

import html
import json
import re
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extract.reading.bounds import MAX_SEARCHED
from extract.records import OffsetRun

_MARK = re.compile(r"[<&]")
_REFERENCE = re.compile(r"&(?:#\d+|#[xX][0-9a-fA-F]+|\w+);?")
_COMMENT_END = re.compile(r"-->")
_TAG_END = re.compile(r">")
_UNSEEN = re.compile(r"<(script|style|template|noscript|title)\b", re.IGNORECASE)
_UNSEEN_END = {
    name: re.compile(rf"</{name}\s*+>", re.IGNORECASE) for name in ("script", "style", "template", "noscript", "title")
}
_ESCAPE = re.compile(r"(?P<reference>\\(?:u[0-9a-fA-F]{4}(?:\\u[0-9a-fA-F]{4})?|.))|(?P<plain>[^\\]+)", re.DOTALL)
_PIECE = re.compile(r"[^\r\n|]+")
_LONG_PIECE = 12
_SPACE = re.compile(r"\s+")
_WORDS = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Visible:
    """The characters of a raw file that can stand in a text, white space left out, and the place of each."""

    characters: str
    places: Sequence[int]


class _Gathered:
    """Visible characters while they are gathered."""

    def __init__(self) -> None:
        self._words: list[str] = []
        self._places = array("q")

    def add(self, shown: str, place: int, *, moves: bool) -> None:
        """Add what stands at `place`: word for word, or all of it at one place when it is written in another way."""
        for match in _WORDS.finditer(shown):
            self._words.append(match.group())
            first, length = place + match.start(), len(match.group())
            self._places.extend(range(first, first + length) if moves else [place] * length)

    def whole(self) -> Visible:
        return Visible("".join(self._words), self._places)


def visible_html(raw: str) -> Visible:
    """Return what a reader of the page sees; scripts, styles, comments and tags are left out."""
    gathered = _Gathered()
    ends = _Ends(raw)
    place = 0
    while (mark := _MARK.search(raw, place)) is not None:
        at = mark.start()
        gathered.add(raw[place:at], place, moves=True)
        reference = _REFERENCE.match(raw, at)
        if reference is not None:
            place = reference.end()
            gathered.add(html.unescape(reference.group()), at, moves=False)
        else:
            place = ends.of_hidden(at)
            if place < 0:
                place = at + 1
                gathered.add(raw[at], at, moves=True)
    gathered.add(raw[place:], place, moves=True)
    return gathered.whole()


class _Ends:
    """Finds where tags and comments end; an end that was sought in vain is not sought again, or broken pages would take their square."""

    def __init__(self, raw: str) -> None:
        self._raw = raw
        self._missing: set[re.Pattern[str]] = set()

    def of_hidden(self, start: int) -> int:
        """Return the end of what is hidden from `start` on: a comment, a script and the like, or a tag; -1 when nothing is."""
        if self._raw[start] != "<":
            return -1
        end = -1
        if self._raw.startswith("<!--", start):
            end = self._next(_COMMENT_END, start + 4)
        elif (unseen := _UNSEEN.match(self._raw, start)) is not None:
            end = self._next(_UNSEEN_END[unseen.group(1).lower()], unseen.end())
        return end if end >= 0 else self._next(_TAG_END, start + 1)

    def _next(self, pattern: re.Pattern[str], start: int) -> int:
        found = None if pattern in self._missing else pattern.search(self._raw, start)
        if found is None:
            self._missing.add(pattern)
            return -1
        return found.end()


def visible_json(raw: str) -> Visible:
    """Return the characters that JSON source stands for; those written as escapes have the place of their escape."""
    gathered = _Gathered()
    for match in _ESCAPE.finditer(raw):
        is_plain = match.lastgroup == "plain"
        gathered.add(match.group() if is_plain else _unescaped(match.group()), match.start(), moves=is_plain)
    return gathered.whole()


def _unescaped(escape: str) -> str:
    try:
        return str(json.loads(f'"{escape}"'))
    except ValueError:
        return ""


def align(text: str, raw: str, visible: Visible, *, shift: int = 0) -> tuple[OffsetRun, ...]:
    """Return the runs of `text` found in `raw`, which begins at `shift` of its file; words not found have none."""
    runs: list[OffsetRun] = []
    position, searched = 0, 0
    for piece in _PIECE.finditer(text):
        wanted = _SPACE.sub("", piece.group())
        if not wanted or searched > MAX_SEARCHED:
            continue
        at = visible.characters.find(wanted, position)
        searched += (at if at >= 0 else len(visible.characters)) - position
        if at >= 0:
            position = at + len(wanted)
        elif len(wanted) >= _LONG_PIECE:  # moved up by the extraction, as captions are
            at = visible.characters.find(wanted)
            searched += at if at >= 0 else len(visible.characters)
        if at >= 0:
            runs += _runs(text, raw, piece.span(), visible.places[at : at + len(wanted)])
    return tuple(run.model_copy(update={"raw_start": run.raw_start + shift}) for run in runs) if shift else tuple(runs)


def _runs(text: str, raw: str, span: tuple[int, int], places: Sequence[int]) -> Iterator[OffsetRun]:
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
