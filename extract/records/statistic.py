"""A figure that quantifies trade, supply, licensing or the market of the items concerned."""

from pydantic import Field

from extract.records.base import Confidence, Record
from extract.records.codes import Bound, Comparison, Indicator, StatisticKind
from extract.records.edtf import Edtf
from extract.records.event import Attribution, MaterialMention
from extract.records.span import Span


class Statistic(Record):
    """One figure. A fall of 29% is value -29.0, unit `percent`; a range has `value` and `value_high`."""

    id: str = Field(min_length=1)
    indicator: Indicator
    kind: StatisticKind
    value: float
    value_high: float | None = None
    unit: str = Field(min_length=1)
    bound: Bound = "exact"
    materials: tuple[MaterialMention, ...] = ()
    origin: str | None = None
    destination: str | None = None
    period: Edtf | None = None
    comparison: Comparison | None = None
    attribution: tuple[Attribution, ...] = ()
    evidence: Span
    confidence: Confidence
