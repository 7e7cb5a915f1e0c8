"""Statistics of all records to figures, with rival readings of one quantity side by side.

Articles differ on what they call the goods (magnets, rare earths) and on how exactly they tell a number; they agree on what
is measured, between whom and when.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from extract.knowledge import load_knowledge
from extract.records import Article, ArticleRecord, Citation, Figure, Reading, Statistic
from extract.records.ids import distinct_ids
from extract.timeline.items import Groups, closed
from extract.timeline.rules import rules
from extract.timeline.timing import gap

_SAME = 0.005  # the scorer's tolerance
_RIVAL = 1.5  # two readings of one quantity differ by less than this factor
_SPEAKING = frozenset({"change", "share", "rate"})  # undated counts and levels of two articles are of two things
_LOOKED_AT = 50  # the latest figures under one key
_NEWS_DAYS = 31  # undated figures are one quantity when reported within a month

Cited = tuple[Citation, Statistic, Article]
"""A statistic, where it stands, and in which article."""

Quantity = tuple[object, ...]


@dataclass
class _Cluster:
    """Readings of one quantity; `groups` maps a material id to all groups above it."""

    readings: list[list[Cited]]
    groups: Groups = field(repr=False)

    def takes(self, found: Cited) -> bool:
        first = self.readings[0][0]
        if first[1].period is None and not _near(first[2], found[2]):
            return False
        same = self._same(found)
        if same is not None:
            return any(_of_one_kind(one[1], found[1], self.groups) for one in same)
        goods = {goods_of(one[1]) for reading in self.readings for one in reading}
        return goods_of(found[1]) in goods and self._is_rival(found)

    def add(self, found: Cited) -> None:
        same = self._same(found)
        if same is None:
            self.readings.append([found])
        else:
            same.append(found)

    def _same(self, found: Cited) -> list[Cited] | None:
        return next((r for r in self.readings if _equal(r[0][1], found[1])), None)

    def _is_rival(self, found: Cited) -> bool:
        """Tell whether it can be the same quantity.

        An article that gives two values speaks of two quantities, unless it gives one of them roughly, of a time that it
        names: "29 % in September", later on "nearly a third".
        """
        if found[1].period is None and found[1].kind not in _SPEAKING:
            return False
        own = [one for reading in self.readings for one in reading if one[0].record == found[0].record]
        once = all(found[1].period and (one[1].bound == "exact") != (found[1].bound == "exact") for one in own)
        return once and _comparable(self.readings[0][0][1].value, found[1].value)


def build_figures(records: Iterable[tuple[str, ArticleRecord]], groups: Groups | None = None) -> tuple[Figure, ...]:
    """Return the figures, in order of indicator, period and first report; `groups` as for `figures_of`."""
    keyed: dict[Quantity, list[Cited]] = defaultdict(list)
    for path, record in records:
        for told in cited(path, record):
            keyed[quantity_of(told[1])].append(told)
    return tuple(sorted((figure for told in keyed.values() for figure in figures_of(told, groups)), key=figure_order))


def cited(path: str, record: ArticleRecord) -> Iterator[Cited]:
    """Yield the statistics of a record with where they stand."""
    for statistic in record.statistics:
        yield Citation(record=path, statistic=statistic.id), statistic, record.article


def figures_of(told: Iterable[Cited], groups: Groups | None = None) -> list[Figure]:
    """Return the figures of all statistics of one quantity; those of other quantities have no say in them.

    `groups` maps a material id to all groups above it; by default that of the knowledge.
    """
    clusters = _clusters(told, load_knowledge().material_groups if groups is None else groups)
    ids = distinct_ids("f", [_identity(cluster) for cluster in clusters])
    return [_figure(id_, cluster) for id_, cluster in zip(ids, clusters, strict=True)]


def quantity_of(s: Statistic) -> Quantity:
    """Return what a statistic measures, but of which goods; statistics that differ in it are never put together."""
    return s.indicator, s.kind, s.unit.casefold(), s.origin, s.destination, s.period, s.comparison


def goods_of(s: Statistic) -> tuple[str, ...]:
    """Return the ids of the materials of a statistic, in order."""
    return tuple(sorted({mention.id for mention in s.materials}))


def _of_one_kind(a: Statistic, b: Statistic, groups: Groups) -> bool:
    """Tell whether the goods of one are those of the other, or all belong to them."""
    mine, theirs = goods_of(a), goods_of(b)
    return mine == theirs or _belong_to(mine, theirs, groups) or _belong_to(theirs, mine, groups)


def _belong_to(members: tuple[str, ...], goods: tuple[str, ...], groups: Groups) -> bool:
    above = (set(groups.get(member, ())) | {member} for member in members)
    return bool(members) and all(found & (set(goods) - rules().umbrellas) for found in above)


def _clusters(told: Iterable[Cited], groups: Groups) -> list[_Cluster]:
    found: list[_Cluster] = []
    for item in sorted(told, key=_first_told):
        home = next((cluster for cluster in reversed(found[-_LOOKED_AT:]) if cluster.takes(item)), None)
        if home is None:
            found.append(_Cluster([[item]], groups))
        else:
            home.add(item)
    return found


def _first_told(found: Cited) -> tuple[object, ...]:
    """Sort key: the first reported, of one article the exact before the rounded."""
    citation, statistic, article = found
    return article.published or "9999", citation.record, statistic.bound != "exact", citation.statistic


def _near(a: Article, b: Article) -> bool:
    x, y = closed(a.published), closed(b.published)
    return x is not None and y is not None and gap(x, y) <= _NEWS_DAYS


def _equal(a: Statistic, b: Statistic) -> bool:
    ends = ((a.value, b.value), (a.value_high, b.value_high))
    return all(
        x == y or (x is not None and y is not None and abs(x - y) <= _SAME * max(abs(x), abs(y))) for x, y in ends
    )


def _comparable(a: float, b: float) -> bool:
    return a * b > 0 and max(abs(a), abs(b)) <= _RIVAL * min(abs(a), abs(b))


def _reading(told: list[Cited]) -> Reading:
    first = min((s for _, s, _ in told), key=lambda s: s.bound != "exact")
    return Reading(
        value=first.value,
        value_high=first.value_high,
        bound=first.bound,
        support=tuple(citation for citation, _, _ in told),
    )


def _identity(cluster: _Cluster) -> tuple[object, ...]:
    citation, statistic, _ = cluster.readings[0][0]
    return (*quantity_of(statistic), *goods_of(statistic), citation.record, citation.statistic)


def _figure(id_: str, cluster: _Cluster) -> Figure:
    ranked = sorted(cluster.readings, key=lambda r: (-len(r), r[0][1].bound != "exact"))
    told = [item for reading in ranked for item in reading]
    statistic = told[0][1]
    dates = sorted(article.published for _, _, article in told if article.published)
    return Figure(
        id=id_,
        indicator=statistic.indicator,
        kind=statistic.kind,
        unit=statistic.unit,
        materials=goods_of(statistic),
        origin=statistic.origin,
        destination=statistic.destination,
        period=statistic.period,
        comparison=statistic.comparison,
        reading=_reading(ranked[0]),
        rivals=tuple(_reading(reading) for reading in ranked[1:]),
        first_reported=dates[0] if dates else None,
        last_reported=dates[-1] if dates else None,
        confidence=max(item[1].confidence for item in ranked[0]),
    )


def figure_order(figure: Figure) -> tuple[str, ...]:
    """Sort key of figures."""
    return figure.indicator, figure.period or "9999", figure.first_reported or "9999", figure.id
