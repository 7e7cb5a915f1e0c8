"""Which lines of an article are boilerplate. Precision first: a false find costs events, a miss costs little."""

import re
from collections.abc import Iterator, Sequence

from extract.reading.boilerplate.cues import bare, kind_of
from extract.reading.lines import Line

_MENU_LINES = 6
_MENU_CUES = 2
"""A run of so many menu-like lines, so many of them (different) cues, is a menu."""

_MENU_WORDS = 5
_MENU_HAN = 12
_MENU_LETTERS = 80
_LINK_LETTERS = 90
_LINKS = 12
"""At most so many lines after "Related articles" are taken for links."""

_HAN = re.compile(r"[\u3400-\u9fff]")
_WORD = re.compile(r"[^\W\d_]+")
_SENTENCE_END = re.compile(r"[.!?。！？；;:：][\"'”’」)）]*$")
_MATTER = re.compile(r"\d\s*[%％]|\d{3,}|[%％]|[。；]")


def find_boilerplate(lines: Sequence[Line], *, title: str | None = None) -> list[tuple[int, int]]:
    """Return the spans of `lines` that are boilerplate, in order, whole lines only; never the line of the title."""
    kinds = [kind_of(line.text) for line in lines]
    keep = bare(title) if title else None
    kept = {number for number, line in enumerate(lines) if keep and not kinds[number] and bare(line.text) == keep}
    apart = {number for number, kind in enumerate(kinds) if kind in {"whole", "start"}}
    for number, kind in enumerate(kinds):
        if kind == "list":
            apart |= {number, *_links_after(lines, number, kept)}
    apart |= {number for run in _menus(lines, kinds, kept) for number in run}
    return [(lines[number].start, lines[number].end) for number in sorted(apart - kept)]


def _links_after(lines: Sequence[Line], heading: int, kept: set[int]) -> Iterator[int]:
    """Yield the links below a heading: short lines that end no sentence; a running line ends them."""
    for number in range(heading + 1, min(heading + 1 + _LINKS, len(lines))):
        if number in kept or len(lines[number].text) > _LINK_LETTERS or _SENTENCE_END.search(lines[number].text):
            return
        yield number


def _menus(lines: Sequence[Line], kinds: Sequence[str | None], kept: set[int]) -> Iterator[list[int]]:
    run: list[int] = []
    for number in range(len(lines) + 1):
        if number < len(lines) and number not in kept and (kinds[number] or _is_menu_like(lines[number].text)):
            run.append(number)
            continue
        cues = {bare(lines[index].text) for index in run if kinds[index]}
        if len(run) >= _MENU_LINES and len(cues) >= _MENU_CUES:
            yield run
        run = []


def _is_menu_like(line: str) -> bool:
    """Tell whether the line may be an entry of a menu: a few words, no sentence, no figures."""
    if len(line) > _MENU_LETTERS or _SENTENCE_END.search(line) or _MATTER.search(line):
        return False
    return len(_HAN.findall(line)) <= _MENU_HAN and len(_WORD.findall(line)) <= _MENU_WORDS
