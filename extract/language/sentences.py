"""Where sentences begin and end, in English and Chinese.

The rule is that of the published scorer: 。！？； and line ends close a sentence, and so do . ! ? before white space and a
capital, a digit, a quotation mark or a Han character. Beyond it, closing quotation marks stay with their sentence, a
list bullet stays with its item, "(b)" may begin a sentence, and in Chinese
! and ? close a sentence even when no space follows.
"""

import re
from collections.abc import Iterator
from functools import cache

from extract.language.datafiles import load_entries

_CLOSING = "\"'”’）)］\\]】」』》〉"
_OPENING = "\"'“‘(（\\[［【「『《〈"
_NEXT = f"(?:[{_OPENING}]?[A-Z0-9\u4e00-\u9fff]|\\([a-z]{{1,4}}\\))"
_LINE_END = r"[\r\n\u2028\u2029]+"
# A straight quotation mark may open the next sentence: it closes this one only where nothing follows closely.
_FULL_STOP = r"[。！？；]+[”’）］】」』》〉]*+(?:[\"'](?=[\s，、）)]|\Z))?"
# Possessive, and only from the first stop of a run on: rows of dots, as in tables of contents, must not cost their square.
_LATIN_STOP = rf"(?<![.!?])[.!?]++[{_CLOSING}]*+(?=\s++{_NEXT})"
_TIGHT_STOP = f"(?<![.!?])[!?]++[{_CLOSING}]*+(?=[{_OPENING}]*+[\u4e00-\u9fff])"

_END = re.compile(f"{_LINE_END}|{_FULL_STOP}|{_LATIN_STOP}")
_END_CHINESE = re.compile(f"{_LINE_END}|{_FULL_STOP}|{_LATIN_STOP}|{_TIGHT_STOP}")
_BULLET = re.compile(r"\s*[(（]?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})\Z")
_LONGEST = 12  # no abbreviation of the list, nor a bullet, reaches further back
_CLAUSE_END = re.compile(r"[,，、;；:：](?!\d)|\s")


def split_sentences(text: str, start: int, end: int, *, language: str) -> list[tuple[int, int]]:
    """Return the sentences of `text[start:end]` as half-open spans of `text`, in order, trimmed of white space.

    Every character that is not white space lies in exactly one of them. `language` is a BCP 47 tag.
    """
    pattern = _END_CHINESE if language.startswith(("zh", "ja")) else _END
    spans = []
    first = start
    for match in pattern.finditer(text, start, end):
        if text[match.start()] == "." and _goes_on(text, first, match.start()):
            continue
        spans.append((first, match.end()))
        first = match.end()
    spans.append((first, end))
    return [span for span in (_trimmed(text, *span) for span in spans) if span[0] < span[1]]


def cut_long(text: str, start: int, end: int, *, longest: int) -> Iterator[tuple[int, int]]:
    """Yield `[start, end)` of `text` in pieces of at most `longest` code points, cut after a clause or at white space.

    Tables and texts without punctuation are one sentence to the rule above; readers that compare the words of a sentence
    with each other would take the square of its length. Pieces have no white space at their edges.
    """
    while end - start > longest:
        ends = [match.end() for match in _CLAUSE_END.finditer(text, start + longest // 2, start + longest)]
        cut = ends[-1] if ends else start + longest
        yield _trimmed(text, start, cut)
        start = _trimmed(text, cut, end)[0]
    if start < end:
        yield start, end


def _goes_on(text: str, first: int, stop: int) -> bool:
    """Tell whether the full stop at `stop` belongs to an abbreviation or a list bullet of the sentence from `first`."""
    before = text[max(first, stop - _LONGEST) : stop]
    return _abbreviation().search(before) is not None or (
        stop - first < _LONGEST and _BULLET.match(text, first, stop) is not None
    )


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end


def abbreviations() -> list[dict[str, str]]:
    """Return the entries of `abbreviations.yaml`: form, a sentence like it, and one unlike it."""
    return load_entries(__package__, "abbreviations.yaml")


@cache
def _abbreviation() -> re.Pattern[str]:
    forms = "|".join(re.escape(entry["form"]) for entry in abbreviations())
    return re.compile(rf"(?:\b(?:{forms})|\b[A-Z])\Z")
