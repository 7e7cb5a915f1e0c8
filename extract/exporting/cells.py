"""Cells of tables that people open in a spreadsheet, which takes some text for a formula and runs it.

The rules are those of OWASP's page on CSV injection and its ASVS (5.0, 1.2.10), and of RFC 4180 for quotes.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from numbers import Number

_STARTS_FORMULA = frozenset("=+-@")
_STARTS_CELL = frozenset("\t\r\0")
"""Spreadsheets drop these, and a formula may stand behind."""
_DROPPED = frozenset({"Cc", "Cf", "Zl", "Zp", "Zs"})
"""Categories of characters that may be dropped or not be seen before a formula: controls, bidi and zero-width, spaces."""
_QUOTED = re.compile(r'[",\r\n]')
"""What the form of CSV itself asks to be quoted."""
_PART = re.compile(r"(;[ \t\r\n\0]*)([^;]*)")
"""A stretch behind a semicolon, which begins a new cell where the language of the system writes 1,5 for 1.5, quotes or not."""


def to_table(columns: Sequence[str], rows: Iterable[Mapping[str, object]]) -> str:
    """Return the rows as CSV with a line of column names; lists are joined by "; ", None is empty.

    Text that a spreadsheet would take for a formula gets an apostrophe in front; numbers stay numbers.
    """
    lines = [_line(columns), *(_line([row[name] for name in columns]) for row in rows)]
    return "".join(f"{line}\n" for line in lines)


def cell(value: object) -> object:
    """Return what stands in the cell: text made safe, numbers as they are."""
    if value is None or isinstance(value, Number):
        return value
    text = "; ".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)
    text = _PART.sub(_made_safe, text)
    return "'" + text if _is_formula(text) else text


def _made_safe(part: re.Match[str]) -> str:
    before, words = part.groups()
    return f"{before}'{words}" if _is_formula(words) else part.group()


def _is_formula(text: str) -> bool:
    """Tell whether a spreadsheet would take the text for a formula; signs count in all their widths (＝, ﹢), as it takes them so."""
    if text[:1] in _STARTS_CELL:
        return True
    seen = next((character for character in text if unicodedata.category(character) not in _DROPPED), "")
    return unicodedata.normalize("NFKC", seen) in _STARTS_FORMULA


def _line(values: Iterable[object]) -> str:
    line = ",".join(_field(cell(value)) for value in values)
    return line or '""'  # an empty line would be no row


def _field(value: object) -> str:
    if not isinstance(value, str):
        return "" if value is None else str(value)
    return '"' + value.replace('"', '""') + '"' if _QUOTED.search(value) else value
