"""A quantity on its way: number, unit and place, before the clause around it is read."""

from dataclasses import dataclass

from extract.records.codes import Bound


@dataclass(slots=True)
class Draft:
    """`change` is 1, 0 or -1 when the words of the quantity themselves tell it; None when the clause is to be read."""

    start: int
    end: int
    value: float
    unit: str
    high: float | None = None
    value_from: float | None = None
    bound: Bound = "exact"
    change: int | None = None
    period: str | None = None
