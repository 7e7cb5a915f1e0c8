"""Which changes applied on a day, as known on a day."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property

from extract.knowledge import load_knowledge
from extract.records import AmendsLink, Answer, Change, Question
from extract.records import Timeline as TimelineRecord
from extract.records.answer import Status
from extract.records.codes import TO_COME
from extract.timeline.items import Groups
from extract.timeline.known import Known
from extract.timeline.naming import jurisdiction_code, material_id, target_class
from extract.timeline.periods import Holding, begun, over, window
from extract.timeline.scope import Scope

_RULES = frozenset({"introduce", "expand", "tighten", "ease", "grant"})
_SPEAKS_OF = frozenset({"resume", "extend", "maintain"})
"""Actions that tell of a rule made before: they stand for it where it is not on the timeline."""
_DECISIONS = frozenset({"licence_decision", "enforcement_action"})
"""Measures that apply rules and are none."""
_ENDS = frozenset({"ends", "replaces"})


class Timeline(TimelineRecord):
    """A timeline that answers questions."""

    def as_of(
        self,
        day: date,
        known_by: date | None = None,
        material: str | None = None,
        destination: str | None = None,
        end_user: str | None = None,
    ) -> tuple[Answer, ...]:
        """Return the rules that applied on `day`, using only articles published by `known_by`; see `as_of`."""
        question = asked(day, known_by=known_by, material=material, destination=destination, end_user=end_user)
        return self.answer(question)

    def answer(self, question: Question) -> tuple[Answer, ...]:
        """Return the answers to a question that is put in codes."""
        return tuple(_Inquiry(self, question, load_knowledge().material_groups).answers())


def asked(
    day: date,
    *,
    known_by: date | None = None,
    material: str | None = None,
    destination: str | None = None,
    end_user: str | None = None,
    groups: Groups | None = None,
) -> Question:
    """Return a question in codes, from the names that people give. Raises UsageError for a name that is not known."""
    above = load_knowledge().material_groups if groups is None else groups
    return Question(
        day=day,
        known_by=known_by,
        material=None if material is None else material_id(material, above),
        destination=None if destination is None else jurisdiction_code(destination),
        end_user=None if end_user is None else target_class(end_user),
    )


def as_of(
    timeline: TimelineRecord,
    day: date,
    *,
    known_by: date | None = None,
    material: str | None = None,
    destination: str | None = None,
    end_user: str | None = None,
    groups: Groups | None = None,
) -> tuple[Answer, ...]:
    """Return the rules that applied on `day`, using only articles published by `known_by`, in the timeline's order.

    `material` is an id or a name: rules for a group that holds it apply too, and those for members of a group that is
    asked about. `destination` is the code or name of a jurisdiction, `end_user` a class of targets such as `civil`; a
    rule that names no targets applies to all. What was suspended, ended or replaced for some goods or buyers goes on for
    the others, and for all again when a suspension lapses. A rumour binds nobody. Where the claims leave it open whether
    a rule applied, its status is `unknown`, and `why` says what is missing. Licences granted and penalties are no rules.

    `groups` maps a material id to all groups above it; by default that of the knowledge. Raises UsageError for a name
    that is not known.
    """
    above = load_knowledge().material_groups if groups is None else groups
    question = asked(
        day, known_by=known_by, material=material, destination=destination, end_user=end_user, groups=above
    )
    return tuple(_Inquiry(timeline, question, above).answers())


class _Inquiry:
    """One question to one timeline."""

    def __init__(self, timeline: TimelineRecord, question: Question, groups: Groups) -> None:
        self._timeline = timeline
        self._day = question.day
        self._known_by = question.known_by
        self._scope = Scope(question, groups)

    @cached_property
    def _known(self) -> Mapping[str, Change]:
        return Known(self._timeline, self._known_by).of(self._timeline.changes)

    @cached_property
    def _acting(self) -> Mapping[str, list[tuple[Change, AmendsLink]]]:
        """Change to those that act on it, with their links."""
        found: dict[str, list[tuple[Change, AmendsLink]]] = defaultdict(list)
        for change in self._known.values():
            for link in change.amends:
                found[link.change].append((change, link))
        return found

    def answers(self) -> Iterator[Answer]:
        """Yield the rules that applied, in the order of the timeline."""
        concerned = [change for change in self._known.values() if self._is_asked_about(change)]
        made = [change for change in concerned if change.action.value in _RULES]
        rules = [change for change in made if begun(change, self._day).sure == "yes"]
        for change in concerned:
            state = self._state(change, frozenset())
            if state.sure == "yes" and self._scope.is_vague(change):
                state = Holding("maybe", f"{state.why}, but no source says for which goods", state.claims)
            if state.sure != "no" and not self._is_told_elsewhere(change, rules):
                status: Status = "in_force" if state.sure == "yes" else "unknown"
                yield Answer(change=change, status=status, why=state.why, claims=tuple(dict.fromkeys(state.claims)))

    def _is_asked_about(self, change: Change) -> bool:
        acts = change.action.value in _RULES | _SPEAKS_OF and change.measure.value not in _DECISIONS
        return acts and self._scope.concerns(change)

    def _is_told_elsewhere(self, change: Change, rules: list[Change]) -> bool:
        """Tell whether a change only speaks of a rule that is on the timeline itself, with what became of it."""
        if change.action.value not in _SPEAKS_OF:
            return False
        named = any(link.change in self._known for link in change.amends)
        return named or any(self._is_alike(change, rule) for rule in rules)

    def _is_alike(self, change: Change, rule: Change) -> bool:
        one, other = ((c.issuer.value.jurisdiction, c.measure.value) for c in (change, rule))
        return one == other and (self._scope.covers(rule, change) or self._scope.covers(change, rule))

    def _state(self, change: Change, seen: frozenset[str]) -> Holding:
        """Tell whether a change applied on the day, with all that other changes did to it."""
        start = self._vouched(change, begun(change, self._day))
        if start.sure == "no":
            return start
        end = self._over(change)
        if end.sure == "yes":
            return Holding("no", end.why, end.claims)
        found = start if end.sure == "no" else Holding("maybe", end.why, (*end.claims, *start.claims))
        for other, link in self._acting.get(change.id, ()):
            if other.id in seen or not self._scope.covers(other, change):
                continue
            lifted = self._lifted(other, link, change, seen | {change.id})
            if lifted.sure == "yes":
                return Holding("no", lifted.why, lifted.claims)
            if lifted.sure == "maybe":
                found = Holding("maybe", f"{other.headline.en}: {lifted.why}", (*lifted.claims, *found.claims))
        return found

    def _lifted(self, other: Change, link: AmendsLink, change: Change, seen: frozenset[str]) -> Holding:
        """Tell whether `other`, which acts on `change` by `link`, lifted it on the day."""
        if link.relation in _ENDS:
            lifted = self._vouched(other, begun(other, self._day))
        elif link.relation == "suspends" or (link.relation == "resumes" and change.action.value == "suspend"):
            lifted = self._unless_resumed(self._state(other, seen), change)
        else:
            return Holding("no", "", ())
        if lifted.sure == "yes" and not link.sure:
            return Holding("maybe", "no article says which rule is meant", (*link.support, *lifted.claims))
        return lifted

    def _unless_resumed(self, lifted: Holding, change: Change) -> Holding:
        for other, link in self._acting.get(change.id, ()):
            if lifted.sure == "no":
                break
            if link.relation == "resumes" and change.action.value != "suspend" and self._scope.covers(other, change):
                resumed = self._vouched(other, begun(other, self._day))
                if resumed.sure == "yes":
                    return Holding("no", resumed.why, resumed.claims)
                if resumed.sure == "maybe":
                    lifted = resumed
        return lifted

    def _over(self, change: Change) -> Holding:
        """Tell whether a change had run out; one that was extended runs on, a rumour of an extension extends nothing."""
        end = over(change, self._day)
        for other, link in self._acting.get(change.id, ()) if end.sure != "no" else ():
            if link.relation == "extends" and self._scope.covers(other, change):
                end = self._extended(other, end)
        return end

    def _extended(self, extension: Change, end: Holding) -> Holding:
        stages = {entry.stage for entry in extension.stages}
        if extension.certainty.value != "stated" or stages <= {"considered"}:
            return end
        claims = extension.stages[-1].claims
        if stages <= TO_COME:
            return Holding("maybe", f"{end.why}, and an extension is planned", claims)
        expires = window(extension, "expires")
        if expires is None or expires.last is None:
            return Holding("maybe", f"{end.why}, then extended, and no source says until when", claims)
        return (
            Holding("no", "", ())
            if self._day <= expires.last
            else Holding("yes", f"expired on {expires.words}", claims)
        )

    @staticmethod
    def _vouched(change: Change, found: Holding) -> Holding:
        """Lower what is only reported, or denied, to what it is worth."""
        denied = [telling for telling in (change.certainty, *change.certainty.rivals) if telling.value == "denied"]
        if found.sure == "no" or change.certainty.value == "denied":
            return Holding("no", "", ())
        if denied:
            claims = (*found.claims, *denied[0].support)
            return Holding("maybe", f"{found.why}, and one source denies it", claims)
        if change.certainty.value != "stated":
            return Holding("maybe", f"{found.why}, but only {change.certainty.value}", found.claims)
        return found
