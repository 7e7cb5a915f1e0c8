"""The dates in the life of an event: which of those told beside its mentions are its own, and what they are."""

from collections.abc import Iterator
from typing import NamedTuple, cast

from extract.assembling.drafts import Draft, Mention
from extract.finding.document import Document
from extract.records import EventDate, Time
from extract.records.codes import DateRole, Stage
from extract.records.edtf import is_edtf

_REACH = {"en": 90, "zh": 45}
"""Code points from a mention to a date of its own: a long clause of news in either language."""
_CUE_REACH = {"en": 40, "zh": 14}
"""Code points from a date to the words that tell its role."""
_VAGUE = 60
"""Code points that a bare year ranks behind a month or a day."""
_USUAL: dict[Stage, DateRole] = {"in_force": "effective", "ended": "effective"}
"""The role of a date that no word tells, by the stage of its event; any other stage: announced."""


class _Candidate(NamedTuple):
    """A date near a mention; `rank` is lower for a better one."""

    rank: int
    role: DateRole
    time: Time


def find_dates(draft: Draft, document: Document) -> tuple[EventDate, ...]:
    """Return the event's dates, one a role: the nearest to a mention, the most exact first.

    "From May 1" is a date with the role `effective`, not an interval without an end; the article's own day alone is none.
    """
    best: dict[DateRole, _Candidate] = {}
    for mention in draft.mentions:
        for candidate in _near(mention, draft):
            held = best.get(candidate.role)
            if held is None or candidate.rank < held.rank:
                best[candidate.role] = candidate
    own_day = ("today", document.article.published)
    told = [c for c in best.values() if (c.time.evidence.quote.lower(), c.time.value) != own_day]
    return tuple(
        EventDate(
            role=candidate.role,
            value=_closed(cast("str", candidate.time.value), candidate.role),
            evidence=candidate.time.evidence,
        )
        for candidate in sorted(told, key=lambda candidate: candidate.time.evidence.start)
    )


def _closed(value: str, role: DateRole) -> str:
    first, _, last = value.partition("/")
    if last == "..":
        return first
    return last if first == ".." and role == "expires" else value


def _near(mention: Mention, draft: Draft) -> Iterator[_Candidate]:
    reach = _REACH[mention.sentence.language]
    for time in mention.sentence.times:
        if time.value is None or not is_edtf(time.value) or _belongs_to_a_figure(time, mention):
            continue
        distance = _distance(time, mention.start, mention.end)
        role = time.role or _role(time, mention) or _USUAL.get(draft.stage, "announced")
        exactness = len(time.value.split("/")[0])
        if distance <= reach:
            yield _Candidate(distance + _VAGUE * (exactness == len("2025")), role, time)


def _distance(time: Time, start: int, end: int) -> int:
    return max(start - time.evidence.end, time.evidence.start - end, 0)


def _belongs_to_a_figure(time: Time, mention: Mention) -> bool:
    """Tell whether a date is the period of a change in the sentence: it stands nearer to that than to the mention."""
    own = _distance(time, mention.start, mention.end)
    return any(
        quantity.change and _distance(time, quantity.evidence.start, quantity.evidence.end) < own
        for quantity in mention.sentence.quantities
    )


def _role(time: Time, mention: Mention) -> DateRole | None:
    """Return the role that the nearest cue tells, None without one."""
    reach = _CUE_REACH[mention.sentence.language]
    cues = [
        (gap, hit.entry.value)
        for hit in mention.sentence.hits
        if hit.entry.kind == "date_roles" and (gap := _distance(time, hit.start, hit.end)) <= reach
    ]
    return cast("DateRole", min(cues)[1]) if cues else None
