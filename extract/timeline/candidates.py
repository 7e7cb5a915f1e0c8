"""The changes that an act can be about when no article says which: same issuer, measure and goods, and begun before it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Self

from extract.records import Instrument
from extract.records.codes import Action, Measure
from extract.timeline.items import Act, Groups, act_of
from extract.timeline.rules import rules
from extract.timeline.traces import Trace

_MAKES: frozenset[Action] = frozenset({"introduce", "expand", "tighten", "grant", "enforce"})
_LOOKED_AT = 200
"""The latest candidates of one key; a rule that so many others have followed is named when it is meant."""
_SAME_GOODS, _PART_OF_THEM, _SOME_OF_THEM = 3, 2, 1
_TEMPORARY = 4
_SAME_PLACES = 1

Key = tuple[str, Measure, str]


@dataclass(frozen=True, eq=False)
class Terms:
    """What a change is about, gathered from all its claims."""

    id: str
    issuer: str
    measure: Measure
    action: Action
    paths: dict[str, frozenset[str]]
    """Each material that tells something, with the groups above it; umbrellas are left out."""
    places: frozenset[str]
    acts: tuple[Act, ...]
    keys: frozenset[str]
    began: str
    """The first day told, ISO 8601."""
    temporary: bool
    claims: int

    @classmethod
    def of(cls, id_: str, traces: Sequence[Trace], groups: Groups) -> Self:
        """Gather the terms of the change that claims with these traces tell of."""
        first = traces[0]
        named = sorted({name for trace in traces for name in trace.materials})
        keys = frozenset(trace.act for trace in traces if trace.act)
        acts = (act_of(Instrument(key=key), first.issuer) for key in sorted(keys))
        return cls(
            id=id_,
            issuer=first.issuer,
            measure=first.measure,
            action=first.action,
            paths={name: frozenset({name, *groups.get(name, ())}) - rules().umbrellas for name in named},
            places=frozenset(place for trace in traces for place in trace.places),
            acts=tuple(act for act in acts if act),
            keys=keys,
            began=min((trace.began for trace in traces if trace.began), default="9999"),
            temporary=first.action == "suspend" or any(trace.expires for trace in traces),
            claims=len(traces),
        )

    @property
    def materials(self) -> frozenset[str]:
        """The materials that tell something."""
        return frozenset(self.paths)

    @property
    def reach(self) -> frozenset[str]:
        """The materials and the groups above them."""
        return frozenset().union(*self.paths.values())

    @property
    def makes(self) -> bool:
        """Whether the change makes a rule, and does not act on one."""
        return self.action in _MAKES


class Candidates:
    """The changes that can be acted on, by issuer, measure and goods."""

    def __init__(self, terms: Iterable[Terms]) -> None:
        self._named: dict[Key, list[Terms]] = defaultdict(list)
        self._below: dict[Key, list[Terms]] = defaultdict(list)
        self._bare: dict[tuple[str, Measure], list[Terms]] = defaultdict(list)
        for item in sorted(terms, key=lambda item: (item.began, item.id)):
            if not item.makes and not item.temporary:
                continue
            self._bare[item.issuer, item.measure].append(item)
            for name in item.materials:
                self._named[item.issuer, item.measure, name].append(item)
            for name in item.reach - item.materials:
                self._below[item.issuer, item.measure, name].append(item)

    def of(self, acting: Terms, *, lasting: bool) -> list[Terms]:
        """Return the changes that fit best what `acting` is about, several where it leaves several.

        Rules alone are looked at when `lasting`; otherwise those that run out come first, since only they can be extended.
        """
        scored = [
            (self._fit(acting, other, lasting=lasting), other)
            for other in self._near(acting).values()
            if other.id != acting.id and other.began <= acting.began and (other.makes or not lasting)
        ]
        best = max((fit for fit, _ in scored), default=0)
        return sorted((other for fit, other in scored if fit == best), key=lambda other: other.id)

    def _near(self, acting: Terms) -> dict[str, Terms]:
        """Return what touches the goods of `acting`; where it names none, what an issuer has seldom more than one of."""
        base = (acting.issuer, acting.measure)
        if not acting.materials:
            alone = self._bare[base] if acting.measure in rules().specific else []
            return {other.id: other for other in alone[-_LOOKED_AT:]}
        keys = [(*base, name) for name in sorted(acting.reach)]
        found = [other for key in keys for other in self._named.get(key, [])[-_LOOKED_AT:]]
        below = ((*base, name) for name in sorted(acting.materials))
        found += [other for key in below for other in self._below.get(key, [])[-_LOOKED_AT:]]
        return {other.id: other for other in found}

    @staticmethod
    def _fit(acting: Terms, other: Terms, *, lasting: bool) -> int:
        if acting.materials == other.materials:
            fit = _SAME_GOODS
        elif all(path & other.materials for path in acting.paths.values()):
            fit = _PART_OF_THEM
        else:
            fit = _SOME_OF_THEM
        fit += _SAME_PLACES * bool(acting.places & other.places)
        return fit + _TEMPORARY * (other.temporary and not lasting)
