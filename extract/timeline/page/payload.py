"""What the page shows, as plain data: the timeline, its sources, and the quotes of each claim with their context."""

from collections.abc import Iterable, Iterator
from typing import Any

from extract.records import Article, ArticleRecord, Citation, Event, Span, Timeline

_CONTEXT = 90  # code points on each side of a quote
_QUOTES = 4  # shown a claim; the record holds all


def payload(timeline: Timeline, records: Iterable[tuple[str, ArticleRecord]]) -> dict[str, Any]:
    """Return the data of the page; JSON types only."""
    cited = {claim.record for change in timeline.changes for claim in change.claims}
    cited |= {c.record for figure in timeline.figures for c in _citations(figure)}
    quotes: dict[str, Any] = {}
    for path, record in records:
        if path in cited:
            quotes.update(_quotes(path, record))
    return {
        "changes": [_plain(change) for change in timeline.changes],
        "figures": [_plain(figure) for figure in timeline.figures],
        "conflicts": [_plain(conflict) for conflict in timeline.conflicts],
        "sources": {source.record: _plain(source) for source in timeline.sources},
        "quotes": quotes,
    }


def _citations(figure: Any) -> Iterator[Citation]:
    for reading in (figure.reading, *figure.rivals):
        yield from reading.support


def _plain(record: Any) -> Any:
    return record.model_dump(mode="json", exclude_defaults=True)


def _quotes(path: str, record: ArticleRecord) -> Iterator[tuple[str, Any]]:
    """Yield `record#item` and the quotes that show it."""
    for event in record.events:
        spans = list(_spans(event))[:_QUOTES]
        yield f"{path}#{event.id}", [_in_context(record.article, span) for span in spans]
    for statistic in record.statistics:
        yield f"{path}#{statistic.id}", [_in_context(record.article, statistic.evidence)]


def _spans(event: Event) -> Iterator[Span]:
    """Yield the best trigger, then the words of conditions and dates, then further triggers; each stretch once."""
    first, *others = (trigger.evidence for trigger in event.triggers)
    found = [first, *(c.evidence for c in event.conditions), *(d.evidence for d in event.dates if d.evidence), *others]
    shown: list[Span] = []
    for span in found:
        if not any(abs(span.start - other.start) < _CONTEXT for other in shown):
            shown.append(span)
            yield span


def _in_context(article: Article, span: Span) -> list[str]:
    """Return the words before, the quote, and the words after, each cut at the line and at a word."""
    before = article.text[max(0, span.start - _CONTEXT) : span.start].rpartition("\n")[2]
    after = article.text[span.end : span.end + _CONTEXT].partition("\n")[0]
    return [_cut_left(before), span.quote, _cut_right(after)]


def _cut_left(text: str) -> str:
    return "…" + (text.partition(" ")[2] if " " in text else text) if len(text) == _CONTEXT else text


def _cut_right(text: str) -> str:
    return (text.rpartition(" ")[0] if " " in text else text) + "…" if len(text) == _CONTEXT else text
