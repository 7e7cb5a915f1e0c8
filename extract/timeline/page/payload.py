"""What the page shows, as plain and compact data: each claim stands once, in a table; all else names its row."""

from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import BaseModel

from extract.knowledge import load_knowledge
from extract.records import ArticleRecord, Change, Interruption, Merge, Timeline
from extract.timeline.interruptions import interruptions_of
from extract.timeline.page.passages import Passage, passages_of

Row = tuple[str, str]
"""A record's path and the id of its event or statistic."""


def payload(
    timeline: Timeline, records: Iterable[tuple[str, ArticleRecord]], *, review: str | None = None
) -> dict[str, Any]:
    """Return the data of the page; JSON types only.

    `claims` are rows of (index of the source, id of the item, passages, confidence); wherever a change, a figure or a
    conflict names a claim, there stands its row. A support that is all claims of its change is left out. `features` are
    the reasons for merging, which the merges name by their index. `lifted` are the times in which other changes lift a
    change. `review` is the address of a review desk.
    """
    rows = _Rows()
    lifted = interruptions_of(timeline)
    body = {
        "changes": [_change(change, rows, lifted.get(change.id, ())) for change in timeline.changes],
        "figures": [rows.named(_plain(figure)) for figure in timeline.figures],
        "conflicts": [rows.named(_plain(conflict)) for conflict in timeline.conflicts],
    }
    cited = {record for record, _ in rows.claims}
    sources = [source for source in timeline.sources if source.record in cited]
    place = {source.record: index for index, source in enumerate(sources)}
    told = _told(cited, records)
    return {
        **body,
        "regimes": {regime.id: [regime.issuer, regime.family, regime.group] for regime in timeline.regimes},
        "sources": [_plain(source) for source in sources],
        "claims": [[place.get(row[0]), row[1], *told.get(row, ([], None))] for row in rows.claims],
        "features": list(rows.features),
        "groups": _groups(timeline),
        "review": review,
    }


class _Rows:
    """Claims and features in the order in which they are met, each with its index."""

    def __init__(self) -> None:
        self.claims: dict[Row, int] = {}
        self.features: dict[tuple[str, float, str], int] = {}

    def named(self, value: Any) -> Any:
        """Return plain data with each claim or citation replaced by its row."""
        if isinstance(value, list):
            return [self.named(item) for item in value]
        if not isinstance(value, dict):
            return value
        item = value.get("event") or value.get("statistic")
        if item and "record" in value:
            return self.claims.setdefault((value["record"], item), len(self.claims))
        return {name: self.named(inner) for name, inner in value.items()}

    def merge(self, merge: Merge) -> list[Any]:
        """Return the row of the claim that was put to others, the score, and the indexes of the reasons."""
        reasons = [(feature.name, feature.weight, feature.detail) for feature in merge.features]
        indexes = [self.features.setdefault(reason, len(self.features)) for reason in reasons]
        return [self.named(_plain(merge.claim)), merge.score, indexes]


def _plain(model: BaseModel) -> dict[str, Any]:
    return model.model_dump(mode="json", exclude_defaults=True)


def _change(change: Change, rows: _Rows, lifted: Iterable[Interruption]) -> dict[str, Any]:
    data = rows.named(_plain(change.model_copy(update={"merges": ()})))
    whole = data["claims"]
    compact = {name: _without(value, whole) for name, value in data.items()}
    return {
        **compact,
        "claims": whole,
        "merges": [rows.merge(merge) for merge in change.merges],
        "lifted": [rows.named(_plain(time)) for time in lifted],
    }


def _without(value: Any, whole: list[int]) -> Any:
    """Return the value of a field without supports that are all claims of its change."""
    if isinstance(value, list):
        return [_without(item, whole) for item in value]
    if not isinstance(value, dict):
        return value
    return {name: inner for name, inner in value.items() if name != "support" or sorted(inner) != sorted(whole)}


def _told(
    cited: set[str], records: Iterable[tuple[str, ArticleRecord]]
) -> Mapping[Row, tuple[list[Passage], float | None]]:
    """Return the passages and the confidence of each item of the records that are cited."""
    told: dict[Row, tuple[list[Passage], float | None]] = {}
    for path, record in records:
        if path in cited:
            told.update({(path, id_): (passages, sure) for id_, passages, sure in passages_of(record)})
    return told


def _groups(timeline: Timeline) -> dict[str, list[str]]:
    """Return the groups above each material that the timeline names."""
    above = load_knowledge().material_groups
    named = {told.value for change in timeline.changes for told in change.materials}
    named |= {id_ for figure in timeline.figures for id_ in figure.materials}
    return {id_: sorted(above[id_]) for id_ in sorted(named) if above.get(id_)}
