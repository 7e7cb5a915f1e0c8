"""Which changes applied on a day, as known on a day."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Literal, NamedTuple

from extract.knowledge import load_knowledge
from extract.records import Change, Claim, TargetValue, Timeline
from extract.records.edtf import day_bounds
from extract.timeline.items import Groups

_MAKES = frozenset({"introduce", "expand", "tighten", "ease", "resume", "extend", "maintain", "grant"})
_UNMAKES = frozenset({"suspends", "ends", "replaces"})
_TO_COME = frozenset({"considered", "planned"})

Status = Literal["in_force", "unknown"]
Finding = tuple[Status | None, str]


class Answer(NamedTuple):
    """One change that applied on the day; `unknown` where its claims leave that open, and why."""

    change: Change
    status: Status
    why: str


class _Question(NamedTuple):
    day: date
    known: frozenset[str] | None
    """Records published by the day of knowledge; None for all."""
    wanted: frozenset[str] | None
    """The material and the groups above it; None for all."""
    destination: str | None
    end_user: str | None
    lifted_by: Mapping[str, list[Change]]
    """Change to those that suspend, end or replace it."""


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
    a target class such as `civil`; a change without targets applies to all. What was suspended for some materials or
    some buyers goes on for the others, and for all again when the suspension expires.
    """
    above = load_knowledge().material_groups if groups is None else groups
    wanted = None if material is None else frozenset({material, *above.get(material, ())})
    question = _Question(day, _known(timeline, known_by), wanted, destination, end_user, _lifting(timeline))
    answers = (_answer(change, question) for change in timeline.changes if _concerns(change, question))
    return tuple(answer for answer in answers if answer)


def _known(timeline: Timeline, known_by: date | None) -> frozenset[str] | None:
    if known_by is None:
        return None
    after = {source.record: day_bounds(source.published)[1] for source in timeline.sources if source.published}
    return frozenset(record for record, end in after.items() if end and end.toordinal() - 1 <= known_by.toordinal())


def _lifting(timeline: Timeline) -> Mapping[str, list[Change]]:
    found: dict[str, list[Change]] = defaultdict(list)
    for change in timeline.changes:
        for link in change.amends:
            if link.relation in _UNMAKES:
                found[link.change].append(change)
    return found


def _answer(change: Change, question: _Question) -> Answer | None:
    if change.action.value not in _MAKES:
        return None
    status, why = _holds(change, question)
    for other in question.lifted_by.get(change.id, ()) if status else ():
        lifted, because = _holds(other, question)
        if lifted and _covers(other, change, question):
            if lifted == "in_force":
                return None
            status, why = "unknown", f"{other.headline.en}: {because}"
    return Answer(change, status, why) if status else None


def _holds(change: Change, question: _Question) -> Finding:
    """Tell whether a change took effect and has not expired, whatever other changes did to it."""
    stages: set[str] = {entry.stage for entry in change.stages if _any_known(entry.claims, question)}
    if not stages or change.certainty.value == "denied" or _expired(change, question):
        return None, ""
    effective = _effective(change, question)
    if effective:
        return _since(effective, stages, question.day)
    if stages <= _TO_COME:
        return None, ""
    told = next((entry.as_of for entry in change.stages if entry.stage in ("in_force", "ended") and entry.as_of), None)
    if told is None or not stages & {"in_force", "ended"}:
        return "unknown", "announced, and no source says when it takes effect"
    first = day_bounds(told)[0]
    begun = first is not None and first <= question.day
    return ("in_force", f"told as in force, since {told} at the latest") if begun else (None, "")


def _since(effective: str, stages: set[str], day: date) -> Finding:
    first, after = day_bounds(effective)
    if first and day < first:
        return None, ""
    if stages <= _TO_COME:
        return "unknown", f"planned for {effective}, and no source says that it took effect"
    exact = first is not None and (after is None or (after - first).days == 1)
    if not exact and (after is None or day < after):
        return "unknown", f"it took effect some time in {effective}"
    return "in_force", f"effective {effective}"


def _effective(change: Change, question: _Question) -> str | None:
    dates = (told for told in change.dates if told.value.role == "effective")
    return next((told.value.value for told in dates if _any_known(told.support, question)), None)


def _expired(change: Change, question: _Question) -> bool:
    expiries = (told for told in change.dates if told.value.role == "expires" and _any_known(told.support, question))
    ends = (day_bounds(told.value.value)[1] for told in expiries)
    return any(end is not None and end <= question.day for end in ends)


def _any_known(claims: tuple[Claim, ...], question: _Question) -> bool:
    return question.known is None or any(claim.record in question.known for claim in claims)


def _concerns(change: Change, question: _Question) -> bool:
    named = {told.value for told in change.materials}
    return (question.wanted is None or not named or bool(named & question.wanted)) and _reaches(change, question)


def _reaches(change: Change, question: _Question) -> bool:
    targets = [told.value for told in change.targets]
    return not targets or any(_is_for(target, question) for target in targets)


def _is_for(target: TargetValue, question: _Question) -> bool:
    place = question.destination is None or target.jurisdiction in (None, question.destination)
    return place and (question.end_user is None or target.class_ in ("all", question.end_user))


def _covers(other: Change, change: Change, question: _Question) -> bool:
    """Tell whether `other` lifts all that was asked about of `change`, and not a part of it."""
    named = {told.value for told in other.materials}
    goods = not named or question.wanted is not None or {told.value for told in change.materials} <= named
    asked = question.destination is not None or question.end_user is not None
    same = {told.value for told in change.targets} <= {told.value for told in other.targets} and bool(change.targets)
    return goods and (not other.targets or asked or same) and _concerns(other, question)
