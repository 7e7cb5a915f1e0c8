"""What an annotator did in another tool, as decisions."""

import json
from dataclasses import dataclass
from typing import Any

from extract.deciding.anchors import items_in
from extract.deciding.applying import reviewed
from extract.deciding.derived import DERIVED
from extract.deciding.editing import checked
from extract.errors import UnfitError
from extract.exporting.exchange.markup import Returned
from extract.records import ArticleRecord, Decision, Event, Statistic
from extract.records.decision import Verdict
from extract.records.ids import content_id
from extract.reviewing.drafting import drafted
from extract.reviewing.outcomes import Wanted
from extract.reviewing.unmarking import Unmarked, unmarked

Json = dict[str, Any]


@dataclass(frozen=True)
class Brought:
    """The decisions of one annotator about one article, the record as they leave it, and what could not be carried over."""

    decisions: tuple[Decision, ...]
    record: ArticleRecord
    faults: tuple[str, ...]


def decisions_of(returned: Returned, record: ArticleRecord, path: str, *, by: str) -> Brought:
    """Return the decisions that make of `record`, at `path` below records/, what the annotator left.

    Items that are gone are rejected, new ones added, changed fields edited; what stays is accepted, and last the article as gone through.
    Ids hang on who, what and when alone, so that the same annotation brings the same decisions each time.
    """
    found = unmarked(returned, record)
    teller = _Teller(returned, record, path, by)
    for home, items in (("events", found.events), ("statistics", found.statistics)):
        for id_, document in items.items():
            teller.bring(home, id_, {**document, **({"amends": None} if home == "events" else {})})
    for id_, document in found.events.items():
        teller.set(id_, "amends", document["amends"])
    teller.close(found)
    return Brought(tuple(teller.decisions), teller.record, (*found.faults, *teller.faults))


class _Teller:
    """Writes decisions one after the other, each about the record as the ones before leave it."""

    def __init__(self, returned: Returned, record: ArticleRecord, path: str, by: str) -> None:
        self._returned = returned
        self._path = path
        self._by = by
        self.record = record
        self.decisions: list[Decision] = []
        self.faults: list[str] = []

    def bring(self, home: str, id_: str, document: Json) -> None:
        """Add an item, or edit the fields of the one that is there."""
        now = self._now(id_)
        if now is None:
            self._add(home, document)
            return
        fields = [name for name in document if name not in DERIVED and name not in ("triggers", "amends")]
        for name in (*fields, *(["triggers"] if "triggers" in document else [])):
            self.set(id_, name, document[name])

    def set(self, id_: str, name: str, value: Any) -> None:
        """Edit one field, if it is not what it should be."""
        now = self._now(id_)
        if now is not None and now[name] != value:
            self._say("edit", id_, field=name, value=value)

    def close(self, found: Unmarked) -> None:
        """Reject what is gone and accept what stays."""
        standing = found.events.keys() | found.statistics.keys()
        for id_ in items_in(self.record):
            if id_ not in standing:
                self._say("reject", id_)
        for id_ in items_in(self.record):
            self._say("accept", id_)
        self._say("accept", None)

    def _add(self, home: str, document: Json) -> None:
        kind: type[Any] = Event if home == "events" else Statistic
        try:
            item = checked(kind, document, self.record.article.text)
        except UnfitError as error:
            self.faults.append(f"a new one of the {home} was left out: {error}")
            return
        self._say("add", None, field=home, value=item.model_dump(mode="json", by_alias=True))

    def _say(self, verdict: Verdict, target: str | None, *, field: str | None = None, value: Any = None) -> None:
        wanted = Wanted(record=self._path, verdict=verdict, target=target, field=field, value=value)
        draft = drafted(wanted, self.record, by=self._by)
        told = json.dumps([target, field, value], ensure_ascii=False, sort_keys=True)
        id_ = content_id("d", self._path, self._by, self._returned.at, verdict, told)
        decision = draft.model_copy(update={"id": id_, "at": self._returned.at or draft.at})
        review = reviewed(self.record, [decision])
        if review.unfit:
            self.faults += [f"{verdict} of {target or self._path} was left out: {unfit.why}" for unfit in review.unfit]
            return
        self.record = review.record
        self.decisions.append(decision)

    def _now(self, id_: str) -> Json | None:
        item = items_in(self.record).get(id_)
        return item.model_dump(mode="json", by_alias=True) if item else None
