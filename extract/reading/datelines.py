"""The date of publication as the text itself tells it: above the article, in its dateline, or below it.

Only short lines near the top and the bottom count, and the dateline with which the first paragraph begins; a date in
the middle of the running text is never that of the article.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from extract.language.datafiles import load_entries
from extract.language.folding import fold
from extract.reading.dates import FoundDate, find_dates
from extract.reading.draft import Told
from extract.reading.lines import Line

_TOP_LINES = 14
_BOTTOM_LINES = 6
_LONGEST_LABELLED = 120
_LONGEST_BARE = 80
_FEW_WORDS = 5
_BYLINE_WORDS = 12
_RUNNING = 160
_SENTENCE_LENGTH = 75
"""Lines this long are running text, those that end a sentence from the lesser length on; the page's head ends there.
A Han character counts as three."""

_CLOCK = re.compile(
    r"\d{1,2}[:：]\d{2}(?:[:：]\d{2})?|\b\d{1,2}\s*[ap]\.?m\b\.?|\b(?:[ECMP][SD]?T|GMT|UTC|BST|CET|HKT|SGT|JST)\b",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(
    r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?|(?:星期|周|週|礼拜)[一二三四五六日天]",
    re.IGNORECASE,
)
_WORDS = re.compile(r"[A-Za-z]+|[\u4e00-\u9fff]")
_JOINT = re.compile(r"[·•|｜,，/—–-]\s*$|^\s*[·•|｜/—–-]|\bby\b|来源")
# Words that make a short line with a date a title or a heading of an act, not a line with its date of publication.
_OTHER_MATTER = re.compile(
    r"announcement|notice|order|regulation|rule|decision|effective|expires?|through|until|since|from|no\."
    r"|公告|通知|令|号|决定|办法|条例|施行|生效|截至|起|至|止|第",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[。！？；]|[.!?](?:\s|$)")
_SENTENCE_END = re.compile(r"[。！？.!?][\"'”’」)）]*$")
_DATELINE = re.compile(r"\W*(?:[A-Z][A-Z.]+|[A-Z][\w.]+(?=[,/]))[\w .,/'’-]{0,50}?[,/—–-]\s*$")
_AFTER_DATELINE = re.compile(r"\s*(?:[(/（—–]|--?\s)")


def dates_told(lines: Sequence[Line]) -> Iterator[Told]:
    """Yield the dates of publication that the lines (boilerplate left out) tell, with the basis `text` or `sign-off`."""
    head = _head(lines)
    for line in head:
        yield from _labelled(line.text, "text")
    bare = {day for line in head if (day := _bare(line.text)) is not None}
    if len(bare) == 1:  # a chronology has many
        yield Told("published", bare.pop(), "text")
    for line in lines[: len(head) + 1]:
        day = _dateline(line.text) if len(line.text) > _LONGEST_BARE else None
        if day is not None:
            yield Told("published", day, "text")
    for line in reversed(lines[max(len(head), len(lines) - _BOTTOM_LINES) :]):
        yield from _labelled(line.text, "text")
        day = _bare(line.text)
        if day is not None:
            yield Told("published", day, "sign-off")


def _head(lines: Sequence[Line]) -> Sequence[Line]:
    end = next((number for number, line in enumerate(lines) if _is_running(line.text)), len(lines))
    return lines[: min(end, _TOP_LINES)]


def _is_running(line: str) -> bool:
    length = len(line.encode())  # three bytes a Han character
    return length >= _RUNNING or (length >= _SENTENCE_LENGTH and _SENTENCE_END.search(line) is not None)


def _labelled(line: str, basis: str) -> Iterator[Told]:
    if len(line) > _LONGEST_LABELLED or not any(character.isdigit() for character in line):
        return
    for found in find_dates(line):
        match = _label().search(fold(line[: found.start]))
        if match is None or not _is_alone(line, found, match):
            continue
        kind = _labels()[match["label"]]
        yield Told("published", found.value, basis if kind == "published" else "sign-off")


def _is_alone(line: str, found: FoundDate, match: re.Match[str]) -> bool:
    """Tell whether the label has its colon or begins the line, and no sentence goes on after the date."""
    if match["colon"]:
        return True
    begins = not _WORDS.search(line[: match.start("label")])
    return (
        begins
        and len(_WORDS.findall(_CLOCK.sub("", line[found.end :]))) <= _FEW_WORDS
        and not _SENTENCE.search(line[found.end :])
    )


def _bare(line: str) -> str | None:
    """Return the date of a line that holds a date, perhaps a time and a byline, and nothing else."""
    if len(line) > _LONGEST_BARE:
        return None
    days = find_dates(line)
    if len(days) != 1:
        return None
    before, after = line[: days[0].start], line[days[0].end :]
    timed = _CLOCK.search(after) is not None
    rest = [_WEEKDAY.sub("", _CLOCK.sub("", part)) for part in (before, after)]
    words = _WORDS.findall(" ".join(rest))
    if not words:
        return days[0].value
    is_byline = (
        len(words) <= _BYLINE_WORDS and not _SENTENCE.search(before) and not _OTHER_MATTER.search(fold(" ".join(rest)))
    )
    joined = timed or _JOINT.search(rest[0]) is not None or _JOINT.search(rest[1]) is not None
    return days[0].value if is_byline and joined and not re.search(r"\d", "".join(rest)) else None


def _dateline(line: str) -> str | None:
    """Return the date of `CITY, Month D, YYYY (AGENCY) - ` at the beginning of a paragraph."""
    for found in find_dates(line[:120])[:1]:
        if _DATELINE.match(line[: found.start]) and _AFTER_DATELINE.match(line, found.end):
            return found.value
    return None


def labels() -> list[dict[str, str]]:
    """Return the entries of `datelines.yaml`."""
    return load_entries(__package__, "datelines.yaml")


@cache
def _labels() -> dict[str, str]:
    return {entry["label"]: entry["kind"] for entry in labels()}


@cache
def _label() -> re.Pattern[str]:
    forms = "|".join(re.escape(label) for label in sorted(_labels(), key=len, reverse=True))
    return re.compile(rf"(?:^|[\W_])(?P<label>{forms})\s*(?P<colon>[:：])?[\s\W]*(?:[a-z]{{3,9}},?\s+)?$")
