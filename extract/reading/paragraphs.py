"""WordprocessingML, the markup of Word documents, as it streams by: its paragraphs, and each row of a table as one line.

What is meant to be read counts: insertions that are tracked, and fields and links as they are shown. Left out are drawings and text
boxes, deleted and moved words, the readings above Chinese characters, and what older programs would show instead of newer markup.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

_UNREAD = frozenset(
    {"drawing", "pict", "object", "Fallback", "del", "moveFrom", "rt", "rPr", "tabs", "sectPr", "tblPr"}
)
_SIGNS = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "-"}
_PAGE_BREAKS = ("page", "column")
_WIDEST = 1_000
"""Columns of a table; a cell may claim to span millions."""


def paragraphs_of(events: Iterable[tuple[str, Any]]) -> Iterator[tuple[str, str]]:
    """Yield words and id of style (empty where it has none) of each paragraph outside of tables, and each row of the outermost tables.

    `events` are ("start" or "end", lxml element) in the order of the document. Cells of a row are joined by " | ", those that span
    several columns or rows once for each row.
    """
    reader = _Reader()
    unread = 0
    for event, element in events:
        name = element.tag.rpartition("}")[2]
        if name in _UNREAD:
            unread += 1 if event == "start" else -1
        elif not unread:
            act = _ACTS.get((event, name))
            if act is not None:
                act(reader, element)
            if reader.done:
                yield from reader.take()


class _Reader:
    """What was read of the paragraph, the cell, the row and the table that are under way."""

    def __init__(self) -> None:
        self.done: list[tuple[str, str]] = []
        self._tables = 0
        self._words: list[str] = []
        self._style = ""
        self._cell: list[str] = []
        self._row: list[str] = []
        self._column = 0
        self._width = 1
        self._goes_on = False
        self._above: dict[int, str] = {}

    def take(self) -> list[tuple[str, str]]:
        """Hand over the lines that are whole."""
        done, self.done = self.done, []
        return done

    def begin_paragraph(self, _: Any) -> None:
        self._words, self._style = [], ""

    def end_paragraph(self, _: Any) -> None:
        words, self._words = "".join(self._words), []
        if self._tables:
            self._cell.append(words)
        else:
            self.done.append((words, self._style))

    def note_style(self, element: Any) -> None:
        self._style = _attribute(element, "val")

    def add_text(self, element: Any) -> None:
        self._words.append(element.text or "")

    def add_sign(self, element: Any) -> None:
        self._words.append(_SIGNS[element.tag.rpartition("}")[2]])

    def add_break(self, element: Any) -> None:
        if _attribute(element, "type") not in _PAGE_BREAKS:
            self._words.append("\n")

    def begin_table(self, _: Any) -> None:
        self._tables += 1
        if self._tables == 1:
            self._above = {}

    def end_table(self, _: Any) -> None:
        self._tables -= 1

    def begin_row(self, _: Any) -> None:
        if self._tables == 1:
            self._row, self._column = [], 0

    def end_row(self, _: Any) -> None:
        if self._tables == 1:
            self.done.append((" | ".join(dict.fromkeys(self._row)), ""))

    def skip_columns(self, element: Any) -> None:
        if self._tables == 1:
            self._column += _number(element)

    def begin_cell(self, _: Any) -> None:
        if self._tables == 1:
            self._cell, self._width, self._goes_on = [], 1, False

    def note_width(self, element: Any) -> None:
        if self._tables == 1:
            self._width = _number(element)

    def note_merge(self, element: Any) -> None:
        if self._tables == 1:
            self._goes_on = _attribute(element, "val") != "restart"

    def end_cell(self, _: Any) -> None:
        if self._tables == 1:
            words = "\n".join(self._cell).strip().replace("\n", " ")
            words = self._above.get(self._column, "") if self._goes_on else words
            self._above[self._column] = words
            self._row.append(words)
            self._column += self._width


def _attribute(element: Any, name: str) -> str:
    return next((str(value) for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "")


def _number(element: Any) -> int:
    told = _attribute(element, "val")
    return (
        min(int(told), _WIDEST)
        if told.isascii() and told.isdecimal() and len(told) < len(str(_WIDEST)) + 1
        else _WIDEST
    )


_ACTS: dict[tuple[str, str], Callable[[_Reader, Any], None]] = {
    ("start", "p"): _Reader.begin_paragraph,
    ("end", "p"): _Reader.end_paragraph,
    ("end", "pStyle"): _Reader.note_style,
    ("end", "t"): _Reader.add_text,
    **{("end", sign): _Reader.add_sign for sign in _SIGNS},
    ("end", "br"): _Reader.add_break,
    ("start", "tbl"): _Reader.begin_table,
    ("end", "tbl"): _Reader.end_table,
    ("start", "tr"): _Reader.begin_row,
    ("end", "tr"): _Reader.end_row,
    ("end", "gridBefore"): _Reader.skip_columns,
    ("start", "tc"): _Reader.begin_cell,
    ("end", "gridSpan"): _Reader.note_width,
    ("end", "vMerge"): _Reader.note_merge,
    ("end", "tc"): _Reader.end_cell,
}
