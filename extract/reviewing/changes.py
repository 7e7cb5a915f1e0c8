"""One change of the timeline as a reviewer rules on it: which claims it is made of, which other changes it may be one with."""

from collections.abc import Mapping
from dataclasses import dataclass

from extract.language.folding import fold_words
from extract.records import Change, Claim, Decision, Source, Timeline
from extract.reviewing.desk import Desk

_OFFERED = 12
_AROUND = 90  # characters


@dataclass(frozen=True)
class Told:
    """A claim with its article, None where the timeline does not know it, and the words that tell of it between those around them."""

    claim: Claim
    source: Source | None
    before: str
    quote: str
    after: str
    language: str


@dataclass(frozen=True)
class Matter:
    """A change, its claims, the rulings that made it what it is, and changes that may be the same.

    `versions` are those of the records of its claims, by path; they go back to the desk with a ruling.
    """

    change: Change
    told: tuple[Told, ...]
    rulings: tuple[Decision, ...]
    others: tuple["Other", ...]
    versions: Mapping[str, str | None]


@dataclass(frozen=True)
class Other:
    """Another change, with its first claims."""

    change: Change
    told: tuple[Told, ...]


def matter_of(desk: Desk, timeline: Timeline, claim: Claim, *, search: str = "") -> Matter | None:
    """Return the change to which `claim` belongs; None where the timeline has none.

    Offered are the changes of the same issuer that are most alike, or those of any issuer whose headline holds the words of `search`.
    """
    change = next((change for change in timeline.changes if claim in change.claims), None)
    if change is None:
        return None
    teller = _Teller(desk, timeline)
    found = _found(timeline, change, search) if search else _alike(timeline, change)
    rulings = (desk.decision(id_) for id_ in change.decisions)
    return Matter(
        change=change,
        told=tuple(map(teller.told, change.claims)),
        rulings=tuple(ruling for ruling in rulings if ruling),
        others=tuple(Other(other, tuple(map(teller.told, other.claims[:2]))) for other in found),
        versions={claim.record: desk.version(claim.record) for claim in change.claims},
    )


def _found(timeline: Timeline, change: Change, search: str) -> list[Change]:
    words = fold_words(search).split()
    others = (other for other in timeline.changes if other.id != change.id)
    held = ((other, fold_words(f"{other.headline.en}\n{other.headline.zh}")) for other in others)
    return [other for other, text in held if all(word in text for word in words)][:_OFFERED]


def _alike(timeline: Timeline, change: Change) -> list[Change]:
    """Return changes of the same issuer, those first that share measure, action, materials and time with this one."""
    issuer = change.issuer.value.jurisdiction
    others = [
        other for other in timeline.changes if other.id != change.id and other.issuer.value.jurisdiction == issuer
    ]
    return sorted(others, key=lambda other: (-_likeness(change, other), other.id))[:_OFFERED]


def _likeness(one: Change, other: Change) -> float:
    """Return how many of measure, action, materials and month of the first report two changes share."""
    materials, others = _materials(one), _materials(other)
    shared = len(materials & others) / len(materials | others) if materials | others else 0.0
    month = bool(one.first_reported) and (one.first_reported or "")[:7] == (other.first_reported or "")[:7]
    return 2 * (one.measure.value == other.measure.value) + (one.action.value == other.action.value) + shared + month


def _materials(change: Change) -> set[str]:
    return {told.value for told in change.materials}


class _Teller:
    """Gives claims their articles and words."""

    def __init__(self, desk: Desk, timeline: Timeline) -> None:
        self._desk = desk
        self._sources = {source.record: source for source in timeline.sources}

    def told(self, claim: Claim) -> Told:
        record = self._desk.record(claim.record)
        text = record.article.text
        event = next(event for event in record.events if event.id == claim.event)
        start, end = event.triggers[0].evidence.start, event.triggers[0].evidence.end
        before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
        source = self._sources.get(claim.record)
        return Told(claim, source, before, text[start:end], after, record.article.language)
