"""Site furniture around an article, set apart and never deleted: cues as data, and the rules that read them."""

from extract.reading.boilerplate.cues import Cue, load_cues
from extract.reading.boilerplate.finding import find_boilerplate

__all__ = ["Cue", "find_boilerplate", "load_cues"]
