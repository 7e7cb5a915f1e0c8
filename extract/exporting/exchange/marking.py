"""A record as marks and links: every value that has words becomes a mark on them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from extract.exporting.exchange.markup import Link, Mark, Markup
from extract.exporting.exchange.roles import ARGUMENTS, MENTION, STATISTIC, TRIGGER, Role
from extract.records import ArticleRecord, Event, Statistic

Json = dict[str, Any]


def marked(record: ArticleRecord) -> Markup:
    """Return the text of a record with its events and statistics marked.

    Values without words (inherited or inferred) have no mark. Arguments that several events have of the same words, with the same
    facts, are one mark with a link from each of them.
    """
    marker = _Marker()
    for event in record.events:
        marker.event(event)
    for figure in record.statistics:
        marker.statistic(figure)
    links = (*marker.links, *_amending(record.events, marker.heads))
    return Markup(record.article.text, tuple(marker.marks), links)


def facts_of(role: Role, item: Json) -> dict[str, str]:
    """Return what is told of an item of a record, as text; what is not told is left out."""
    return {name: str(item[name]) for name in role.facts if item.get(name) is not None}


class _Marker:
    def __init__(self) -> None:
        self.marks: list[Mark] = []
        self.links: list[Link] = []
        self.heads: dict[str, str] = {}
        self._shared: dict[tuple[object, ...], str] = {}

    def event(self, event: Event) -> None:
        document = event.model_dump(mode="json", by_alias=True)
        first, *others = document["triggers"]
        head = self._mark(f"{event.id}-trigger", TRIGGER, first["evidence"], facts_of(TRIGGER, document))
        self.heads[event.id] = head
        for number, other in enumerate(others):
            child = self._mark(f"{event.id}-mention-{number}", MENTION, other["evidence"], {})
            self.links.append(Link(head, child, MENTION.name))
        self._arguments(event.id, head, document)

    def statistic(self, figure: Statistic) -> None:
        document = figure.model_dump(mode="json", by_alias=True)
        facts = facts_of(STATISTIC, document)
        head = self._mark(f"{figure.id}-statistic", STATISTIC, document["evidence"], facts)
        self.heads[figure.id] = head
        self._arguments(figure.id, head, document)

    def _arguments(self, owner: str, head: str, document: Json) -> None:
        for role in ARGUMENTS:
            for number, item in enumerate(items_at(document, role)):
                if item.get("evidence"):
                    child = self._argument(f"{owner}-{role.name}-{number}", role, item)
                    link = Link(head, child, role.name)
                    self.links += [link] if link not in self.links else []

    def _argument(self, id_: str, role: Role, item: Json) -> str:
        facts = facts_of(role, item)
        key = (role.name, item["evidence"]["start"], item["evidence"]["end"], *sorted(facts.items()))
        if key not in self._shared:
            self._shared[key] = self._mark(id_, role, item["evidence"], facts)
        return self._shared[key]

    def _mark(self, id_: str, role: Role, span: Json, facts: Mapping[str, str]) -> str:
        self.marks.append(Mark(id_, span["start"], span["end"], role.name, facts))
        return id_


def items_at(document: Json, role: Role) -> Sequence[Json]:
    """Return the items that an event or statistic, as JSON, has in a role."""
    held = document.get(role.field)
    if held is None:
        return ()
    return held if isinstance(held, list) else (held,)


def _amending(events: Iterable[Event], heads: Mapping[str, str]) -> Iterable[Link]:
    for event in events:
        if event.amends and event.amends.event_id:
            yield Link(heads[event.id], heads[event.amends.event_id], event.amends.relation)
