"""Records of many articles to one timeline: merging, independence of sources, conflicts, as-of answers, the page."""

from extract.timeline.answering import Timeline, as_of
from extract.timeline.building import build_timeline
from extract.timeline.interruptions import interruptions_of
from extract.timeline.writing import load_timeline, write_timeline

__all__ = ["Timeline", "as_of", "build_timeline", "interruptions_of", "load_timeline", "write_timeline"]
