"""Numbers as they are written for people and in values."""

from decimal import Decimal


def plain(value: float, *, grouped: bool = False) -> str:
    """Write a number with all its digits and without an exponent: `1250000`, `0.25`; `grouped` parts thousands: `1,250,000`."""
    exact = Decimal(repr(value)).normalize()
    return f"{exact:,f}" if grouped else f"{exact:f}"
