"""What a reviewer ruled about which claims are one change, found again in the records of today."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from extract.deciding.anchors import found_among
from extract.deciding.faults import Fault
from extract.deciding.misfits import Misfit
from extract.deciding.standing import claims_named, standing
from extract.records import ArticleRecord, Claim, Decision, Event, UnfitDecision
from extract.records.decision import Anchor
from extract.timeline.comparing import Block, block_of
from extract.timeline.items import Item

Named = Mapping[str, ArticleRecord]
"""Path below records/ to record."""


@dataclass(frozen=True)
class Rulings:
    """Which claims are ruled together and which apart, by which decisions; and the decisions that no longer fit."""

    heads: Mapping[Claim, Claim] = field(default_factory=dict)
    """Claim to the one that stands for all that it is ruled together with."""
    blocks: Mapping[Claim, Block] = field(default_factory=dict)
    """Such a claim to the block of its head: a ruling may join what would never meet."""
    rivals: Mapping[Claim, frozenset[Claim]] = field(default_factory=dict)
    decisions: Mapping[Claim, tuple[Decision, ...]] = field(default_factory=dict)
    unfit: tuple[UnfitDecision, ...] = ()

    def block_of(self, item: Item) -> Block:
        """Return the block in which `item` is merged."""
        return self.blocks.get(item.claim) or block_of(item.event)

    def apart(self, claim: Claim, items: Iterable[Item]) -> bool:
        """Tell whether `claim` is ruled apart from one of the items."""
        rivals = self.rivals.get(claim, frozenset())
        return any(item.claim in rivals for item in items) if rivals else False

    def why_together(self, claim: Claim) -> str:
        """Return who ruled so, and by which decision."""
        merges = (decision for decision in self.decisions.get(claim, ()) if decision.verdict == "merge")
        return "; ".join(f"{decision.by}, {decision.id}" for decision in merges)

    def ids_of(self, claims: Iterable[Claim]) -> tuple[str, ...]:
        """Return the ids of the decisions about the claims, in the order of the claims."""
        found = (decision.id for claim in claims for decision in self.decisions.get(claim, ()))
        return tuple(dict.fromkeys(found))


NO_RULINGS = Rulings()


def rulings_of(decisions: Sequence[Decision], records: Named) -> Rulings:
    """Return what the decisions of scope `timeline` rule about the claims of `records`.

    Where two contradict each other the later one holds; a retracted one does not. A decision whose claims are not found,
    or that a later one overrides, is listed as unfit, and what is left of it is applied.
    """
    state = _State(records)
    for decision in reversed(list(standing(decisions))):
        if decision.scope == "timeline" and decision.verdict in ("merge", "split"):
            state.apply(decision)
    return state.rulings()


class _State:
    """The rulings of the decisions applied so far, the latest first."""

    def __init__(self, records: Named) -> None:
        self._finder = _Finder(records)
        self._together: dict[Claim, set[Claim]] = {}
        self._rivals: dict[Claim, set[Claim]] = defaultdict(set)
        self._decisions: dict[Claim, list[Decision]] = defaultdict(list)
        self._unfit: list[UnfitDecision] = []

    def apply(self, decision: Decision) -> None:
        first, *others = self._claims(decision)
        for other in others:
            if first is None or other is None:
                continue
            if decision.verdict == "merge":
                self._merge(decision, first, other)
            else:
                self._split(decision, first, other)

    def _claims(self, decision: Decision) -> list[Claim | None]:
        """Return the claims that the decision names, None for those that are not found."""
        found: list[Claim | None] = []
        anchors = [decision.anchor, *decision.anchors]
        for number, (record, event) in enumerate(claims_named(decision)):
            claim = self._finder.find(record, event, anchors[number] if number < len(anchors) else None)
            if claim is None:
                self._list(decision, Fault.of("no_claim", "", claim=f"{record}#{event}"))
            found.append(claim)
        return found

    def _merge(self, decision: Decision, one: Claim, other: Claim) -> None:
        joined = self._side(one) | self._side(other)
        if any(self._rivals[claim] & joined for claim in joined):
            self._list(decision, Fault.of("parted_later", "", one=_told(one), other=_told(other)))
            return
        for claim in joined:
            self._together[claim] = joined
        self._keep(decision, one, other)

    def _split(self, decision: Decision, one: Claim, other: Claim) -> None:
        if other in self._side(one):
            self._list(decision, Fault.of("joined_later", "", one=_told(one), other=_told(other)))
            return
        self._rivals[one].add(other)
        self._rivals[other].add(one)
        self._keep(decision, one, other)

    def _side(self, claim: Claim) -> set[Claim]:
        return self._together.get(claim, {claim})

    def _keep(self, decision: Decision, *claims: Claim) -> None:
        for claim in claims:
            if decision not in self._decisions[claim]:
                self._decisions[claim].insert(0, decision)

    def _list(self, decision: Decision, fault: Fault) -> None:
        self._unfit.append(Misfit(decision, (fault,)).listed())

    def rulings(self) -> Rulings:
        heads = {claim: min(side, key=_told) for claim, side in self._together.items()}
        return Rulings(
            heads=heads,
            blocks={claim: block_of(self._finder.event(head)) for claim, head in heads.items()},
            rivals={claim: frozenset(rivals) for claim, rivals in self._rivals.items() if rivals},
            decisions={claim: tuple(found) for claim, found in self._decisions.items()},
            unfit=tuple(reversed(self._unfit)),
        )


def _told(claim: Claim) -> str:
    return f"{claim.record}#{claim.event}"


class _Finder:
    """Finds claims by their anchors: the event that stands where the one stood that the reviewer saw."""

    def __init__(self, records: Named) -> None:
        self._records = records
        self._by_text: dict[str, list[str]] = defaultdict(list)
        for path, record in records.items():
            self._by_text[record.article.text_sha256].append(path)

    def event(self, claim: Claim) -> Event:
        return next(event for event in self._records[claim.record].events if event.id == claim.event)

    def find(self, path: str, event: str, anchor: Anchor | None) -> Claim | None:
        homes = [path] if path in self._records else []
        homes += [home for home in self._by_text.get(anchor.article_sha256, ()) if home != path] if anchor else []
        for home in homes:
            claim = self._in_record(home, event, anchor)
            if claim:
                return claim
        return None

    def _in_record(self, path: str, event: str, anchor: Anchor | None) -> Claim | None:
        record = self._records[path]
        found = found_among(record.events, record.article.text, event, anchor)
        return Claim(record=path, event=found) if found else None
