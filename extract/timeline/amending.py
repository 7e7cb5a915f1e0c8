"""Which change a change acts on: as articles link them, by the legal act that both name, or by what is left to be meant."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, NamedTuple

from extract.assembling.links import RELATIONS
from extract.knowledge import load_knowledge
from extract.records import AmendsLink, Claim
from extract.records.codes import Action, Measure, Relation
from extract.timeline.candidates import Candidates, Terms
from extract.timeline.items import Act, Groups
from extract.timeline.traces import Trace

_SPEAKS_OF: frozenset[Action] = frozenset({"maintain", "clarify"})
"""Actions that leave a rule as it is: what is said to act on them acts on the rule that they speak of."""
_GUESSED: frozenset[Action] = frozenset({"suspend", "resume", "end", "extend", "ease"})
"""Actions that need something to act on, so that it is looked for where no article names it."""
_EASES: frozenset[Measure] = frozenset(
    {"exemption", "general_licence", "validated_end_user", "expedited_review", "licence_decision"}
)

Basis = Literal["told", "act", "terms"]


class _Found(NamedTuple):
    """A change that is acted on, and why it is thought to be."""

    target: str
    relation: Relation
    basis: Basis
    sure: bool = True


class Amending:
    """Where each event and each legal act stands; made from the traces of all changes by their ids.

    `groups` maps a material id to all groups above it; by default that of the knowledge.
    """

    def __init__(self, traces: Mapping[str, Sequence[Trace]], *, groups: Groups | None = None) -> None:
        above = load_knowledge().material_groups if groups is None else groups
        self._home = {(trace.record, trace.id): id_ for id_, found in traces.items() for trace in found}
        self._terms = {id_: Terms.of(id_, found, above) for id_, found in traces.items()}
        self._candidates = Candidates(self._terms.values())
        self._acts: dict[tuple[str, str], list[str]] = defaultdict(list)
        for id_, terms in self._terms.items():
            for number in {(act.jurisdiction, act.number) for act in terms.acts}:
                self._acts[number].append(id_)

    def links(self, id_: str, traces: Sequence[Trace]) -> tuple[AmendsLink, ...]:
        """Return the changes that change `id_` acts on, each with the claims that say so, or that speak of acting."""
        told = self._told(id_, traces)
        if not told and self._terms[id_].action in _GUESSED:
            told = {found: list(traces) for found in self._by_act(id_) or self._by_terms(id_)}
        return tuple(
            AmendsLink(
                change=found.target,
                relation=found.relation,
                support=tuple(Claim(record=trace.record, event=trace.id) for trace in tellers),
                basis=found.basis,
                sure=found.sure,
            )
            for found, tellers in sorted(told.items())
        )

    def _told(self, id_: str, traces: Sequence[Trace]) -> dict[_Found, list[Trace]]:
        found: dict[_Found, list[Trace]] = defaultdict(list)
        for trace in traces:
            for target in {self._meant(home) for home in self._named(trace)} if trace.relation else ():
                if trace.relation and target != id_:
                    relation = self._relation(trace.relation, id_, target)
                    found[_Found(target, relation, "told")].append(trace)
        return found

    def _named(self, trace: Trace) -> list[str]:
        if trace.event is not None:
            home = self._home.get((trace.record, trace.event))
            return [home] if home else []
        return self._made_by(trace.instrument)

    def _made_by(self, key: str | None) -> list[str]:
        """Return the changes that the act of `key` made: those that name it and do not act on it."""
        jurisdiction, _, rest = (key or "").partition(":")
        number = rest.rpartition(":")[2]
        near = self._acts.get((jurisdiction, number), ())
        makers = [id_ for id_ in near if self._terms[id_].makes and key in self._terms[id_].keys]
        return sorted(makers)

    def _meant(self, target: str) -> str:
        """Return the rule that is meant where `target` only says that a rule stays or what it says."""
        terms = self._terms[target]
        if terms.action not in _SPEAKS_OF:
            return target
        same_act = self._makers(terms.acts, terms)
        spoken_of = same_act or [found.id for found in self._candidates.of(terms, lasting=True)[:1]]
        return spoken_of[0] if spoken_of else target

    def _makers(self, acts: Iterable[Act], terms: Terms) -> list[str]:
        """Return the changes of the same measure that one of `acts` made, the first told first."""
        near = {id_ for act in acts for id_ in self._acts.get((act.jurisdiction, act.number), ())}
        makers = [self._terms[id_] for id_ in near if id_ != terms.id]
        made = [
            other
            for other in makers
            if other.makes
            and other.measure == terms.measure
            and any(act.same_as(mine) for act in other.acts for mine in terms.acts)
        ]
        return [other.id for other in sorted(made, key=lambda other: (other.began, -other.claims, other.id))]

    def _by_act(self, id_: str) -> list[_Found]:
        terms = self._terms[id_]
        return [_Found(target, RELATIONS[terms.action], "act") for target in self._makers(terms.acts, terms)[:1]]

    def _by_terms(self, id_: str) -> list[_Found]:
        terms = self._terms[id_]
        best = self._candidates.of(terms, lasting=terms.action != "extend")
        return [_Found(other.id, RELATIONS[terms.action], "terms", sure=len(best) == 1) for other in best]

    def _relation(self, told: Relation, id_: str, target: str) -> Relation:
        """Return what `id_` does to `target`; one measure cannot replace another, but it can ease or carry it out."""
        measure, other = self._terms[id_].measure, self._terms[target].measure
        if told != "replaces" or measure == other:
            return told
        return "eases" if measure in _EASES else "implements"
