"""The dates in the life of an event: which of those told beside its mentions are its own, and what they are.

For each role it is asked which of the event's candidates has it, or none of them; `weighing` says what their traits are
worth, and what is told twice counts twice.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from math import exp
from typing import NamedTuple, get_args

from extract.assembling.clause_dates import effective_after, signed_on
from extract.assembling.date_candidates import Candidate, Seen, candidates_of, traits_of_none
from extract.assembling.drafts import Draft
from extract.assembling.joining import argument_odds, join_scores
from extract.assembling.weighing import weigh
from extract.finding.document import Document
from extract.finding.opinion import Place
from extract.records import EventDate
from extract.records.codes import DateRole

ROLES: tuple[DateRole, ...] = get_args(DateRole)
SURE = 0.25
"""Least share of a role; the one with the best F1 on held-out folds of annotated articles."""


_AT_ONCE: tuple[DateRole, ...] = ("effective", "expires")


class _Found(NamedTuple):
    share: float
    candidate: Candidate


def find_dates(draft: Draft, document: Document) -> tuple[EventDate, ...]:
    """Return the event's dates, the likeliest of each role, in the order of the text.

    "From May 1" is a date with the role `effective`, not an interval without an end.
    """
    found = candidates_of(draft, document)
    best: dict[DateRole, _Found] = {}
    for role, answer in _answers(found, draft, document):
        if answer.share >= SURE and (role not in best or answer.share > best[role].share):
            best[role] = answer
    told = {role: _event_date(role, answer.candidate) for role, answer in best.items()}
    told |= _other_ends(told, best)
    told |= _told_at_once(told, found, draft)
    if "announced" not in told and (signed := signed_on(draft, document)) is not None:
        told["announced"] = signed
    if "announced" in told and "effective" not in told and (counted := effective_after(told["announced"], draft)):
        told["effective"] = counted
    return tuple(sorted(told.values(), key=_place))


def _other_ends(told: Mapping[DateRole, EventDate], best: Mapping[DateRole, _Found]) -> dict[DateRole, EventDate]:
    """Return the other end of an interval of which one end is told: what runs from a day runs until one."""
    ends: dict[DateRole, tuple[str, DateRole]] = {"effective": ("first", "expires"), "expires": ("last", "effective")}
    found: dict[DateRole, EventDate] = {}
    for role, (form, other) in ends.items():
        if role in told and other not in told and best[role].candidate.form == form:
            time = best[role].candidate.time
            first, _, last = (time.value or "").partition("/")
            value = last if form == "first" else first
            found[other] = EventDate(role=other, value=value, evidence=time.evidence, basis=time.basis)
    return found


def _told_at_once(told: Mapping[DateRole, EventDate], found: Sequence[Seen], draft: Draft) -> dict[DateRole, EventDate]:
    """Return the roles that words right at a date tell ("in force since") in a sentence that is of the event alone."""
    own = [one for one in draft.sentences if len({hit.entry.value for hit in one.of("measures")}) == 1]
    found_roles: dict[DateRole, EventDate] = {}
    for role in _AT_ONCE:
        dates = [
            candidate
            for candidate, _ in found
            if _role_told(candidate, draft) == role
            and candidate.time.relative is None
            and any(one.start <= candidate.time.evidence.start < one.end for one in own)
        ]
        if role not in told and len({candidate.value for candidate in dates}) == 1:
            found_roles[role] = _event_date(role, dates[0])
    return found_roles


def _role_told(candidate: Candidate, draft: Draft) -> str | None:
    """Return the role of a date that its own words tell; the ends of an interval are those of a suspension."""
    ends = {"first": "effective", "last": "expires"} if draft.action == "suspend" else {}
    return candidate.role or ends.get(candidate.form)


def _place(told: EventDate) -> tuple[int, str]:
    return (told.evidence.start if told.evidence else 0), told.role


def _event_date(role: DateRole, candidate: Candidate) -> EventDate:
    time = candidate.time
    return EventDate(role=role, value=candidate.value, evidence=time.evidence, basis=time.basis)


def _answers(found: Sequence[Seen], draft: Draft, document: Document) -> Iterator[tuple[DateRole, _Found]]:
    """Yield the likeliest role of each value, with its share."""
    by_value: dict[str, dict[DateRole, _Found]] = defaultdict(dict)
    for role in ROLES if found else ():
        for value, answer in _shares(role, found, draft, document).items():
            by_value[value][role] = answer
    for roles in by_value.values():
        yield max(roles.items(), key=lambda item: item[1].share)


def _shares(role: DateRole, found: Sequence[Seen], draft: Draft, document: Document) -> dict[str, _Found]:
    """Return what share of the odds for a role each value has, all its tellings together, with the best of them."""
    scores: dict[int | None, float] = {None: weigh(f"no {role} date", traits_of_none(draft, len(found)))}
    scores |= {number: weigh(f"date {role}", traits) for number, (_, traits) in enumerate(found)}
    scores = join_scores("date", scores, _opinions(role, found, draft, document), document)
    odds = [exp(scores[number]) if one.role in (None, role) else 0.0 for number, (one, _) in enumerate(found)]
    whole = sum(odds) + exp(scores[None])
    shares: dict[str, float] = defaultdict(float)
    best: dict[str, tuple[float, Candidate]] = {}
    for odd, (candidate, _) in zip(odds, found, strict=True):
        shares[candidate.value] += odd / whole
        if candidate.value not in best or odd > best[candidate.value][0]:
            best[candidate.value] = odd, candidate
    return {value: _Found(shares[value], candidate) for value, (_, candidate) in best.items()}


def _opinions(role: DateRole, found: Sequence[Seen], draft: Draft, document: Document) -> dict[int | None, float]:
    """Return what a learned reader says of each candidate, and 0 for none; empty without a reader."""
    places: dict[int | None, list[Place]] = {
        number: [(candidate.time.evidence.start, candidate.time.evidence.end)]
        for number, (candidate, _) in enumerate(found)
    }
    odds = argument_odds(role, draft.mentions, places, document)
    return {**odds, None: 0.0} if odds else {}
