"""The words in which records of a folder tell of a claim."""

from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path

from extract.errors import RecordError
from extract.records import Article, ArticleRecord, Claim, Event, Span
from extract.records.difference import Voice
from extract.running.single import SingleRecords
from extract.timeline.differing import Voices

_REACH = 80
"""Code points of a passage on each side of its quote."""


def voices_in(out: Path) -> Voices:
    """Return a function from a claim and the field in question to its words; None where `out` no longer has its record."""

    @cache
    def records() -> SingleRecords:
        return SingleRecords(out)

    @lru_cache(maxsize=256)
    def record_at(path: str) -> ArticleRecord | None:
        try:
            return records().record(path)
        except RecordError:
            return None

    def voice(claim: Claim, field: str) -> Voice | None:
        record = record_at(claim.record)
        event = next((event for event in record.events if event.id == claim.event), None) if record else None
        return _voice(claim, record.article, _telling(event, field)) if record and event else None

    return voice


def _telling(event: Event, field: str) -> Span:
    """Return the words of the event that tell the field best, or else its first trigger."""
    return next((span for span in _spans(event, field) if span), event.triggers[0].evidence)


def _spans(event: Event, field: str) -> Iterator[Span | None]:
    name, _, part = field.partition(".")
    if name == "dates":
        yield from (date.evidence for date in event.dates if date.role == part)
    elif name == "conditions":
        yield from (
            condition.evidence for condition in event.conditions if not part or condition.type == part.partition(".")[0]
        )
    elif name in ("materials", "targets"):
        yield from (found.evidence for found in getattr(event, name))
    elif name in ("issuer", "instrument"):
        found = getattr(event, name)
        yield found.evidence if found else None


def _voice(claim: Claim, article: Article, span: Span) -> Voice:
    before = article.text[max(0, span.start - _REACH) : span.start].rpartition("\n")[2]
    after = article.text[span.end : span.end + _REACH].partition("\n")[0]
    return Voice(
        record=claim.record,
        event=claim.event,
        quote=span.quote,
        passage=f"{_cut(before, left=True)}{span.quote}{_cut(after, left=False)}",
        language=article.language,
        title=article.title,
        publisher=article.publisher,
        published=article.published,
        url=article.url,
    )


def _cut(words: str, *, left: bool) -> str:
    """Return what stands beside a quote, cut at a word where it was cut at all."""
    if len(words) < _REACH:
        return words
    if left:
        return "…" + (words.partition(" ")[2] or words)
    return (words.rpartition(" ")[0] or words) + "…"
