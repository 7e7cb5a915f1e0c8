"""The claims of all records, with what merging compares worked out once."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import chain

from extract.records import Article, ArticleRecord, Claim, Event
from extract.records.edtf import day_bounds

Days = tuple[date, date]
"""A half-open interval of days."""

Groups = Mapping[str, frozenset[str]]
"""Material id to the ids of all groups above it."""

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_YEAR = re.compile(r"(?:19|20)\d\d")
_ALIKE = str.maketrans("", "", " .,-·&'’()（）")


@dataclass(frozen=True)
class Act:
    """A numbered legal act; `authorities` is empty where the words name none."""

    jurisdiction: str
    authorities: frozenset[str]
    year: int | None
    number: str

    def same_as(self, other: "Act") -> bool:
        """Tell whether both can be one act: same number and year, an authority in common where both name one."""
        return (
            (self.jurisdiction, self.number) == (other.jurisdiction, other.number)
            and (self.year == other.year or None in (self.year, other.year))
            and (not self.authorities or not other.authorities or bool(self.authorities & other.authorities))
        )


@dataclass(frozen=True)
class Item:
    """One claim: the event, its article, and the views of it that are compared."""

    claim: Claim
    event: Event
    article: Article
    above: Groups = field(repr=False)

    @cached_property
    def published(self) -> Days | None:
        """The days on which the article can have appeared."""
        return closed(self.article.published)

    @cached_property
    def dated(self) -> Mapping[str, tuple[Days, ...]]:
        """Role to the closed intervals that the event gives for it; expiry is no part of a change's beginning."""
        found: dict[str, tuple[Days, ...]] = {}
        for item in self.event.dates:
            days = closed(item.value)
            if days and item.role != "expires":
                found[item.role] = (*found.get(item.role, ()), days)
        return found

    @cached_property
    def days(self) -> tuple[Days, ...]:
        """All intervals in which the event says it began."""
        return tuple(chain.from_iterable(self.dated.values()))

    @cached_property
    def materials(self) -> frozenset[str]:
        """Ids of the materials; free names are folded together."""
        return frozenset(mention.id.casefold() for mention in self.event.materials)

    @cached_property
    def reach(self) -> frozenset[str]:
        """The materials and every group above them."""
        return self.materials.union(*(self.above.get(name, frozenset()) for name in self.materials))

    @cached_property
    def places(self) -> frozenset[str]:
        """Jurisdictions of the targets."""
        return frozenset(target.jurisdiction for target in self.event.targets if target.jurisdiction)

    @cached_property
    def companies(self) -> frozenset[str]:
        """Names of target companies, without case and punctuation."""
        targets = self.event.targets
        return frozenset(t.name.casefold().translate(_ALIKE) for t in targets if t.name and t.class_ == "company")

    @cached_property
    def values(self) -> frozenset[str]:
        """Numbers that condition values and triggers give; years are left to the dates."""
        texts = [condition.value or "" for condition in self.event.conditions]
        texts += [trigger.evidence.quote for trigger in self.event.triggers]
        numbers = chain.from_iterable(_NUMBER.findall(text) for text in texts)
        return frozenset(number for number in numbers if not _YEAR.fullmatch(number))

    @cached_property
    def act(self) -> Act | None:
        """The numbered act that the event names."""
        instrument = self.event.instrument
        if instrument is None or not (instrument.key or instrument.number):
            return None
        return _parsed(instrument.key, instrument.number or "", self.event.issuer.jurisdiction)


def items_of(records: Iterable[tuple[str, ArticleRecord]], groups: Groups) -> Iterator[Item]:
    """Yield one item an event."""
    for path, record in records:
        for event in record.events:
            yield Item(Claim(record=path, event=event.id), event, record.article, groups)


def closed(value: str | None) -> Days | None:
    """Return the interval of an EDTF value; None where it is missing or open at an end."""
    first, last = day_bounds(value) if value else (None, None)
    return (first, last) if first and last else None


def _parsed(key: str | None, number: str, jurisdiction: str) -> Act:
    if key and key.count(":") == 3:  # noqa: PLR2004 -- jurisdiction, authorities, year, number
        place, authorities, year, digits = key.split(":")
        named = frozenset(authorities.split("+")) - {""}
        return Act(place, named, int(year) if year.isdigit() else None, digits)
    years = _YEAR.findall(number)
    digits = next((found for found in _NUMBER.findall(number) if found not in years), number)
    return Act(jurisdiction, frozenset(), int(years[0]) if years else None, digits)
