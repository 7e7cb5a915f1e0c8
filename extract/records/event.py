"""One change of a licensing regime as one article tells it; see `schemas/article_record.json`."""

from pydantic import Field

from extract.records.base import Confidence, Record
from extract.records.codes import (
    Action,
    Certainty,
    ConditionType,
    DateRole,
    Direction,
    Effect,
    Measure,
    Relation,
    SaidBy,
    SourceKind,
    Stage,
    TargetClass,
)
from extract.records.edtf import Edtf
from extract.records.span import Span


class Grounded(Record):
    """A value with its words, or with the `basis` that it was inherited or inferred from."""

    evidence: Span | None = None
    basis: str | None = None


class Trigger(Record):
    """Words that express the measure or what is done to it."""

    evidence: Span


class Issuer(Grounded):
    """Who does it: ISO 3166 or body code (`XX` unknown), and the authority as the article names it."""

    jurisdiction: str = Field(pattern=r"^([A-Z]{2}|[A-Z][A-Z0-9]{1,4})$")
    name: str | None = None
    authority_id: str | None = None


class Target(Grounded):
    """Whose trade is limited or freed; `class` is read and written under that name."""

    jurisdiction: str | None = Field(default=None, pattern=r"^([A-Z]{2}|[A-Z][A-Z0-9]{1,4})$")
    class_: TargetClass = Field(alias="class")
    name: str | None = None


class MaterialMention(Grounded):
    """A material by its id in the knowledge, or `other:<short English name>`."""

    id: str = Field(min_length=1)


class Condition(Record):
    """What qualifies the measure; `value` is an ISO 8601 duration, a percentage or a number with its unit."""

    type: ConditionType
    effect: Effect
    value: str | None = None
    text: str = Field(min_length=1)
    evidence: Span


class EventDate(Grounded):
    """A date in the life of the event; `value` is None when its words could not be resolved."""

    role: DateRole
    value: Edtf | None


class Instrument(Grounded):
    """The legal act; `key` is language-neutral: `CN:MOFCOM+GAC:2025:18`."""

    name: str | None = None
    number: str | None = None
    key: str | None = None


class Amends(Record):
    """The event of this record, or the instrument, that this event acts on."""

    event_id: str | None = None
    instrument_key: str | None = None
    relation: Relation


class Attribution(Grounded):
    """Who says so."""

    name: str
    kind: SourceKind


class Headline(Record):
    """One line a person can read, generated from the fields alone."""

    en: str
    zh: str


class EventBasis(Record):
    """Who would say the same alone, the rules or the model; `neither` where only the sum of their words says so."""

    action: SaidBy
    stage: SaidBy
    certainty: SaidBy
    issuer: SaidBy


class Event(Record):
    """One thing an authority does, did, plans or is reported to consider; triggers stand best first.

    `basis` is None where no model was heard.
    """

    id: str = Field(min_length=1)
    measure: Measure
    action: Action
    stage: Stage
    certainty: Certainty
    direction: Direction
    headline: Headline
    triggers: tuple[Trigger, ...] = Field(min_length=1)
    issuer: Issuer
    targets: tuple[Target, ...] = ()
    materials: tuple[MaterialMention, ...] = ()
    conditions: tuple[Condition, ...] = ()
    dates: tuple[EventDate, ...] = ()
    instrument: Instrument | None = None
    amends: Amends | None = None
    attribution: tuple[Attribution, ...] = ()
    basis: EventBasis | None = None
    confidence: Confidence
