"""Two timelines on disk, compared, with the words of the records beside them."""

from pathlib import Path

from extract.errors import UsageError
from extract.records import Timeline
from extract.records.difference import TimelineDifference
from extract.running.rebuilding import TIMELINE
from extract.running.voices import voices_in
from extract.timeline import load_timeline
from extract.timeline.differing import diff_timelines


def compare_timelines(old: Path, new: Path) -> TimelineDifference:
    """Return what is different; `old` and `new` are folders with a timeline.json, or such files, with their records beside them.

    Claims are quoted where the records are still there. Raises UsageError when a timeline is not there, RecordError when
    it is not valid.
    """
    before, after = _timeline_of(old), _timeline_of(new)
    return diff_timelines(
        load_timeline(before),
        load_timeline(after),
        old_voices=voices_in(before.parent),
        new_voices=voices_in(after.parent),
    )


def read_timeline(place: Path) -> Timeline:
    """Return the timeline in a folder, or of such a file. Raises UsageError when there is none, RecordError when it is not valid."""
    return load_timeline(_timeline_of(place))


def _timeline_of(place: Path) -> Path:
    path = place / TIMELINE if place.is_dir() else place
    if not path.is_file():
        message = f"{path} is not there; build it with `regimeline timeline`"
        raise UsageError(message)
    return path
