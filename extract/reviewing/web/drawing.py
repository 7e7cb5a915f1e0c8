"""The timeline of the records as reviewed, drawn with links to their articles on the desk."""

import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from extract.errors import RegimelineError
from extract.reviewing.desk import Desk
from extract.running.outputs import load_records
from extract.running.rebuilding import TIMELINE, rebuild
from extract.timeline import load_timeline
from extract.timeline.page import render_page

REVIEW: Final = "/articles"
"""Where the timeline page finds the desk: on the host that serves it."""


class Drawing:
    """Draws the timeline of a desk's folder when it is asked for; one at a time."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._lock = threading.Lock()
        self._known: tuple[int, Mapping[str, Mapping[str, str]]] = (0, {})

    def page(self) -> str:
        """Return the page, from the records and decisions of now. Raises what `rebuild` raises."""
        with self._lock:
            path = rebuild(self._desk.out).path
            return render_page(load_timeline(path), load_records(self._desk.out).records, review=REVIEW)

    def places(self, record: str) -> Mapping[str, str]:
        """Return where on the timeline the items of a record are, by id: `c=ID` of a change, `f=ID` of a statistic."""
        path = self._desk.out / TIMELINE
        if not path.exists():
            return {}
        stamp = path.stat().st_mtime_ns
        with self._lock:
            if self._known[0] != stamp:
                self._known = stamp, _places(path)
            return self._known[1].get(record, {})


def _places(path: Path) -> dict[str, dict[str, str]]:
    """Return for each record its items with their places; none where the file is not valid, since the desk can do without."""
    found: dict[str, dict[str, str]] = {}
    try:
        timeline = load_timeline(path)
    except RegimelineError:
        return found
    for change in timeline.changes:
        for claim in change.claims:
            found.setdefault(claim.record, {})[claim.event] = f"c={change.id}"
    for figure in timeline.figures:
        for reading in (figure.reading, *figure.rivals):
            for row in reading.support:
                found.setdefault(row.record, {})[row.statistic] = f"f={figure.id}"
    return found
