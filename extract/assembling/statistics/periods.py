"""The time that a figure is of: the date nearest to it in its sentence."""

from extract.assembling.statistics.candidates import Candidate
from extract.records.edtf import is_edtf


def find_period(candidate: Candidate) -> str | None:
    """Return the period of a figure as an EDTF value, or None when its sentence tells no time for it."""
    times = [time for time in candidate.sentence.times if time.value is not None and is_edtf(time.value)]
    best = min(
        times,
        key=lambda time: max(time.evidence.start - candidate.end, candidate.start - time.evidence.end, 0),
        default=None,
    )
    return None if best is None else best.value
