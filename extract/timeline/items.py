"""The claims of all records, with what merging compares worked out once."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from itertools import chain

from extract.finding.numerals import ONES, TEENS, TENS, parse_english
from extract.language.folding import fold_words
from extract.records import Article, ArticleRecord, Claim, Event, Instrument
from extract.records.edtf import day_bounds
from extract.timeline.companies import companies_named
from extract.timeline.rules import rules

Days = tuple[date, date]
"""A half-open interval of days."""

Groups = Mapping[str, frozenset[str]]
"""Material id to the ids of all groups above it."""

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_BROAD = 3  # materials that a group holds
_NUMBERED = 2  # the middle of a key holds the issuers and the year: CN:MOFCOM+GAC:2025:18
_YEAR = re.compile(r"(?:19|20)\d\d")
_WORD = re.compile(r"[a-z]{4,}|[\u3400-\u9fff]{2,}")
_END = re.compile(r"[。！？!?\n；]|(?<=[a-z)”\"'’])\.\s")
_REACH = 150  # code points of a sentence on each side of a trigger


class Hierarchy:
    """Materials below their groups."""

    def __init__(self, above: Groups) -> None:
        self.above = above
        sizes = Counter(chain.from_iterable(above.values()))
        self.broad = frozenset(group for group, size in sizes.items() if size >= _BROAD)


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
    amended: "Item | None" = None
    """The event of the same article that this one acts on."""

    @cached_property
    def digest(self) -> int:
        """64 bits of the hash of all that comparing looks at: the claim, its event, what that acts on, and its article."""
        article = self.article.model_dump_json(exclude={"text", "segments", "raw_offsets"})
        events = [item.event.model_dump_json() for item in (self, self.amended) if item]
        told = "\n".join([self.claim.record, article, *events])
        return int.from_bytes(hashlib.sha256(told.encode()).digest()[:8], "big", signed=True)

    @cached_property
    def exactness(self) -> tuple[object, ...]:
        """Sort key: claims that name a numbered act, then dated ones, then those with materials, then the rest."""
        lengths = [(days[1] - days[0]).days for days in self.days]
        reported = self.published[0] if self.published else date.max
        named = bool(self.materials or self.places)
        return (
            self.act is None,
            min(lengths, default=10_000),
            not named,
            reported,
            self.claim.record,
            self.claim.event,
        )

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
    def expiry(self) -> frozenset[str]:
        """The dates on which the event says that it ends."""
        return frozenset(item.value for item in self.event.dates if item.value and item.role == "expires")

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
    def triggers(self) -> str:
        """The words of the triggers, folded."""
        return fold_words(" ".join(trigger.evidence.quote for trigger in self.event.triggers))

    @cached_property
    def words(self) -> frozenset[str]:
        """Words of the triggers."""
        return words_of(self.triggers)

    @cached_property
    def sentences(self) -> frozenset[str]:
        """Words of the sentences around the triggers, without those that every such sentence has."""
        return words_of(" ".join(self._around())) - rules().common

    def _around(self) -> Iterator[str]:
        text = self.article.text
        for trigger in self.event.triggers:
            first, last = trigger.evidence.start, trigger.evidence.end
            before = _END.split(text[max(0, first - _REACH) : first])[-1]
            after = _END.split(text[last : last + _REACH], maxsplit=1)[0]
            yield fold_words(f"{before}{trigger.evidence.quote}{after}")

    @cached_property
    def flows(self) -> frozenset[str]:
        """Which way or step of trade the triggers name: exports, imports, production, mining."""
        return frozenset(flow for flow, forms in rules().flows if any(form in self.triggers for form in forms))

    @cached_property
    def named(self) -> str:
        """The name of the act as the article gives it, bare; empty where it is a number or a frame of hundreds of changes."""
        act = self.event.instrument
        if act is None or not act.name or self.act or (act.key or "").startswith(rules().frames):
            return ""
        return act.key or rules().unnamed.sub("", fold_words(act.name))

    @cached_property
    def reach(self) -> frozenset[str]:
        """The materials and every group above them."""
        return self.materials.union(*(self.hierarchy.above.get(name, frozenset()) for name in self.materials))

    @cached_property
    def places(self) -> frozenset[str]:
        """Jurisdictions of the targets."""
        return frozenset(target.jurisdiction for target in self.event.targets if target.jurisdiction)

    @cached_property
    def companies(self) -> frozenset[str]:
        """The target companies, each by one name in all languages where it is known."""
        named = (t.name for t in self.event.targets if t.name and t.class_ == "company")
        return frozenset(chain.from_iterable(map(companies_named, named)))

    @cached_property
    def values(self) -> frozenset[str]:
        """Numbers that condition values and triggers give; years are left to the dates, and what a rate was before is left out."""
        texts = [self.triggers, *(condition.value or "" for condition in self.event.conditions)]
        numbers = chain.from_iterable(
            _NUMBER.findall(rules().raised.sub("", rules().section.sub("", text))) for text in texts
        )
        return frozenset(number for number in numbers if not _YEAR.fullmatch(number)) | _spelt(self.triggers)

    @cached_property
    def laws(self) -> frozenset[str]:
        """Numbers of the sections of law that the sentences around the triggers, or the act's key, name: `301`."""
        found = chain.from_iterable(rules().section.findall(" ".join(self._around())))
        _, named, number = ((self.event.instrument and self.event.instrument.key) or "").rpartition(":SECTION:")
        return frozenset(filter(None, (*chain.from_iterable(found), number if named else "")))

    @cached_property
    def act(self) -> Act | None:
        """The numbered act that the event names."""
        return act_of(self.event.instrument, self.event.issuer.jurisdiction)


def items_of(records: Iterable[tuple[str, ArticleRecord]], groups: Groups) -> Iterator[Item]:
    """Yield one item an event."""
    hierarchy = Hierarchy(groups)
    for path, record in records:
        plain = {e.id: Item(Claim(record=path, event=e.id), e, record.article, hierarchy) for e in record.events}
        for item in plain.values():
            acted_on = plain.get((item.event.amends and item.event.amends.event_id) or "")
            yield replace(item, amended=acted_on) if acted_on else item


def words_of(text: str) -> frozenset[str]:
    """Return the words of folded text: long words of English, pairs of characters of Chinese."""
    found: set[str] = set()
    for run in _WORD.findall(text):
        found.update((run,) if run.isascii() else (run[at : at + 2] for at in range(len(run) - 1)))
    return frozenset(found)


_SPELT = re.compile(rf"\b(?:(?:{TENS})(?: (?:{ONES}))?|(?!one\b)(?:{ONES}|{TEENS}))\b")


def _spelt(text: str) -> frozenset[str]:
    """Return the numbers from two to ninety-nine that folded English text spells out."""
    return frozenset(f"{parse_english(words):g}" for words in _SPELT.findall(text))


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
