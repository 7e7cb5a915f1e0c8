"""What applied on a day, as known on a day: the question, and its answers with the words that they rest on."""

from datetime import date
from typing import Literal

from pydantic import Field

from extract.records.base import SCHEMA_VERSION, Record
from extract.records.codes import Action, Measure
from extract.records.edtf import Edtf
from extract.records.event import Headline
from extract.records.span import Span
from extract.records.timeline import Change, Claim

Status = Literal["in_force", "unknown"]


class Question(Record):
    """The day asked about, and what narrows the question; None leaves it open.

    `known_by` is the last day whose articles count, `material` an id, `destination` a jurisdiction, `end_user` a class of
    targets such as `civil`.
    """

    day: date
    known_by: date | None = None
    material: str | None = None
    destination: str | None = None
    end_user: str | None = None


class Answer(Record):
    """One change that applied on the day, or `unknown` where its claims leave that open; `why` says on what that rests.

    `change` is as it was known on the day of knowledge; `claims` are those that the answer rests on, the best first.
    """

    change: Change
    status: Status
    why: str
    claims: tuple[Claim, ...] = Field(min_length=1)


class Quote(Record):
    """The words of one article that an answer rests on."""

    record: str
    event: str
    publisher: str | None = None
    published: Edtf | None = None
    url: str | None = None
    evidence: Span


class QuotedAnswer(Record):
    """An answer for reading outside of a timeline: `change` is the id there, `since` the day that it takes effect."""

    change: str
    headline: Headline
    issuer: str
    measure: Measure
    action: Action
    materials: tuple[str, ...] = ()
    instrument: str | None = None
    since: Edtf | None = None
    status: Status
    why: str
    evidence: tuple[Quote, ...] = ()


class AnswerSheet(Record):
    """What `regimeline as-of` writes."""

    schema_version: Literal["1.0"] = SCHEMA_VERSION
    question: Question
    answers: tuple[QuotedAnswer, ...] = ()
