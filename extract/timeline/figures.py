"""Statistics of all records to figures, with rival readings of one quantity side by side."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from extract.records import Article, ArticleRecord, Citation, Figure, Reading, Statistic
from extract.records.ids import distinct_ids
from extract.timeline.items import closed
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
    """Readings of one quantity."""

    readings: list[list[Cited]] = field(default_factory=list)

    def takes(self, found: Cited) -> bool:
        first = self.readings[0][0]
        if first[1].period is None and not _near(first[2], found[2]):
            return False
        return self._same(found) is not None or self._is_rival(found)

    def add(self, found: Cited) -> None:
        same = self._same(found)
        if same is None:
            self.readings.append([found])
        else:
            same.append(found)

    def _same(self, found: Cited) -> list[Cited] | None:
        return next((r for r in self.readings if _equal(r[0][1], found[1])), None)

    def _is_rival(self, found: Cited) -> bool:
        """Tell whether it can be the same quantity; an article that gives two values speaks of two quantities."""
        told = {citation.record for reading in self.readings for citation, _, _ in reading}
        if found[1].period is None and found[1].kind not in _SPEAKING:
            return False
        return found[0].record not in told and _comparable(self.readings[0][0][1].value, found[1].value)


def build_figures(records: Iterable[tuple[str, ArticleRecord]]) -> tuple[Figure, ...]:
    """Return the figures, in order of indicator, period and first report."""
    keyed: dict[Quantity, list[Cited]] = defaultdict(list)
    for path, record in records:
        for told in cited(path, record):
            keyed[quantity_of(told[1])].append(told)
    return tuple(sorted((figure for told in keyed.values() for figure in figures_of(told)), key=figure_order))


def cited(path: str, record: ArticleRecord) -> Iterator[Cited]:
    """Yield the statistics of a record with where they stand."""
    for statistic in record.statistics:
        yield Citation(record=path, statistic=statistic.id), statistic, record.article


def figures_of(told: Iterable[Cited]) -> list[Figure]:
    """Return the figures of all statistics of one quantity; those of other quantities have no say in them."""
    clusters = _clusters(told)
    ids = distinct_ids("f", [_identity(cluster) for cluster in clusters])
    return [_figure(id_, cluster) for id_, cluster in zip(ids, clusters, strict=True)]


def quantity_of(s: Statistic) -> Quantity:
    """Return what a statistic measures; statistics that differ in it are never put together."""
    materials = tuple(sorted({mention.id for mention in s.materials}))
    return s.indicator, s.kind, s.unit.casefold(), materials, s.origin, s.destination, s.period, s.comparison


def _clusters(told: Iterable[Cited]) -> list[_Cluster]:
    found: list[_Cluster] = []
    for item in sorted(told, key=lambda t: (t[2].published or "9999", t[0].record, t[0].statistic)):
        home = next((cluster for cluster in reversed(found[-_LOOKED_AT:]) if cluster.takes(item)), None)
        if home is None:
            found.append(_Cluster([[item]]))
        else:
            home.add(item)
    return found


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
    return (*quantity_of(statistic), citation.record, citation.statistic)


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
        materials=tuple(sorted({mention.id for mention in statistic.materials})),
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
