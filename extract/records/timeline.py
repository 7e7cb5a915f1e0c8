"""What many articles together tell: changes, figures and regimes, each value with the claims that support it."""

from typing import Generic, Literal, Self, TypeVar

from pydantic import Field, model_validator

from extract.records.base import SCHEMA_VERSION, Confidence, Record
from extract.records.codes import (
    Action,
    Bound,
    Certainty,
    Comparison,
    ConditionType,
    DateRole,
    Direction,
    Effect,
    Indicator,
    Measure,
    Relation,
    SourceKind,
    Stage,
    StatisticKind,
    TargetClass,
)
from extract.records.edtf import Edtf
from extract.records.event import Headline

V = TypeVar("V")


class Claim(Record):
    """One event of one record; `record` is its path below records/, with forward slashes."""

    record: str = Field(min_length=1)
    event: str = Field(min_length=1)


class Citation(Record):
    """One statistic of one record."""

    record: str = Field(min_length=1)
    statistic: str = Field(min_length=1)


class Telling(Record, Generic[V]):
    """One value and the claims that give it."""

    value: V
    support: tuple[Claim, ...] = Field(min_length=1)


class Told(Telling[V], Generic[V]):
    """The value that is shown, its claims, and the other values that sources give."""

    rivals: tuple[Telling[V], ...] = ()


class IssuerValue(Record):
    """An issuer without its evidence, which stands with the claims."""

    jurisdiction: str
    name: str | None = None
    authority_id: str | None = None


class TargetValue(Record):
    """A target without its evidence."""

    jurisdiction: str | None = None
    class_: TargetClass = Field(alias="class")
    name: str | None = None


class ConditionValue(Record):
    """A condition without its evidence; `text` is in the words of the first claim."""

    type: ConditionType
    effect: Effect
    value: str | None = None
    text: str


class DateValue(Record):
    """A date in the life of a change."""

    role: DateRole
    value: Edtf


class InstrumentValue(Record):
    """The legal act."""

    name: str | None = None
    number: str | None = None
    key: str | None = None


class AttributionValue(Record):
    """Who says so."""

    name: str
    kind: SourceKind


class StageEntry(Record):
    """A stage that a change reached; `as_of` is when, `basis` from what: `effective`, `announced`, `expires`, `published`.

    `certainty` and `by` tell on whose word it stands; `denied_by` are the claims that deny it.
    """

    stage: Stage
    as_of: Edtf | None
    basis: Literal["effective", "announced", "expires", "published"] | None
    claims: tuple[Claim, ...] = Field(min_length=1)
    certainty: Certainty = "stated"
    by: tuple[AttributionValue, ...] = ()
    denied_by: tuple[Claim, ...] = ()


class Witness(Record):
    """Claims that go back to one source, and why they count once."""

    name: str
    why: str
    claims: tuple[Claim, ...] = Field(min_length=1)


class Feature(Record):
    """One reason for or against a merge; `weight` is what it adds to the score."""

    name: str
    weight: float
    detail: str


class Merge(Record):
    """Why `claim` was put with the others of its change."""

    claim: Claim
    score: float
    features: tuple[Feature, ...]


class AmendsLink(Record):
    """The change that this one acts on.

    `basis` is from what: `told` when an article links the two, `act` when both name one legal act, `terms` when issuer,
    measure and materials leave it as the one that can be meant. `sure` is false where they leave several.
    """

    change: str
    relation: Relation
    support: tuple[Claim, ...] = Field(min_length=1)
    basis: Literal["told", "act", "terms"] = "told"
    sure: bool = True


class Interruption(Record):
    """A time in which another change lifts one, wholly or in part.

    `since` and `until` are the first and the last day, as exact as they are known; without `until` it lasts. `materials`
    and `targets` are the part that is lifted; empty ones stand for all.
    """

    change: str
    relation: Literal["suspends", "ends", "replaces"]
    since: Edtf | None = None
    until: Edtf | None = None
    materials: tuple[str, ...] = ()
    targets: tuple[TargetValue, ...] = ()
    claims: tuple[Claim, ...] = Field(min_length=1)


class Change(Record):
    """One change of a regime, merged from the claims of all articles in all languages."""

    id: str = Field(min_length=1)
    regime: str = Field(min_length=1)
    headline: Headline
    claims: tuple[Claim, ...] = Field(min_length=1)
    measure: Told[Measure]
    action: Told[Action]
    stage: Told[Stage]
    certainty: Told[Certainty]
    direction: Told[Direction]
    issuer: Told[IssuerValue]
    targets: tuple[Told[TargetValue], ...] = ()
    materials: tuple[Told[str], ...] = ()
    conditions: tuple[Told[ConditionValue], ...] = ()
    dates: tuple[Told[DateValue], ...] = ()
    instrument: Told[InstrumentValue] | None = None
    attribution: tuple[Told[AttributionValue], ...] = ()
    amends: tuple[AmendsLink, ...] = ()
    stages: tuple[StageEntry, ...] = Field(min_length=1)
    first_reported: Edtf | None = None
    last_reported: Edtf | None = None
    independent_sources: int = Field(ge=1)
    witnesses: tuple[Witness, ...] = Field(min_length=1)
    merges: tuple[Merge, ...] = ()
    decisions: tuple[str, ...] = ()
    """Ids of the reviewer's decisions that say what belongs to it."""
    confidence: Confidence


class Reading(Record):
    """One value of a figure; a range has `value_high`."""

    value: float
    value_high: float | None = None
    bound: Bound
    support: tuple[Citation, ...] = Field(min_length=1)


class Figure(Record):
    """One statistic merged across articles, with rival readings of the same quantity."""

    id: str = Field(min_length=1)
    indicator: Indicator
    kind: StatisticKind
    unit: str
    materials: tuple[str, ...] = ()
    origin: str | None = None
    destination: str | None = None
    period: Edtf | None = None
    comparison: Comparison | None = None
    reading: Reading
    rivals: tuple[Reading, ...] = ()
    first_reported: Edtf | None = None
    last_reported: Edtf | None = None
    confidence: Confidence


class Regime(Record):
    """The thread of changes of one issuer, measure family and material group, in order of time."""

    id: str = Field(min_length=1)
    issuer: str
    family: str
    group: str | None = None
    changes: tuple[str, ...] = Field(min_length=1)


class Version(Record):
    """One side of a conflict: its value as text a person can read, and who says so; `word` is the most trusted kind of source."""

    value: str
    word: SourceKind | None = None
    claims: tuple[Claim | Citation, ...] = Field(min_length=1)


class Conflict(Record):
    """Sources that cannot all be right; the first version is the one shown, `shown_because` says why."""

    subject: str
    field: str
    versions: tuple[Version, ...] = Field(min_length=2)
    shown_because: Literal["more_trusted", "more_articles", "first_reported", "furthest_stage"]


class Source(Record):
    """The article behind a record that the timeline cites."""

    record: str
    title: str | None = None
    publisher: str | None = None
    published: Edtf | None = None
    language: str
    url: str | None = None


class UnfitDecision(Record):
    """A reviewer's decision that could not be applied, or not to all of its claims, and why."""

    decision: str
    why: str
    why_zh: str | None = None


class Timeline(Record):
    """Changes in order of time, figures, regimes, conflicts, and the articles they rest on."""

    schema_version: Literal["1.0"] = SCHEMA_VERSION
    changes: tuple[Change, ...] = ()
    figures: tuple[Figure, ...] = ()
    regimes: tuple[Regime, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    sources: tuple[Source, ...] = ()
    unfit_decisions: tuple[UnfitDecision, ...] = ()

    @model_validator(mode="after")
    def _references_resolve(self) -> Self:
        changes = {change.id for change in self.changes}
        named = [link.change for change in self.changes for link in change.amends]
        named += [id_ for regime in self.regimes for id_ in regime.changes]
        subjects = changes | {figure.id for figure in self.figures}
        lost = [id_ for id_ in named if id_ not in changes]
        lost += [conflict.subject for conflict in self.conflicts if conflict.subject not in subjects]
        if lost:
            message = f"the timeline refers to {lost[0]}, which is not in it; build it again"
            raise ValueError(message)
        return self

    @model_validator(mode="after")
    def _each_event_stands_on_one_change(self) -> Self:
        claims = [claim for change in self.changes for claim in change.claims]
        if len(claims) != len(set(claims)):
            message = "an event stands on two changes of the timeline; build it again"
            raise ValueError(message)
        return self
