"""Records in, timeline out: merge, tell, link, order.

Claims of two blocks never meet, nor do statistics of two quantities, and what is told of a change hangs on its own claims alone. Only
links look at all changes, and they see no more of them than their traces. So a rebuild can keep what it knows of the rest:
`extract.running.rebuilding` does.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from extract.deciding.folder import as_reviewed
from extract.deciding.misfits import in_log_order
from extract.knowledge import load_knowledge
from extract.records import ArticleRecord, Change, Conflict, Decision, Source, Witness
from extract.records.ids import distinct_ids
from extract.timeline.amending import Amending
from extract.timeline.answering import Timeline
from extract.timeline.comparing import Block
from extract.timeline.conflicts import conflicts_of
from extract.timeline.fields import fields_of
from extract.timeline.figures import build_figures
from extract.timeline.items import Groups, Item, items_of
from extract.timeline.judging import Judge
from extract.timeline.merging import Group, merge_items
from extract.timeline.regimes import build_regimes, regime_key
from extract.timeline.rulings import NO_RULINGS, Rulings, rulings_of
from extract.timeline.stages import stages_of
from extract.timeline.telling import claims_of, trust
from extract.timeline.traces import Trace, trace_of
from extract.timeline.witnesses import Testimony

Records = Iterable[ArticleRecord] | Iterable[tuple[str, ArticleRecord]]

_CERTAIN = 0.99  # no number of witnesses makes a change surer than this


class Unlinked(NamedTuple):
    """A change before its links are known, with its traces and conflicts."""

    change: Change
    traces: tuple[Trace, ...]
    conflicts: tuple[Conflict, ...]


class Teller:
    """Tells changes from groups of claims; `groups` maps a material id to all groups above it, `rulings` are a reviewer's."""

    def __init__(self, groups: Groups, rulings: Rulings = NO_RULINGS) -> None:
        self.rulings = rulings
        self._groups = groups
        self._testimony = Testimony()

    def tell(self, id_: str, group: Group) -> Unlinked:
        """Return what the claims of one change tell."""
        items = sorted(group.items, key=_reported)
        change = _change(id_, items, group, (self._testimony, self._groups))
        if ruled := self.rulings.ids_of(change.claims):
            change = change.model_copy(update={"decisions": ruled})
        conflicts = conflicts_of([change], (), {item.claim: item for item in items})
        return Unlinked(change, tuple(map(trace_of, items)), conflicts)


def build_timeline(records: Records, *, groups: Groups | None = None, decisions: Sequence[Decision] = ()) -> Timeline:
    """Return the timeline of `records`, the same whatever their order.

    `records` are records, or pairs of the path below records/ and the record; a bare record stands at
    `<article id>.json`. `groups` maps a material id to all groups above it; by default that of the knowledge.
    `decisions` are reviewers', in the order of the log: records are taken as reviewed, and rulings on the timeline are honoured.
    """
    extracted = sorted((_named(item) for item in records), key=lambda pair: pair[0])
    named, unfit = as_reviewed(extracted, decisions)
    above = load_knowledge().material_groups if groups is None else groups
    rulings = rulings_of(decisions, dict(named))
    told = _tellings(items_of(named, above), Teller(above, rulings))
    tellings = sorted(told, key=lambda telling: order(telling.change))
    figures = build_figures(named, above)
    changes = linked(tellings, groups=above)
    return Timeline(
        changes=changes,
        figures=figures,
        regimes=build_regimes(changes),
        conflicts=(*(found for telling in tellings for found in telling.conflicts), *conflicts_of((), figures, {})),
        sources=tuple(source for path, record in named if (source := source_of(path, record))),
        unfit_decisions=in_log_order((*unfit, *rulings.unfit), decisions),
    )


def _named(item: ArticleRecord | tuple[str, ArticleRecord]) -> tuple[str, ArticleRecord]:
    return (f"{item.article.id}.json", item) if isinstance(item, ArticleRecord) else item


def _tellings(items: Iterable[Item], teller: Teller) -> Iterator[Unlinked]:
    blocks: dict[Block, list[Item]] = defaultdict(list)
    for item in items:
        blocks[teller.rulings.block_of(item)].append(item)
    for block in blocks.values():
        for id_, group in merged(block, teller.rulings):
            yield teller.tell(id_, group)


def merged(
    block: Iterable[Item], rulings: Rulings = NO_RULINGS, *, judge: Judge | None = None
) -> list[tuple[str, Group]]:
    """Return the changes of one block by their ids."""
    groups = merge_items(block, rulings=rulings, judge=judge)
    return list(zip(distinct_ids("c", [_identity(group, rulings) for group in groups]), groups, strict=True))


def linked(tellings: Sequence[Unlinked], *, groups: Groups) -> tuple[Change, ...]:
    """Return the changes with their links to one another; `groups` maps a material id to all groups above it."""
    traces = {telling.change.id: telling.traces for telling in tellings}
    amending = Amending(traces, groups=groups)
    return tuple(
        change.model_copy(update={"amends": links})
        if (links := amending.links(change.id, traces[change.id]))
        else change
        for change, _, _ in tellings
    )


def _identity(group: Group, rulings: Rulings) -> tuple[object, ...]:
    """Return the act, where one is known, else the most exact claim: further articles leave the id alone."""
    first = group.items[0]
    codes = rulings.block_of(first)
    if first.act:
        return (*codes, first.act.year, first.act.number, *sorted(first.materials))
    return (*codes, first.claim.record, first.claim.event)


def _change(id_: str, items: list[Item], group: Group, means: tuple[Testimony, Groups]) -> Change:
    testimony, above = means
    witnesses = testimony.witnesses(items)
    published = sorted(item.article.published for item in items if item.article.published)
    return Change(
        id=id_,
        regime=regime_key(items, above).id,
        headline=min(items, key=_informative).event.headline,
        claims=claims_of(items),
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


def order(change: Change) -> tuple[str, str, str]:
    """Sort key of changes: when they began, were first reported, and the id."""
    began = next((date.value.value for date in change.dates if date.value.role != "expires"), None)
    first, _, last = (began or change.first_reported or "9999").partition("/")
    return (last if first == ".." else first), change.first_reported or "9999", change.id


def source_of(path: str, record: ArticleRecord) -> Source | None:
    """Return the article as the timeline cites it; None when it tells nothing."""
    article = record.article
    if not record.events and not record.statistics:
        return None
    return Source(
        record=path,
        title=article.title,
        publisher=article.publisher,
        published=article.published,
        language=article.language,
        url=article.url,
    )
