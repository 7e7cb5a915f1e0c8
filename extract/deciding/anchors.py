"""Where a decision holds: by the words that it is about, so that it is found again after a new extraction."""

from collections.abc import Iterable

from extract.records import Article, ArticleRecord, Event, Span, Statistic
from extract.records.decision import Anchor

Reviewable = Event | Statistic
"""What a decision of scope `record` is about."""

_AROUND = 40  # code points on each side of a quote that an anchor keeps


def anchor_of(article: Article, span: Span) -> Anchor:
    """Return what finds `span`, words of an event or statistic, again in another extraction of the article."""
    before, after = article.text[max(0, span.start - _AROUND) : span.start], article.text[span.end : span.end + _AROUND]
    return Anchor(article_sha256=article.text_sha256, quote=span.quote, before=before, after=after)


def items_in(record: ArticleRecord) -> dict[str, Reviewable]:
    """Return the events and statistics of a record by their ids."""
    items: tuple[Reviewable, ...] = (*record.events, *record.statistics)
    return {item.id: item for item in items}


def words_of(item: Reviewable) -> tuple[Span, ...]:
    """Return the words by which an item is found: the triggers of an event, the best first, or a statistic's own."""
    return tuple(trigger.evidence for trigger in item.triggers) if isinstance(item, Event) else (item.evidence,)


def stands_at(item: Reviewable, text: str, anchor: Anchor) -> bool:
    """Tell whether words of the item touch the anchor's quote where it stands between the same words."""
    place = place_of(text, anchor)
    return place is not None and any(span.start < place[1] and place[0] < span.end for span in words_of(item))


def place_of(text: str, anchor: Anchor) -> tuple[int, int] | None:
    """Return start and end of the anchor's quote: between the same words, else where it stands first; None where it is gone."""
    around = text.find(f"{anchor.before}{anchor.quote}{anchor.after}")
    start = around + len(anchor.before) if around >= 0 else text.find(anchor.quote)
    return (start, start + len(anchor.quote)) if start >= 0 else None


def found_among(items: Iterable[Reviewable], text: str, id_: str, anchor: Anchor | None) -> str | None:
    """Return the id of the item that a decision about `id_` means: it or the only one that stands where it stood."""
    here = [item.id for item in items if anchor is None or stands_at(item, text, anchor)]
    if id_ in here:
        return id_
    return here[0] if anchor and len(here) == 1 else None
