"""The record of one article: everything that was found in it, each value with its words."""

from typing import Literal, Self

from pydantic import model_validator

from extract.records.article import Article
from extract.records.base import SCHEMA_VERSION, Record
from extract.records.event import Event, MaterialMention
from extract.records.mentions import Time
from extract.records.problem import Problem
from extract.records.span import spans_in
from extract.records.statistic import Statistic


class Provenance(Record):
    """What made the record; no clock time, so that records are reproducible."""

    tool_version: str
    model: str
    knowledge_sha256: str


class ArticleRecord(Record):
    """What one article yields; every span is checked against the text on construction and on load."""

    schema_version: Literal["1.0"] = SCHEMA_VERSION
    article: Article
    events: tuple[Event, ...] = ()
    statistics: tuple[Statistic, ...] = ()
    materials: tuple[MaterialMention, ...] = ()
    times: tuple[Time, ...] = ()
    problems: tuple[Problem, ...] = ()
    provenance: Provenance

    @model_validator(mode="after")
    def _evidence_stands_in_the_text(self) -> Self:
        text = self.article.text
        for found in (self.events, self.statistics, self.materials, self.times, self.problems):
            for span in spans_in(found):
                if text[span.start : span.end] != span.quote:
                    message = (
                        f"the text at {span.start}-{span.end} is not {span.quote[:60]!r}; extract the article again"
                    )
                    raise ValueError(message)
        return self

    @model_validator(mode="after")
    def _references_resolve(self) -> Self:
        ids = [*(event.id for event in self.events), *(figure.id for figure in self.statistics)]
        if len(ids) != len(set(ids)):
            message = "two items of the record share an id; extract the article again"
            raise ValueError(message)
        for event in self.events:
            if event.amends and event.amends.event_id is not None and event.amends.event_id not in ids:
                message = f"event {event.id} amends {event.amends.event_id}, which is not in the record"
                raise ValueError(message)
        return self
