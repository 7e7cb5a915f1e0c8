"""How a text of any length is cut for an encoder: windows that overlap, so that no token is read without its surroundings."""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple


class Window(NamedTuple):
    """Tokens `[start, end)` are read together; the reading of `[first, last)` is kept from this window."""

    start: int
    end: int
    first: int
    last: int


def cut(count: int, *, size: int, overlap: int, breaks: Sequence[int]) -> list[Window]:
    """Return windows of at most `size` tokens over `count` tokens; together they keep every token exactly once.

    Windows begin at one of `breaks` (tokens at which sentences begin, ascending) where one lies near; each token is kept from the
    window in which it stands further from an edge.
    """
    bounds: list[tuple[int, int]] = []
    start = 0
    while (bounds[-1][1] if bounds else 0) < count:
        end = min(count, start + size)
        bounds.append((start, end))
        start = _near_break(end - overlap, overlap // 2, breaks)
    if not bounds:
        return []
    cuts = [0, *((left[1] + right[0]) // 2 for left, right in pairwise(bounds)), count]
    return [Window(*bound, first, last) for bound, first, last in zip(bounds, cuts[:-1], cuts[1:], strict=True)]


def _near_break(position: int, reach: int, breaks: Sequence[int]) -> int:
    """Return the break nearest to `position` within `reach`, else `position` itself."""
    index = bisect_left(breaks, position)
    near = [at for at in breaks[max(index - 1, 0) : index + 1] if abs(at - position) < reach]
    return min(near, key=lambda at: abs(at - position), default=position)
