"""Records in, timeline out: merge, tell, link, order."""

from collections.abc import Iterable

from extract.knowledge import load_knowledge
from extract.records import ArticleRecord, Change, Source, Timeline, Witness
from extract.records.ids import distinct_ids
from extract.timeline.amending import Amending
from extract.timeline.conflicts import conflicts_of
from extract.timeline.fields import fields_of
from extract.timeline.figures import build_figures
from extract.timeline.items import Groups, Item, closed, items_of
from extract.timeline.merging import Group, merge_items
from extract.timeline.regimes import build_regimes, regime_key
from extract.timeline.stages import stages_of
from extract.timeline.telling import claims_of, trust
from extract.timeline.witnesses import Testimony

Records = Iterable[ArticleRecord] | Iterable[tuple[str, ArticleRecord]]

_CERTAIN = 0.99  # no number of witnesses makes a change surer than this


def build_timeline(records: Records, *, groups: Groups | None = None) -> Timeline:
    """Return the timeline of `records`, the same whatever their order.

    `records` are records, or pairs of the path below records/ and the record; a bare record stands at
    `<article id>.json`. `groups` maps a material id to all groups above it; by default that of the knowledge.
    """
    named = sorted((_named(item) for item in records), key=lambda pair: pair[0])
    above = load_knowledge().material_groups if groups is None else groups
    changes = _changes(merge_items(items_of(named, above)), above)
    figures = build_figures(named)
    reported = {path: days for path, record in named if (days := closed(record.article.published))}
    return Timeline(
        changes=changes,
        figures=figures,
        regimes=build_regimes(changes),
        conflicts=conflicts_of(changes, figures, reported),
        sources=tuple(_source(path, record) for path, record in named if record.events or record.statistics),
    )


def _named(item: ArticleRecord | tuple[str, ArticleRecord]) -> tuple[str, ArticleRecord]:
    return (f"{item.article.id}.json", item) if isinstance(item, ArticleRecord) else item


def _changes(merged: list[Group], above: Groups) -> tuple[Change, ...]:
    ids = distinct_ids("c", [_identity(group) for group in merged])
    by_id = dict(zip(ids, merged, strict=True))
    amending, testimony = Amending(by_id), Testimony()
    changes = [_change(id_, group, (amending, testimony, above)) for id_, group in by_id.items()]
    return tuple(sorted(changes, key=_order))


def _identity(group: Group) -> tuple[object, ...]:
    """Return the act, where one is known, else the most exact claim: further articles leave the id alone."""
    first = group.items[0]
    event = first.event
    codes = (event.issuer.jurisdiction, event.measure, event.action)
    if first.act:
        return (*codes, first.act.year, first.act.number, *sorted(first.materials))
    return (*codes, first.claim.record, first.claim.event)


def _change(id_: str, group: Group, means: tuple[Amending, Testimony, Groups]) -> Change:
    amending, testimony, above = means
    items = sorted(group.items, key=_reported)
    witnesses = testimony.witnesses(items)
    published = sorted(item.article.published for item in items if item.article.published)
    return Change(
        id=id_,
        regime=regime_key(items, above).id,
        headline=min(items, key=_informative).event.headline,
        claims=claims_of(items),
        amends=amending.links(id_, items),
        stages=stages_of(items),
        first_reported=published[0] if published else None,
        last_reported=published[-1] if published else None,
        independent_sources=len(witnesses),
        witnesses=witnesses,
        merges=tuple(group.merges),
        confidence=_confidence(items, witnesses),
        **fields_of(items),
    )


def _reported(item: Item) -> tuple[str, ...]:
    return item.article.published or "9999", item.claim.record, item.claim.event


def _informative(item: Item) -> tuple[object, ...]:
    """Sort key: the trusted, the most complete, the first reported."""
    event = item.event
    told = len(event.materials) + len(event.targets) + len(event.dates) + (event.instrument is not None)
    return (trust(item), -min(told, 6), *_reported(item))


def _confidence(items: list[Item], witnesses: tuple[Witness, ...]) -> float:
    """Return the chance that not all witnesses are mistaken."""
    sure = {item.claim: item.event.confidence for item in items}
    doubt = 1.0
    for witness in witnesses:
        doubt *= 1.0 - max(sure[claim] for claim in witness.claims)
    return round(min(1.0 - doubt, max(_CERTAIN, *sure.values())), 4)


def _order(change: Change) -> tuple[str, ...]:
    began = next((date.value.value for date in change.dates if date.value.role != "expires"), None)
    first, _, last = (began or change.first_reported or "9999").partition("/")
    return (last if first == ".." else first), change.first_reported or "9999", change.id


def _source(path: str, record: ArticleRecord) -> Source:
    article = record.article
    return Source(
        record=path,
        title=article.title,
        publisher=article.publisher,
        published=article.published,
        language=article.language,
        url=article.url,
    )
