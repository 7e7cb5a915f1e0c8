"""Pairs of one expected and one found item: an assignment of the greatest total weight."""

from collections.abc import Callable, Sequence
from typing import TypeVar

_One = TypeVar("_One")
_Other = TypeVar("_Other")

Pair = tuple[int, int]


def pair_up(ones: Sequence[_One], others: Sequence[_Other], weight: Callable[[_One, _Other], float]) -> list[Pair]:
    """Return pairs of indexes, each item in one pair at most; items with weight 0 never pair."""
    return assign([[weight(one, other) for other in others] for one in ones])


def assign(weights: Sequence[Sequence[float]]) -> list[Pair]:
    """Return the (row, column) pairs of greatest total weight; weights are >= 0, a pair with 0 is left out.

    The Hungarian method with potentials, O(n^3), on the square matrix of costs.
    """
    if not weights or not weights[0]:
        return []
    rows, columns = len(weights), len(weights[0])
    rows_of = _solve(_square_costs(weights))
    return [(row, column) for column, row in enumerate(rows_of[:columns]) if row < rows and weights[row][column] > 0]


def _square_costs(weights: Sequence[Sequence[float]]) -> list[list[float]]:
    rows, columns = len(weights), len(weights[0])
    size = max(rows, columns)
    dearest = max(map(max, weights)) + 1
    return [
        [dearest - (weights[row][column] if row < rows and column < columns else 0) for column in range(size)]
        for row in range(size)
    ]


def _solve(costs: list[list[float]]) -> list[int]:
    """Return the row of each column in the cheapest assignment of a square matrix."""
    size = len(costs)
    potentials = [0.0] * (size + 1), [0.0] * (size + 1)
    row_of = [0] * (size + 1)  # counted from 1; column 0 holds the row that is being placed
    for row in range(1, size + 1):
        row_of[0] = row
        _place(costs, potentials, row_of)
    return [row - 1 for row in row_of[1:]]


def _place(costs: list[list[float]], potentials: tuple[list[float], list[float]], row_of: list[int]) -> None:
    """Give the row in column 0 a column, moving others along the cheapest path."""
    of_rows, of_columns = potentials
    size = len(costs)
    slack, way, used = [float("inf")] * (size + 1), [0] * (size + 1), [False] * (size + 1)
    column = 0
    while row_of[column]:
        used[column] = True
        row = row_of[column]
        for other in range(1, size + 1):
            reduced = costs[row - 1][other - 1] - of_rows[row] - of_columns[other]
            if not used[other] and reduced < slack[other]:
                slack[other], way[other] = reduced, column
        following = min((other for other in range(1, size + 1) if not used[other]), key=slack.__getitem__)
        step = slack[following]
        for other in range(size + 1):
            if used[other]:
                of_rows[row_of[other]] += step
                of_columns[other] -= step
            else:
                slack[other] -= step
        column = following
    while column:
        row_of[column] = row_of[way[column]]
        column = way[column]
