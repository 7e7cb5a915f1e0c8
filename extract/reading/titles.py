"""The title of an article that has none but in its text: the first line, where it looks like one."""

import re
from collections.abc import Sequence
from itertools import islice, pairwise

from extract.language.scripts import count_scripts
from extract.reading.dates import find_dates
from extract.reading.lines import Line

_LONGEST_LATIN = 150
_LONGEST_HAN = 60
"""Code points; a line that a blank line sets apart may be twice as long."""

_WEEKDAY = re.compile(r"星期.|周.|\w+day\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"(?:[。；;:：]|(?<![.A-Z])(?<!Inc)(?<!Ltd)(?<!Co)(?<!Corp)\.)[\"'”’」)）]*$")
_LINE_END = re.compile(r"\r\n|\r|\n")
_FIRST_LINES = 4
_MARKUP = re.compile(r"^#{1,6}\s+|(?<!\s)\s++#+$")
_NO_TITLE = re.compile(r"[-*•·>|【\[(（]|\d{1,2}[.)、]\s|https?://|by\s", re.IGNORECASE)
_SOURCE_LINE = re.compile(r"(?:source|来源|來源|作者|文|author)\s*[:：/]", re.IGNORECASE)


def set_apart(text: str, lines: Sequence[Line]) -> str | None:
    """Return the first line when a blank line follows it, as below a title; None when the text runs on."""
    return lines[0].text if len(lines) > 1 and _has_gap(text, lines[0], lines[1]) else None


def title_line(text: str, lines: Sequence[Line], boilerplate: Sequence[tuple[int, int]]) -> Line | None:
    """Return the line of `lines` that is the title; None when the text begins at once.

    A line directly above boilerplate is a site's name or a rubric, not the title.
    """
    apart = {start for start, _ in boilerplate}
    for line, follower in islice(pairwise(lines), _FIRST_LINES):
        if line.start in apart:
            continue
        has_gap = _has_gap(text, line, follower)
        if has_gap or follower.start not in apart:
            return line if _looks_like_title(line.text, has_gap=has_gap) else None
    return None


def _has_gap(text: str, line: Line, follower: Line) -> bool:
    return len(_LINE_END.findall(text, line.end, follower.start)) > 1


def plain_title(line: str) -> str:
    """Return a title without Markdown marks and with single spaces."""
    return " ".join(_MARKUP.sub("", line.strip()).strip("*").split())


def _looks_like_title(line: str, *, has_gap: bool) -> bool:
    counts = count_scripts(line)
    if not counts or _SOURCE_LINE.match(line):
        return False
    longest = _LONGEST_HAN if next(iter(counts)) == "Han" else _LONGEST_LATIN
    if len(line) > longest * (1 + has_gap) or _is_date_alone(line):
        return False
    is_marked = line.startswith(("# ", "【"))
    return is_marked or not (_SENTENCE_END.search(line) or _NO_TITLE.match(line)) or (has_gap and line.endswith("?"))


def _is_date_alone(line: str) -> bool:
    for found in find_dates(line):
        rest = _WEEKDAY.sub("", line[: found.start] + line[found.end :])
        if not count_scripts(rest):
            return True
    return False
