"""Dates as file names, metadata and datelines write them, as EDTF; full days where nothing else is asked for."""

import re
from dataclasses import dataclass
from datetime import date

_MONTHS = {
    name: number
    for number, name in enumerate(
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], 1
    )
}
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
_DIGITS = {**{digit: index for index, digit in enumerate("〇一二三四五六七八九")}, "零": 0, "○": 0, "Ｏ": 0}
_YEAR = r"(?:19|20)\d\d"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_HAN_YEAR = r"[一二][〇零○Ｏ一二三四五六七八九]{3}"

_DATE = re.compile(
    rf"(?<!\d)(?P<y1>{_YEAR})(?P<sign>[-/.])(?P<m1>\d{{1,2}})(?P=sign)(?P<d1>\d{{1,2}})(?!\d)"
    rf"|(?P<y2>{_YEAR})\s*年\s*(?P<m2>\d{{1,2}})\s*月\s*(?P<d2>\d{{1,2}})\s*[日号號]"
    rf"|(?P<y3>{_HAN_YEAR})年(?P<m3>[一二三四五六七八九十]{{1,2}})月(?P<d3>[一二三四五六七八九十]{{1,3}})日"
    rf"|\b(?P<m4>{_MONTH})\s+(?P<d4>{_DAY})(?:st|nd|rd|th)?,?\s+(?P<y4>{_YEAR})(?!\d)"
    rf"|(?<!\d)(?P<d5>{_DAY})(?:st|nd|rd|th)?[\s-]+(?P<m5>{_MONTH}),?[\s-]+(?P<y5>{_YEAR})(?!\d)",
    re.IGNORECASE,
)
_COMPACT = re.compile(rf"(?<!\d)({_YEAR})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?:\d{{6}})?(?!\d)")
_AMERICAN_OR_NOT = re.compile(rf"(?P<a>\d{{1,2}})[/.-](?P<b>\d{{1,2}})[/.-](?P<y>{_YEAR})(?!\d)")
_MONTH_ONLY = re.compile(
    rf"(?P<y1>{_YEAR})(?:-|/|\s*年\s*)(?P<m1>0?[1-9]|1[0-2])月?|(?P<m2>{_MONTH})\s+(?P<y2>{_YEAR})", re.IGNORECASE
)
_YEAR_ONLY = re.compile(_YEAR)


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A full day that stands at `[start, end)`; `value` is `YYYY-MM-DD`."""

    start: int
    end: int
    value: str


def find_dates(text: str) -> list[FoundDate]:
    """Return every full date in `text`, in order; impossible ones (31 February) are left out."""
    found = []
    for match in _DATE.finditer(text):
        parts = {name[0]: value for name, value in match.groupdict().items() if value and name != "sign"}
        value = _day(_number(parts["y"]), _number(parts["m"]), _number(parts["d"]))
        if value is not None:
            found.append(FoundDate(match.start(), match.end(), value))
    return found


def parse_date(value: str) -> str | None:
    """Return the date that a metadata field holds as EDTF (a day, a month or a year); None when there is none.

    Times and week days around it are ignored. 11/12/2025 is refused, because it means two days; 25/12/2025 is not.
    """
    value = value.strip()
    for found in find_dates(value):
        return found.value
    compact, slashed = _COMPACT.match(value), _AMERICAN_OR_NOT.match(value)
    if compact:
        return _day(*map(int, compact.groups()))
    if slashed:
        return _unambiguous(int(slashed["a"]), int(slashed["b"]), int(slashed["y"]))
    month = _MONTH_ONLY.fullmatch(value)
    if month:
        return f"{month['y1'] or month['y2']}-{_number(month['m1'] or month['m2']):02d}"
    return value if _YEAR_ONLY.fullmatch(value) else None


def date_in_name(stem: str) -> str | None:
    """Return the day in a file name such as `2025-11-12-curbs` or `curbs_20251112`; None when there is none or several."""
    days = {found.value for found in find_dates(stem.replace("_", "-"))}
    days |= {day for match in _COMPACT.finditer(stem) if (day := _day(*map(int, match.groups()))) is not None}
    return days.pop() if len(days) == 1 else None


def _unambiguous(first: int, second: int, year: int) -> str | None:
    if first <= 12 and second <= 12 and first != second:  # noqa: PLR2004 - months of the year
        return None
    day, month = (first, second) if first > 12 else (second, first)  # noqa: PLR2004
    return _day(year, month, day)


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _number(words: str) -> int:
    """Read digits, an English month, or the Chinese numerals of a date (二〇二五, 十, 三十一)."""
    if words.isdecimal():
        return int(words)
    month = _MONTHS.get(words[:3].lower())
    if month is not None:
        return month
    if "十" in words:
        tens, _, ones = words.partition("十")
        return 10 * (_DIGITS[tens] if tens else 1) + (_DIGITS[ones] if ones else 0)
    return int("".join(str(_DIGITS[digit]) for digit in words))
