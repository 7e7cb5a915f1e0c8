"""What is different between two timelines: the changes that are new, gone, altered, merged or split, and who says so."""

from typing import Literal

from pydantic import Field

from extract.records.base import SCHEMA_VERSION, Record
from extract.records.edtf import Edtf
from extract.records.event import Headline

DifferenceKind = Literal["new", "stage", "contradicted", "dates", "scope", "terms", "merged", "split", "gone"]
"""What is most telling of a difference, in the order in which a reader wants it. `terms` are measure, action, issuer, instrument and what
is acted on; `contradicted`: sources newly disagree, or deny it."""


class Voice(Record):
    """One claim in the words of its article; `quote` stands in `passage`, which is cut at the line."""

    record: str
    event: str
    quote: str
    passage: str
    language: str
    title: str | None = None
    publisher: str | None = None
    published: Edtf | None = None
    url: str | None = None


class Alteration(Record):
    """One field that has other values than before, and the claims behind the new ones.

    `field` is that of the change, with a role or type after a dot (`dates.effective`), or `conflicts.` and the field on which
    sources disagree. Values are codes, ids, EDTF dates or words; none stands for what was or is not told.
    """

    field: str
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    why: tuple[Voice, ...] = ()


class Difference(Record):
    """One change that is not what it was. `before` and `after` are its ids in the old and the new timeline, itself first.

    `reasons` tell what no claim says: why claims were merged (names of features, as in `Merge`), or why a change is gone
    (`records_gone`, `told_otherwise`).
    """

    kind: DifferenceKind
    headline: Headline
    regime: str
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    alterations: tuple[Alteration, ...] = ()
    reasons: tuple[str, ...] = ()
    why: tuple[Voice, ...] = ()


class TimelineDifference(Record):
    """The differences, by kind and in the order of the timelines; `further_reports` counts what only got more sources."""

    schema_version: Literal["1.0"] = SCHEMA_VERSION
    differences: tuple[Difference, ...] = ()
    unchanged: int = Field(ge=0)
    further_reports: int = Field(ge=0)
