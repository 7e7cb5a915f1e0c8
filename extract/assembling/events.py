"""Mentions to events: the whole way on one page."""

from dataclasses import dataclass

from extract.assembling.actions import read_action
from extract.assembling.attribution import find_attribution
from extract.assembling.barring import find_barred
from extract.assembling.bases import basis_of
from extract.assembling.calibration import confidence_of, is_worth_telling
from extract.assembling.certainty import read_certainty
from extract.assembling.clustering import cluster
from extract.assembling.conditions import find_conditions
from extract.assembling.dates import find_dates
from extract.assembling.directions import direction_of
from extract.assembling.drafts import Draft, Mention
from extract.assembling.headlines import headline_of
from extract.assembling.instruments import find_instrument
from extract.assembling.issuers import read_issuer
from extract.assembling.links import link_amendments
from extract.assembling.materials import find_materials
from extract.assembling.mentions import find_measures
from extract.assembling.stages import read_stage, stage_by_dates
from extract.assembling.targets import find_targets
from extract.assembling.terms import find_terms
from extract.finding.document import Document
from extract.records import Attribution, Condition, Event, EventDate, Instrument, MaterialMention, Target, Trigger
from extract.records.ids import distinct_ids


@dataclass(frozen=True, slots=True)
class Arguments:
    """What a draft's event says besides its measure, action, stage, certainty and issuer."""

    targets: tuple[Target, ...]
    materials: tuple[MaterialMention, ...]
    conditions: tuple[Condition, ...]
    dates: tuple[EventDate, ...]
    instrument: Instrument | None
    attribution: tuple[Attribution, ...]


def find_events(document: Document) -> tuple[Event, ...]:
    """Return the events of an article, in the order of their first mention."""
    told = [(draft, _arguments(draft, document)) for draft in drafts_of(document)]
    told = [(draft, arguments) for draft, arguments in told if is_worth_telling(draft, arguments.materials, document)]
    for draft, arguments in told:
        draft.stage = stage_by_dates(draft, arguments.dates, document)
    ids = distinct_ids("e", (_identity(draft, document) for draft, _ in told))
    amendments = link_amendments([draft for draft, _ in told], ids, document.sentences)
    return tuple(
        _event(identifier, draft, arguments, document).model_copy(update={"amends": amends})
        for identifier, (draft, arguments), amends in zip(ids, told, amendments, strict=True)
    )


def drafts_of(document: Document) -> list[Draft]:
    """Return every event that the article may tell of, likely or not, in the order of their first mention."""
    return cluster(read_mentions(document), document)


def read_mentions(document: Document) -> list[Mention]:
    """Return every mention of a measure with what its sentence says of it."""
    mentions = find_measures(document)
    for mention in mentions:
        _read(mention, document)
    return mentions


def _read(mention: Mention, document: Document) -> None:
    mention.issuer = read_issuer(mention, document)
    mention.action = read_action(mention, document)
    mention.stage = read_stage(mention, document)
    mention.certainty = read_certainty(mention, document)


def _arguments(draft: Draft, document: Document) -> Arguments:
    return Arguments(
        targets=find_targets(draft, document),
        materials=find_materials(draft, document),
        conditions=_conditions(draft, document),
        dates=find_dates(draft, document),
        instrument=find_instrument(draft, document),
        attribution=find_attribution(draft, document),
    )


def _conditions(draft: Draft, document: Document) -> tuple[Condition, ...]:
    beside = find_conditions(draft, document)
    known = {(condition.type, condition.value) for condition in beside}
    terms = (term for term in find_terms(draft, document) if (term.type, term.value) not in known)
    barred = find_barred(draft, document)
    others = (one for one in beside if one.type != "end_user" or not any(_overlap(one, other) for other in barred))
    return (*others, *terms, *barred)


def _overlap(one: Condition, other: Condition) -> bool:
    return one.evidence.start < other.evidence.end and other.evidence.start < one.evidence.end


def _identity(draft: Draft, document: Document) -> tuple[object, ...]:
    places = " ".join(f"{mention.start}-{mention.end}" for mention in draft.mentions)
    return document.article.text_sha256, draft.measure, draft.action, draft.stage, places


def _event(identifier: str, draft: Draft, arguments: Arguments, document: Document) -> Event:
    return Event(
        id=identifier,
        measure=draft.measure,
        action=draft.action,
        stage=draft.stage,
        certainty=draft.certainty,
        direction=direction_of(draft.measure, draft.action),
        headline=headline_of(draft, arguments.targets, arguments.materials, document.knowledge),
        triggers=tuple(Trigger(evidence=document.span(mention.start, mention.end)) for mention in best_first(draft)),
        issuer=draft.issuer,
        targets=arguments.targets,
        materials=arguments.materials,
        conditions=arguments.conditions,
        dates=arguments.dates,
        instrument=arguments.instrument,
        attribution=arguments.attribution,
        basis=basis_of(draft, document),
        confidence=confidence_of(draft, arguments.materials, document),
    )


def best_first(draft: Draft) -> list[Mention]:
    """Put the mention that says most first: a strong cue, with an action and an issuer of its own.

    What only a learned reader proposes is left out where cues tell the event: it may be "a" or "this", and two in five are of the event.
    """
    told = [mention for mention in draft.mentions if not mention.is_proposed] or draft.mentions
    return sorted(
        told,
        key=lambda mention: (
            mention.cue.get("strength") == "weak",
            mention.action is None,
            mention.issuer is None,
            mention.start,
        ),
    )
