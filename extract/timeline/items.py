"""The claims of all records, with what merging compares worked out once."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import chain

from extract.records import Article, ArticleRecord, Claim, Event, Instrument
from extract.records.edtf import day_bounds
from extract.timeline.rules import rules

Days = tuple[date, date]
"""A half-open interval of days."""

Groups = Mapping[str, frozenset[str]]
"""Material id to the ids of all groups above it."""

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_NUMBERED = 2  # the middle of a key holds the issuers and the year: CN:MOFCOM+GAC:2025:18
_YEAR = re.compile(r"(?:19|20)\d\d")
_WORD = re.compile(r"[a-z]{4,}")
_HAN = re.compile(r"[\u3400-\u9fff]{2,}")
_ALIKE = str.maketrans("", "", " .,-·&'’()（）")


class Hierarchy:
    """Materials below their groups."""

    def __init__(self, above: Groups) -> None:
        self.above = above
        self.groups: frozenset[str] = frozenset().union(*above.values())


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
    hierarchy: Hierarchy = field(repr=False)

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
    def telling(self) -> frozenset[str]:
        """The materials without umbrellas such as dual_use_items, which say little about what is meant."""
        return frozenset(name for name in self.materials if name not in rules().umbrellas)

    @cached_property
    def words(self) -> frozenset[str]:
        """Words of the triggers: long words of English, pairs of characters of Chinese."""
        quotes = " ".join(trigger.evidence.quote for trigger in self.event.triggers).casefold()
        pairs = (run[at : at + 2] for run in _HAN.findall(quotes) for at in range(len(run) - 1))
        return frozenset(chain(_WORD.findall(quotes), pairs))

    @cached_property
    def reach(self) -> frozenset[str]:
        """The materials and every group above them."""
        return (
            self.telling.union(*(self.hierarchy.above.get(name, frozenset()) for name in self.telling))
            - rules().umbrellas
        )

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
        return act_of(self.event.instrument, self.event.issuer.jurisdiction)


def items_of(records: Iterable[tuple[str, ArticleRecord]], groups: Groups) -> Iterator[Item]:
    """Yield one item an event."""
    hierarchy = Hierarchy(groups)
    for path, record in records:
        for event in record.events:
            yield Item(Claim(record=path, event=event.id), event, record.article, hierarchy)


def closed(value: str | None) -> Days | None:
    """Return the interval of an EDTF value; None where it is missing or open at an end."""
    first, last = day_bounds(value) if value else (None, None)
    return (first, last) if first and last else None


def act_of(instrument: Instrument | None, jurisdiction: str) -> Act | None:
    """Return the numbered act of an event of `jurisdiction`.

    Statutes known by name or section (`US:EAR`, `US:SECTION:301`) are no acts: hundreds of changes name them.
    """
    if instrument is None:
        return None
    place, *middle, number = (instrument.key or ":").split(":")
    if middle == ["EO"]:
        return Act(place, frozenset(middle), None, number)
    if len(middle) >= _NUMBERED:
        named = frozenset(middle[0].split("+")) - {"?"}
        return Act(
            jurisdiction if place == "?" else place, named, int(middle[-1]) if middle[-1].isdigit() else None, number
        )
    digits = _NUMBER.findall(instrument.number or "") if not instrument.key else []
    return Act(jurisdiction, frozenset(), None, digits[0]) if digits else None
