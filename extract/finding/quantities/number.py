"""A number in running text."""

from typing import NamedTuple


class Number(NamedTuple):
    """A number at `[start, end)`; `scale` is what its own scale word multiplied by, 1 without one.

    `high` closes a span that the number itself names (`三五十` is 30 to 50); `is_more` and `is_about` tell the bound that is part
    of the number (`十余`, `十来`).
    """

    start: int
    end: int
    value: float
    scale: float
    is_more: bool = False
    high: float | None = None
    is_about: bool = False
