"""Which items of several reviewers' articles are the same, by the scorer's rule."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from extract.deciding.anchors import Reviewable
from extract.evaluating.comparable import Comparable, comparable
from extract.evaluating.comparing import locate_events, pair_statistics
from extract.evaluating.matching import Pair
from extract.evaluating.places import Places
from extract.records import ArticleRecord, Event
from extract.reviewing.versions import Version

Items = Sequence[Reviewable]


@dataclass
class Unit:
    """One event or statistic: what each reviewer has of it, by name, and all the ids that it goes by."""

    ids: set[str] = field(default_factory=set)
    items: dict[str, Reviewable] = field(default_factory=dict)

    def rated_by(self, version: Version) -> bool:
        """Tell whether the reviewer said something of it, be it that it is not there."""
        return version.through or bool(self.ids & version.rated)


class Aligner:
    """Puts together what is the same in the articles of several reviewers; `places` are those of the article's text.

    The same id is the same item. Of the others, events are the same where they share a trigger sentence, and figures where they have
    the same value and unit in the same sentence, as the scorer has it.
    """

    def __init__(self, record: ArticleRecord, places: Places) -> None:
        self._record = record
        self._places = places

    def events(self, versions: Sequence[Version]) -> list[Unit]:
        """Return the events of the article, also those that no reviewer kept."""
        return self._aligned(self._record.events, [(v.reviewer, v.record.events) for v in versions], _same_events)

    def statistics(self, versions: Sequence[Version]) -> list[Unit]:
        """Return the statistics of the article, also those that no reviewer kept."""
        held = [(v.reviewer, v.record.statistics) for v in versions]
        return self._aligned(self._record.statistics, held, _same_figures)

    def _aligned(self, extracted: Items, held: Sequence[tuple[str, Items]], same: "_Same") -> list[Unit]:
        units = [Unit({item.id}) for item in extracted]
        seen = [self._alone(item) for item in extracted]
        for reviewer, items in held:
            by_id = {id_: unit for unit in units for id_ in unit.ids}
            strange = [item for item in items if item.id not in by_id]
            for item in items:
                if item.id in by_id:
                    by_id[item.id].items[reviewer] = item
            free = [number for number, unit in enumerate(units) if reviewer not in unit.items]
            views = [self._alone(item) for item in strange]
            partners = {theirs: free[ours] for ours, theirs in same([seen[number] for number in free], views)}
            for number, item in enumerate(strange):
                if number not in partners:
                    units.append(Unit())
                    seen.append(views[number])
                unit = units[partners.get(number, -1)]
                unit.ids.add(item.id)
                unit.items[reviewer] = item
        return units

    def _alone(self, item: Reviewable) -> Comparable:
        """Return one item as the scorer sees it; by itself, since it would take equal figures of an article for one."""
        name = "events" if isinstance(item, Event) else "statistics"
        document = {"article": {"text": self._record.article.text}, name: [item.model_dump(mode="json", by_alias=True)]}
        return comparable(document, self._places)


_Same = Callable[[Sequence[Comparable], Sequence[Comparable]], list[Pair]]


def _same_events(ones: Sequence[Comparable], others: Sequence[Comparable]) -> list[Pair]:
    return locate_events([one.events[0] for one in ones], [other.events[0] for other in others])


def _same_figures(ones: Sequence[Comparable], others: Sequence[Comparable]) -> list[Pair]:
    return pair_statistics([one.statistics[0] for one in ones], [other.statistics[0] for other in others])
