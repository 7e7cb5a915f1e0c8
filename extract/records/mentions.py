"""Dates, durations and quantities as found in the text, whether or not an event uses them."""

import re
from typing import Annotated, Literal

from pydantic import AfterValidator

from extract.records.base import Record
from extract.records.codes import Bound, Comparison, DateRole
from extract.records.edtf import is_edtf
from extract.records.span import Span

_DURATION = re.compile(r"P(?!$)(?:\d+(?:\.\d+)?Y)?(?:\d+(?:\.\d+)?M)?(?:\d+(?:\.\d+)?W)?(?:\d+(?:\.\d+)?D)?")


def is_duration(value: str) -> bool:
    """Tell whether `value` is an ISO 8601 duration of days or longer, such as P6M."""
    return _DURATION.fullmatch(value) is not None


def _check(value: str) -> str:
    if not (is_edtf(value) or is_duration(value)):
        message = f"{value!r} is neither an EDTF date nor an ISO 8601 duration"
        raise ValueError(message)
    return value


TimeValue = Annotated[str, AfterValidator(_check)]
"""An EDTF date or interval, or an ISO 8601 duration."""


class Relative(Record):
    """An offset from an anchor: `{"anchor": "article", "offset": "-P1D"}`, `{"anchor": "instrument", "offset": "P30D"}`."""

    anchor: Literal["article", "instrument", "event", "text"]
    offset: str


class Time(Record):
    """A date or duration. `value` is None where the words cannot be resolved; nothing is guessed in silence."""

    value: TimeValue | None
    relative: Relative | None = None
    evidence: Span
    role: DateRole | None = None
    basis: str | None = None


class Quantity(Record):
    """A number with its unit. A fall of 29% is -29.0; `value_high` closes a range; words stay in the evidence."""

    value: float
    value_high: float | None = None
    unit: str
    bound: Bound = "exact"
    change: bool = False
    value_from: float | None = None
    comparison: Comparison | None = None
    period: str | None = None
    evidence: Span
