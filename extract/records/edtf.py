"""The part of EDTF (ISO 8601-2) that records use: days, months, years, intervals, open ends, an unknown year."""

import re
from datetime import date, timedelta
from typing import Annotated

from pydantic import AfterValidator

_POINT = r"(?:(?!0000)\d{4}|XXXX(?=-))(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?"
_EDTF = re.compile(rf"(?:{_POINT}|{_POINT}/(?:{_POINT}|\.\.)|\.\./{_POINT})")


def is_edtf(value: str) -> bool:
    """Tell whether `value` is a date or interval in the form that records use."""
    return _EDTF.fullmatch(value) is not None and all(map(_is_real_day, value.split("/")))


def _is_real_day(point: str) -> bool:
    if len(point) != len("2025-10-09"):
        return True
    year = "2024" if point.startswith("XXXX") else point[:4]  # a leap year: XXXX-02-29 may be meant
    try:
        date.fromisoformat(year + point[4:])
    except ValueError:
        return False
    return True


def _check(value: str) -> str:
    if not is_edtf(value):
        message = f"{value!r} is no EDTF date such as 2025, 2025-10, 2025-10-09, 2025-07/2025-09, 2025-04/.."
        raise ValueError(message)
    return value


Edtf = Annotated[str, AfterValidator(_check)]
"""An EDTF date or interval: `2025-10-09`, `2025-07/2025-09`, `2025-04/..`, `XXXX-10-30`."""


def day_bounds(value: str) -> tuple[date | None, date | None]:
    """Return the half-open day interval that `value` covers; None where it is open or its year unknown."""
    first, _, last = value.partition("/")
    return _first_day(first), _day_after(last or first)


def _first_day(point: str) -> date | None:
    if point == ".." or point.startswith("XXXX"):
        return None
    return date.fromisoformat((point + "-01-01")[:10] if len(point) == len("2025") else (point + "-01")[:10])


def _day_after(point: str) -> date | None:
    first = _first_day(point)
    if first is None or first.year == date.max.year:
        return None
    if len(point) == len("2025"):
        return date(first.year + 1, 1, 1)
    if len(point) == len("2025-10"):
        return date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return first + timedelta(days=1)
