"""The rows that a record gives to the queue."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from extract.deciding.anchors import Reviewable, items_in
from extract.deciding.applying import Review, held_in
from extract.knowledge import load_knowledge
from extract.language.folding import fold_words
from extract.records import Article, ArticleRecord, Event, Headline, spans_in
from extract.reviewing.queue import Reason, Row, State, Why
from extract.reviewing.sheet import state_of

Reasons = Mapping[str, tuple[Reason, ...]]
"""Id of an item to why the timeline says that it needs eyes."""

UNSURE = 0.7
"""Confidence below which an item needs eyes for that alone."""

_TO_DO = ("open", "second_look")


@dataclass(frozen=True)
class Filed:
    """A row with what it is found by: its kind, its folded words, and facets such as `material=gallium`."""

    kind: str
    row: Row
    words: str
    facets: frozenset[str]


class Judged(NamedTuple):
    """An item as reviewed, as extracted (None where a reviewer added it), and what became of it."""

    item: Reviewable
    extracted: Reviewable | None
    state: State
    reasons: tuple[Reason, ...]


def rows_of(path: str, record: ArticleRecord, review: Review, contested: Reasons) -> list[Filed]:
    """Return the rows of a record as reviewed: of its events, its statistics, and of the article as a whole."""
    reasons = reasons_in(record, review, contested)
    extracted = items_in(record)
    filed = [
        _item_row(
            path, record.article, Judged(item, extracted.get(item.id), state_of(item.id, review), reasons[item.id])
        )
        for item in held_in(review)
    ]
    return [*filed, _article_row(path, record.article, [one for one in filed if one.kind == "event"], review)]


def reasons_in(record: ArticleRecord, review: Review, contested: Reasons) -> dict[str, tuple[Reason, ...]]:
    """Return why each item of a record needs eyes, by its id."""
    extracted = items_in(record)
    return {
        item.id: (*_doubts(extracted.get(item.id)), *contested.get(item.id, ()), *_misfitting(item.id, review))
        for item in held_in(review)
    }


def _doubts(item: Reviewable | None) -> Iterator[Reason]:
    """Yield why an item as extracted is doubtful; what a reviewer added is not."""
    if item is None:
        return
    basis = item.basis if isinstance(item, Event) else None
    said = basis.model_dump() if basis else {}
    differing = tuple(name for name, by in said.items() if by != "both")
    if differing:
        yield Reason("rules_and_model_differ", differing)
    if item.confidence < UNSURE:
        yield Reason("low_confidence")


def _misfitting(id_: str, review: Review) -> Iterator[Reason]:
    fields = [fault.field for misfit in review.unfit if misfit.item == id_ for fault in misfit.faults]
    if fields:
        yield Reason("second_look", tuple(dict.fromkeys(filter(None, fields))))


def _item_row(path: str, article: Article, judged: Judged) -> Filed:
    item, extracted = judged.item, judged.extracted
    event = item if isinstance(item, Event) else None
    row = Row(
        record=path,
        item=item.id,
        state=judged.state,
        need=_need(extracted, judged.reasons),
        reasons=judged.reasons,
        headline=event.headline if event else _line_of(item),
        title=article.title,
        publisher=article.publisher,
        published=article.published,
        language=article.language,
        measure=event.measure if event else None,
        issuer=event.issuer.jurisdiction if event else None,
        confidence=extracted.confidence if extracted else item.confidence,
        events=1 if event else 0,
        decided=int(judged.state not in _TO_DO),
    )
    words = fold_words("\n".join(_words(item, article)))
    return Filed("event" if event else "statistic", row, words, frozenset(_facets(row, item)))


def _need(extracted: Reviewable | None, reasons: Sequence[Reason]) -> float:
    """Return how much a row needs eyes. It hangs on what was extracted, so that a row keeps its place when it is decided."""
    doubt = 1.0 - extracted.confidence if extracted else 0.0
    return round(doubt + sum(reason.code != "low_confidence" for reason in reasons), 4)


def _article_row(path: str, article: Article, events: Sequence[Filed], review: Review) -> Filed:
    rows = [one.row for one in events]
    name = article.title or path
    row = Row(
        record=path,
        item=None,
        state=_article_state([one.state for one in rows], gone_through=review.gone_through),
        need=max((one.need for one in rows), default=0.0),
        reasons=_joined(reason for one in rows for reason in one.reasons),
        headline=Headline(en=name, zh=name),
        title=article.title,
        publisher=article.publisher,
        published=article.published,
        language=article.language,
        measure=None,
        issuer=None,
        confidence=min((one.confidence for one in rows if one.confidence is not None), default=None),
        events=len(rows),
        decided=sum(one.decided for one in rows),
    )
    words = "\n".join((fold_words(name), *(one.words for one in events)))
    state = frozenset({f"language={tag}" for tag in _tags(article.language)})
    return Filed("article", row, words, state.union(*(one.facets for one in events)))


def _article_state(states: Sequence[State], *, gone_through: bool) -> State:
    if "second_look" in states:
        return "second_look"
    if "open" in states or not (states or gone_through):
        return "open"
    return "accepted" if gone_through or "accepted" in states else "rejected"


def _joined(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    """Return the reasons with those of one code put together."""
    fields: dict[Why, dict[str, None]] = {}
    for reason in reasons:
        fields.setdefault(reason.code, {}).update(dict.fromkeys(reason.fields))
    return tuple(Reason(code, tuple(names)) for code, names in fields.items())


def _line_of(item: Reviewable) -> Headline:
    """Return the words that a statistic is told in, in one line."""
    line = "" if isinstance(item, Event) else f"{item.indicator}: {item.evidence.quote}"
    return Headline(en=line, zh=line)


def _words(item: Reviewable, article: Article) -> Iterator[str]:
    yield from filter(None, (article.title, article.publisher))
    if isinstance(item, Event):
        yield from filter(None, (item.headline.en, item.headline.zh, item.issuer.name))
    yield from (span.quote for span in spans_in(item))


def _facets(row: Row, item: Reviewable) -> Iterator[str]:
    groups = load_knowledge().material_groups
    materials = {name for mention in item.materials for name in (mention.id, *groups.get(mention.id, ()))}
    yield from (f"material={name}" for name in materials)
    yield from (f"language={tag}" for tag in _tags(row.language))
    yield from (f"why={reason.code}" for reason in row.reasons)
    yield f"measure={row.measure}"
    yield f"issuer={row.issuer}"


def _tags(language: str) -> tuple[str, str]:
    """Return a tag and its language alone: `zh-Hant`, `zh`."""
    return language, language.partition("-")[0]
