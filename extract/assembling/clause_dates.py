"""Dates that an act has from its own form: counted from itself ("with immediate effect", 自公布之日起), or signed at its foot.

What is counted stays words until the day is known on which the act was announced.
"""

import re
from datetime import date

from extract.assembling.drafts import Draft
from extract.assembling.instruments import heading_of
from extract.assembling.nearby import gap
from extract.finding.document import Document, Sentence
from extract.finding.times.periods import shift
from extract.records import EventDate, Time

_OFFSET = re.compile(r"P(\d+)([DWMY])")
_UNITS = {"D": "day", "W": "week", "M": "month", "Y": "year"}
_REACH = {"en": 40, "zh": 14}
"""Code points from the words to a cue of effect, without which a term counted from an act is one for something else."""
_FOOT = 3
"""Sentences from the end in which an act is signed and dated."""
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def signed_on(draft: Draft, document: Document) -> EventDate | None:
    """Return the date at the foot of an article that is the text of an act, for the event that the act itself makes.

    The date fills its sentence. None where the article is no act, or the event's sentences name another act as theirs.
    """
    heading = heading_of(document)
    if heading is None or draft.action == "maintain":
        return None
    act, top = heading
    acts = {item.number for sentence in draft.sentences for item in sentence.instruments}
    if acts and act.number not in acts and top not in draft.sentences:
        return None
    for sentence in document.sentences[-_FOOT:]:
        for time in sentence.times:
            alone = document.words(sentence.start, sentence.end).strip() == time.evidence.quote
            if alone and time.value is not None and _DAY.fullmatch(time.value):
                return EventDate(role="announced", value=time.value, evidence=time.evidence, basis=time.basis)
    return None


def effective_after(announced: EventDate, draft: Draft) -> EventDate | None:
    """Return the date of effect that the event's sentences count from its announcement; None where they tell none.

    It is counted only from an announcement that is dated to the day; its `basis` is `instrument`.
    """
    if announced.value is None or not _DAY.fullmatch(announced.value):
        return None
    start = date.fromisoformat(announced.value)
    for sentence in draft.sentences:
        for time in sentence.times:
            value = _counted(time, sentence, start)
            if value is not None:
                return EventDate(role="effective", value=value, evidence=time.evidence, basis="instrument")
    return None


def _counted(time: Time, sentence: Sentence, start: date) -> str | None:
    if time.value is not None or time.relative is None or time.relative.anchor != "instrument":
        return None
    offset = _OFFSET.fullmatch(time.relative.offset)
    if offset is None or (int(offset[1]) and not _tells_effect(time, sentence)):
        return None
    try:
        return shift(start, _UNITS[offset[2]], int(offset[1])).isoformat()
    except (OverflowError, ValueError):  # counted beyond the calendar
        return None


def _tells_effect(time: Time, sentence: Sentence) -> bool:
    place = time.evidence.start, time.evidence.end
    reach = _REACH[sentence.language]
    return any(hit.entry.value == "effective" and gap(place, hit[:2]) <= reach for hit in sentence.of("date_roles"))
