"""What data looks like: frozen pydantic models of everything that is read, written or shown."""

from extract.records.article import Article, OffsetRun, Segment
from extract.records.base import SCHEMA_VERSION, Record
from extract.records.decision import Anchor, Decision
from extract.records.event import (
    Amends,
    Attribution,
    Condition,
    Event,
    EventDate,
    Headline,
    Instrument,
    Issuer,
    MaterialMention,
    Target,
    Trigger,
)
from extract.records.files import dump_record, load_record, parse_record
from extract.records.mentions import Quantity, Relative, Time
from extract.records.problem import Problem
from extract.records.record import ArticleRecord, Provenance
from extract.records.span import Span, spans_in, utf16_offset
from extract.records.statistic import Statistic

__all__ = [
    "SCHEMA_VERSION",
    "Amends",
    "Anchor",
    "Article",
    "ArticleRecord",
    "Attribution",
    "Condition",
    "Decision",
    "Event",
    "EventDate",
    "Headline",
    "Instrument",
    "Issuer",
    "MaterialMention",
    "OffsetRun",
    "Problem",
    "Provenance",
    "Quantity",
    "Record",
    "Relative",
    "Segment",
    "Span",
    "Statistic",
    "Target",
    "Time",
    "Trigger",
    "dump_record",
    "load_record",
    "parse_record",
    "spans_in",
    "utf16_offset",
]
