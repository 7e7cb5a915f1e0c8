"""Krippendorff's alpha against figures from the literature."""

import pytest

from extract.reviewing.agreement import Side, measured
from extract.reviewing.views import Seen


def ratings(**rows):
    """Return units from one row of values a reviewer; * is not rated."""
    columns = zip(*(row.split() for row in rows.values()), strict=True)
    return [
        {name: Side(name, Seen((value,)), "e1") for name, value in zip(rows, column, strict=True) if value != "*"}
        for column in columns
    ]


PUBLISHED = [
    # Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), A: two observers, binary
    (ratings(a="0 1 0 0 0 0 0 0 1 0", b="1 1 1 0 0 1 0 0 0 0"), 0.095, 0.6),
    # the same, B: two observers, five nominal categories
    (ratings(a="a a b b d c c c e d d a", b="b a b b b c c c e d d d"), 0.692, 9 / 12),
    # the same, C: four observers, nominal, with missing values
    (
        ratings(
            a="1 2 3 3 2 1 4 1 2 * * *",
            b="1 2 3 3 2 2 4 1 2 5 * 3",
            c="* 3 3 3 2 3 4 2 2 5 1 *",
            d="1 2 3 3 2 4 4 1 2 5 1 *",
        ),
        0.743,
        None,
    ),
    # by hand: Do = 1/2, n = 4, De = 1 - (2*1 + 2*1) / (4*3) = 2/3
    (ratings(a="x y", b="x x"), 1 - (1 / 2) / (1 - (3 * 2) / (4 * 3)), 0.5),
    # by hand: always the opposite, Do = 1, De = 1 - 2 * (2*1) / (4*3) = 2/3
    (ratings(a="x y", b="y x"), -0.5, 0.0),
]


@pytest.mark.parametrize(("units", "alpha", "equal"), PUBLISHED)
def test_alpha_is_that_of_the_literature(units, alpha, equal):
    units = [unit for unit in units if len(unit) > 1]
    found = measured("event.measure", units)
    assert found.alpha == pytest.approx(alpha, abs=0.0006)
    assert found.units == len(units)
    if equal is not None:
        assert found.equal == pytest.approx(equal)


def test_alpha_is_not_defined_where_nothing_varies():
    found = measured("event.measure", ratings(a="x x x", b="x x x"))
    assert (found.equal, found.alpha) == (1.0, None)


def test_nothing_to_compare_has_no_figures():
    found = measured("event.measure", [])
    assert (found.units, found.equal, found.alpha) == (0, None, None)
