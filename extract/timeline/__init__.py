"""Records of many articles to one timeline: merging, independence of sources, conflicts, as-of answers, the page."""

from extract.timeline.answering import Answer, as_of
from extract.timeline.building import build_timeline
from extract.timeline.writing import load_timeline, write_timeline

__all__ = ["Answer", "as_of", "build_timeline", "load_timeline", "write_timeline"]
