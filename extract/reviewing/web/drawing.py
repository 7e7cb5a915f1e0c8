"""The timeline of the records as reviewed, drawn with links to their articles on the desk."""

import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Final, NamedTuple

from extract.errors import RegimelineError
from extract.records.log import DECISIONS
from extract.records.store import RecordStore
from extract.reviewing.desk import Desk
from extract.running.outputs import load_records
from extract.running.rebuilding import TIMELINE, rebuild
from extract.timeline import Timeline, load_timeline
from extract.timeline.page import render_page

REVIEW: Final = "/articles"
"""Where the timeline page finds the desk: on the host that serves it."""


_Stamp = tuple[int, int]
"""Size of a file in bytes, its time in nanoseconds."""


class _Drawn(NamedTuple):
    """A timeline, the files that it was built from and to, and its page once somebody asked for that."""

    sources: object
    written: _Stamp | None
    timeline: Timeline
    page: str | None = None


class Drawing:
    """Builds and draws the timeline of a desk's folder when it is asked for and something changed; one at a time."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._turn = threading.Lock()  # over building, for which those who only look for places do not wait
        self._drawn: _Drawn | None = None
        self._lock = threading.Lock()
        self._known: tuple[_Stamp | None, Mapping[str, Mapping[str, str]]] = (None, {})

    def page(self) -> str:
        """Return the page, from the records and decisions of now. Raises what `rebuild` raises."""
        with self._turn:
            drawn = self._built()
            page = drawn.page or render_page(drawn.timeline, load_records(self._desk.out).records, review=REVIEW)
            self._drawn = drawn._replace(page=page)
            return page

    def timeline(self) -> Timeline:
        """Return the timeline, from the records and decisions of now. Raises what `rebuild` raises."""
        with self._turn:
            self._drawn = self._built()
            return self._drawn.timeline

    def _built(self) -> _Drawn:
        sources, drawn = self._sources(), self._drawn
        path = self._desk.out / TIMELINE
        if drawn and drawn.sources == sources and drawn.written == _stamp(path):
            return drawn
        rebuild(self._desk.out)
        return _Drawn(sources, _stamp(path), load_timeline(path))

    def _sources(self) -> object:
        """Return what tells whether records and decisions are those of before."""
        return frozenset(RecordStore(self._desk.out).units()), _stamp(self._desk.out / DECISIONS)

    def places(self, record: str) -> Mapping[str, str]:
        """Return where on the timeline the items of a record are, by id: `c=ID` of a change, `f=ID` of a statistic."""
        path = self._desk.out / TIMELINE
        stamp = _stamp(path)
        if stamp is None:
            return {}
        with self._lock:
            if self._known[0] != stamp:
                self._known = stamp, _places(path)
            return self._known[1].get(record, {})


def _stamp(path: Path) -> _Stamp | None:
    try:
        stat = path.stat()
    except FileNotFoundError:
        return None
    return stat.st_size, stat.st_mtime_ns


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
