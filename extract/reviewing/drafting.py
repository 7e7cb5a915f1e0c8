"""From what a reviewer wants to the decision that is written down."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from extract.deciding.anchors import Reviewable, anchor_of, items_in, words_of
from extract.deciding.faults import refuse
from extract.deciding.seeing import seen_of
from extract.records import Article, ArticleRecord, Decision, Span
from extract.records.decision import Anchor
from extract.records.ids import content_id
from extract.reviewing.outcomes import Wanted

Records = Callable[[str], ArticleRecord | None]
"""Gives the record at a path as reviewed, None where there is none."""


def drafted(wanted: Wanted, record: ArticleRecord, *, by: str, others: Records | None = None) -> Decision:
    """Return the decision of `by`, about the record as reviewed so far: with id, time, anchors, and what the reviewer saw.

    `others` gives other records by their paths, which a ruling on the timeline names. Raises UnfitError when the words or items that
    are named are not there.
    """
    items = items_in(record)
    target = items.get(wanted.target or "")
    named = tuple(name if "#" in name else f"{wanted.record}#{name}" for name in wanted.targets)
    return Decision(
        id=_new_id(),
        at=datetime.now(UTC),
        by=by,
        record=wanted.record,
        target=wanted.target,
        field=wanted.field,
        verdict=wanted.verdict,
        targets=named,
        value=_value(wanted, record),
        evidence=_span(wanted.evidence, record.article.text, wanted.field or "") if wanted.evidence else None,
        seen=seen_of(target, wanted.field) if target else None,
        note=wanted.note,
        scope=wanted.scope,
        anchor=_anchor(record.article, target),
        anchors=tuple(_anchor_of_claim(name, wanted, record, others) for name in named),
    )


def retracting(old: Decision, record: str, *, by: str) -> Decision:
    """Return the decision of `by` that retracts `old`, whose record is now at the path `record`."""
    return Decision(
        id=_new_id(),
        at=datetime.now(UTC),
        by=by,
        record=record,
        verdict="retract",
        retracts=old.id,
        scope=old.scope,
        anchor=old.anchor,
    )


def _new_id() -> str:
    return f"d-{uuid4().hex[:16]}"


def _value(wanted: Wanted, record: ArticleRecord) -> Any:
    value = quoted(wanted.value, record.article.text)
    if not isinstance(value, dict) or "id" in value:
        return value
    if wanted.verdict == "split" or (wanted.verdict == "add" and wanted.target is None):
        prefix = "s" if wanted.field == "statistics" else "e"
        return {"id": content_id(prefix, record.article.text_sha256, uuid4().hex), **value}
    return value


def quoted(value: Any, text: str) -> Any:
    """Return a JSON value in which every stretch of the text has its quote."""
    if isinstance(value, dict):
        start, end = value.get("start"), value.get("end")
        if isinstance(start, int) and isinstance(end, int) and "quote" not in value:
            return {**value, "quote": text[max(0, start) : max(0, end)]}
        return {name: quoted(held, text) for name, held in value.items()}
    return [quoted(held, text) for held in value] if isinstance(value, list) else value


def _span(places: tuple[int, int], text: str, field: str) -> Span:
    start, end = places
    if not 0 <= start < end <= len(text):
        refuse("words_elsewhere", field)
    return Span.of(text, start, end)


def _anchor(article: Article, item: Reviewable | None) -> Anchor | None:
    return anchor_of(article, words_of(item)[0]) if item else None


def _anchor_of_claim(name: str, wanted: Wanted, record: ArticleRecord, others: Records | None) -> Anchor:
    path, _, id_ = name.rpartition("#")
    found = record if path == wanted.record else others(path) if others else None
    item = items_in(found).get(id_) if found else None
    if found is None or item is None:
        refuse("no_claim", "", claim=name)
    return anchor_of(found.article, words_of(item)[0])
