"""Which changes applied on a day, as known on a day."""

from collections.abc import Iterator
from datetime import date
from typing import Literal, NamedTuple

from extract.knowledge import load_knowledge
from extract.records import Change, Claim, TargetValue, Timeline
from extract.records.edtf import day_bounds
from extract.timeline.items import Groups

_MAKES = frozenset({"introduce", "expand", "tighten", "ease", "resume", "extend", "maintain", "grant"})
_UNMAKES = frozenset({"suspends", "ends", "replaces"})


class Answer(NamedTuple):
    """One change that applied on the day; `unknown` where its claims leave that open, and why."""

    change: Change
    status: Literal["in_force", "unknown"]
    why: str


class _Question(NamedTuple):
    day: date
    known: frozenset[str] | None
    """Records published by the day of knowledge; None for all."""


def as_of(
    timeline: Timeline,
    day: date,
    *,
    known_by: date | None = None,
    material: str | None = None,
    destination: str | None = None,
    end_user: str | None = None,
    groups: Groups | None = None,
) -> tuple[Answer, ...]:
    """Return the changes that applied on `day`, using only articles published by `known_by`.

    `material` is an id; a change for a group that holds it applies too. `destination` is a jurisdiction, `end_user`
    a target class such as `civil`; a change without targets applies to all.
    """
    above = load_knowledge().material_groups if groups is None else groups
    question = _Question(day, _known(timeline, known_by))
    wanted = None if material is None else {material, *above.get(material, ())}
    answers = (
        _answer(change, timeline, question)
        for change in timeline.changes
        if _concerns(change, wanted) and _reaches(change, destination, end_user)
    )
    return tuple(answer for answer in answers if answer)


def _known(timeline: Timeline, known_by: date | None) -> frozenset[str] | None:
    if known_by is None:
        return None
    ends = {source.record: day_bounds(source.published)[1] for source in timeline.sources if source.published}
    return frozenset(record for record, end in ends.items() if end and end.toordinal() - 1 <= known_by.toordinal())


def _concerns(change: Change, wanted: set[str] | None) -> bool:
    return wanted is None or not change.materials or any(told.value in wanted for told in change.materials)


def _reaches(change: Change, destination: str | None, end_user: str | None) -> bool:
    targets = [told.value for told in change.targets]
    return not targets or any(_is_for(target, destination, end_user) for target in targets)


def _is_for(target: TargetValue, destination: str | None, end_user: str | None) -> bool:
    place = destination is None or target.jurisdiction in (None, destination)
    return place and (end_user is None or target.class_ in ("all", end_user))


def _answer(change: Change, timeline: Timeline, question: _Question) -> Answer | None:
    known = [claim for claim in change.claims if _is_known(claim, question)]
    if not known or change.action.value not in _MAKES or change.certainty.value == "denied":
        return None
    start, why = _start(change, question)
    end = _end(change, timeline, question)
    if start is None:
        return Answer(change, "unknown", why) if why and (end is None or question.day < end) else None
    if start <= question.day and (end is None or question.day < end):
        return Answer(change, "in_force", why)
    return None


def _is_known(claim: Claim, question: _Question) -> bool:
    return question.known is None or claim.record in question.known


def _start(change: Change, question: _Question) -> tuple[date | None, str]:
    """Return the first day on which the change certainly applied, or None and why; no reason when it never did."""
    for told in change.dates:
        if told.value.role == "effective" and any(_is_known(claim, question) for claim in told.support):
            first, after = day_bounds(told.value.value)
            if (
                after is not None
                and first is not None
                and first <= question.day < after
                and after.toordinal() - first.toordinal() > 1
            ):
                return None, f"it took effect some time in {told.value.value}"
            return first, f"effective {told.value.value}"
    told_in_force = [
        entry
        for entry in change.stages
        if entry.stage == "in_force" and any(_is_known(c, question) for c in entry.claims)
    ]
    if told_in_force:
        since = told_in_force[0].as_of
        return (day_bounds(since)[0] if since else None), f"told as in force, since {since} at the latest"
    announced = any(entry.stage == "announced" for entry in change.stages)
    return None, "announced, and no source says when it takes effect" if announced else ""


def _end(change: Change, timeline: Timeline, question: _Question) -> date | None:
    """Return the first day on which it no longer applied: it expired, or another change suspended or ended it."""
    return min(_ends(change, timeline, question), default=None)


def _ends(change: Change, timeline: Timeline, question: _Question) -> Iterator[date]:
    for told in change.dates:
        if told.value.role == "expires":
            after = day_bounds(told.value.value)[1]
            if after:
                yield after
    for other in timeline.changes:
        links = [link for link in other.amends if link.change == change.id and link.relation in _UNMAKES]
        if links and any(_is_known(claim, question) for claim in other.claims):
            start = _start(other, question)[0]
            if start:
                yield start
