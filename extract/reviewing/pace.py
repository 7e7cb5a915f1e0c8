"""How long a decision takes: the time between the verdicts of one reviewer, breaks left out."""

import threading
from collections import deque
from statistics import median

from extract.records import Decision

BREAK = 600.0
"""Seconds after which a reviewer was away, and not at work on one item."""

_KEPT = 500
_FEW = 3


class Pace:
    """Takes in decisions in the order of the log; the last verdicts count."""

    def __init__(self) -> None:
        self._last: dict[str, float] = {}
        self._gaps: deque[float] = deque(maxlen=_KEPT)
        self._lock = threading.Lock()

    def take_in(self, decision: Decision) -> None:
        """Count a decision, if it is a verdict on a whole item."""
        if (
            decision.scope != "record"
            or decision.field is not None
            or decision.verdict not in ("accept", "reject", "merge")
        ):
            return
        at = decision.at.timestamp()
        with self._lock:
            gap = at - self._last.get(decision.by, float("-inf"))
            self._last[decision.by] = at
            if 0.0 <= gap <= BREAK:
                self._gaps.append(gap)

    def seconds(self) -> float | None:
        """Return the median time for an item, None before three were decided one after the other."""
        with self._lock:
            return median(self._gaps) if len(self._gaps) >= _FEW else None
