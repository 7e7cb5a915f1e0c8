"""Which of the hits that overlap are kept: the longest of a kind, and none inside a mask."""

from collections.abc import Iterable
from typing import NamedTuple, TypeAlias

from extract.knowledge.entries import Entry

Raw: TypeAlias = tuple[int, int, int, Entry, bool]
"""A hit in the making, in the order of sorting: start, minus end, an ordinal, the entry, whether it has a gap."""


class Hit(NamedTuple):
    """An entry found at `[start, end)` of the text; `gapped` when other words stand inside."""

    start: int
    end: int
    entry: Entry
    gapped: bool = False


class _Masks:
    """How far the masks that began so far reach, for all kinds (None) and for single ones. Ask in order of start."""

    def __init__(self, raw: Iterable[Raw]) -> None:
        self._waiting = [hit for hit in raw if hit[3].kind == "masks"][::-1]
        self._reach: dict[str | None, int] = {}

    def cover(self, kind: str, start: int, end: int) -> bool:
        """Tell whether a mask hides a hit of `kind` at `[start, end)`."""
        while self._waiting and self._waiting[-1][0] <= start:
            _, minus_end, _, mask, _ = self._waiting.pop()
            hidden = mask.get("hides")
            for name in hidden.split() if hidden else [None]:
                self._reach[name] = max(self._reach.get(name, 0), -minus_end)
        return kind != "masks" and (end <= self._reach.get(None, 0) or end <= self._reach.get(kind, 0))


def keep_longest(raw: list[Raw]) -> list[Hit]:
    """Return the longest hits of each kind; a gapped hit hides only its own entry, for other words stand inside it."""
    raw.sort()
    masks = _Masks(raw)
    kept: list[Hit] = []
    covering: dict[str, tuple[int, int]] = {}
    gapped: dict[Entry, int] = {}
    for start, minus_end, _, entry, is_gapped in raw:
        end, kind = -minus_end, entry.kind
        if masks.cover(kind, start, end) or end <= gapped.get(entry, 0):
            continue
        if is_gapped:
            gapped[entry] = end
        else:
            cover = covering.get(kind)
            if cover is not None and end <= cover[1] and (start, end) != cover:
                continue
            covering[kind] = (start, end)
        kept.append(Hit(start, end, entry, is_gapped))
    return kept
