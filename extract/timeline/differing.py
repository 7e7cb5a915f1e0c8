"""What is different between two timelines, each difference with the claims behind it."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, get_args

from extract.records import (
    Change,
    Claim,
    ConditionValue,
    Conflict,
    DateValue,
    InstrumentValue,
    IssuerValue,
    TargetValue,
    Timeline,
    Told,
)
from extract.records.difference import Alteration, Difference, DifferenceKind, TimelineDifference, Voice
from extract.timeline.matching import Match, match_changes

Voices = Callable[[Claim, str], Voice | None]
"""Gives a claim in the words of its article, best those that tell the field; None where the article is not at hand."""

_MOST = 3
"""Voices for one alteration; the timelines have all claims."""
_ORDER: tuple[DifferenceKind, ...] = get_args(DifferenceKind)
_KIND: dict[str, DifferenceKind] = {
    "stage": "stage",
    "conflicts": "contradicted",
    "certainty": "contradicted",
    "dates": "dates",
    "materials": "scope",
    "targets": "scope",
    "conditions": "scope",
}


def diff_timelines(old: Timeline, new: Timeline, *, old_voices: Voices, new_voices: Voices) -> TimelineDifference:
    """Return the changes of `new` that are not what they were in `old`, and those that are gone.

    Changes are matched by their claims, so that one keeps its past when a rebuild gave it another id.
    """
    matches = match_changes(old, new)
    now = {change.id: match.new.id for match in matches if match.new for change in match.old if not match.parted}
    differ = _Differ(old, new, now, (old_voices, new_voices))
    found, unchanged, further = [], 0, 0
    for match in matches:
        difference = differ.of(match)
        if difference:
            found.append(difference)
        elif match.new and set(match.new.claims) - set(match.old[0].claims):
            further += 1
        else:
            unchanged += 1
    found.sort(key=lambda difference: _ORDER.index(difference.kind))
    return TimelineDifference(differences=tuple(found), unchanged=unchanged, further_reports=further)


class _Differ:
    """Tells what is different; `now` maps the old id of a change to the one that it has in the new timeline."""

    def __init__(self, old: Timeline, new: Timeline, now: Mapping[str, str], voices: tuple[Voices, Voices]) -> None:
        self._now = now
        self._old_voices, self._new_voices = voices
        self._records = {source.record for source in new.sources}
        self._disputed = {(c.subject, c.field): [v.value for v in c.versions] for c in old.conflicts}
        self._disputes: dict[str, list[Conflict]] = defaultdict(list)
        for conflict in new.conflicts:
            self._disputes[conflict.subject].append(conflict)

    def of(self, match: Match) -> Difference | None:
        if match.new is None:
            return self._gone(match.old[0])
        if not match.old:
            return self._difference("new", match, why=self._voices(match.new.claims, "triggers"))
        alterations = tuple(self._alterations(match.old[0], match.new))
        if len(match.old) > 1:
            return self._difference("merged", match, alterations, reasons=_merge_reasons(match))
        if match.parted:
            return self._difference("split", match, alterations, why=self._voices(match.new.claims, "triggers"))
        if not alterations:
            return None
        kinds = {_KIND.get(one.field.partition(".")[0], "terms") for one in alterations}
        return self._difference(min(kinds, key=_ORDER.index), match, alterations)

    def _difference(
        self,
        kind: DifferenceKind,
        match: Match,
        alterations: tuple[Alteration, ...] = (),
        *,
        reasons: tuple[str, ...] = (),
        why: tuple[Voice, ...] = (),
    ) -> Difference:
        shown = match.new or match.old[0]
        after = [*([match.new] if match.new else []), *match.parts]
        return Difference(
            kind=kind,
            headline=shown.headline,
            regime=shown.regime,
            before=tuple(change.id for change in match.old),
            after=tuple(change.id for change in after),
            alterations=alterations,
            reasons=reasons,
            why=why,
        )

    def _gone(self, change: Change) -> Difference:
        there = any(claim.record in self._records for claim in change.claims)
        why = tuple(v for claim in change.claims[:_MOST] if (v := self._old_voices(claim, "triggers")))
        reasons = ("told_otherwise" if there else "records_gone",)
        return self._difference("gone", Match(None, [change]), reasons=reasons, why=why)

    def _alterations(self, old: Change, new: Change) -> Iterator[Alteration]:
        fresh = frozenset(new.claims) - frozenset(old.claims)
        for field in ("stage", "certainty", "measure", "action"):
            yield from self._altered(field, [getattr(old, field)], [getattr(new, field)], fresh)
        yield from self._altered("issuer", [old.issuer], [new.issuer], fresh)
        yield from self._altered("instrument", _one(old.instrument), _one(new.instrument), fresh)
        for role in dict.fromkeys(told.value.role for told in (*old.dates, *new.dates)):
            before, after = ([told for told in change.dates if told.value.role == role] for change in (old, new))
            yield from self._altered(f"dates.{role}", before, after, fresh)
        for field in ("materials", "targets", "conditions"):
            yield from self._altered(field, getattr(old, field), getattr(new, field), fresh)
        yield from self._relinked(old, new)
        yield from self._contested(old, new)

    def _altered(
        self, field: str, old: Iterable[Told[Any]], new: Iterable[Told[Any]], fresh: frozenset[Claim]
    ) -> Iterator[Alteration]:
        before = {value_text(told.value): told for told in old}
        after = {value_text(told.value): told for told in new}
        if before.keys() == after.keys():
            return
        support = [claim for text, told in after.items() if text not in before for claim in told.support]
        support.sort(key=lambda claim: claim not in fresh)  # what is new to us is why it moved
        yield Alteration(
            field=field,
            before=tuple(text for text in before if text not in after),
            after=tuple(text for text in after if text not in before),
            why=self._voices(support, field),
        )

    def _relinked(self, old: Change, new: Change) -> Iterator[Alteration]:
        before = {f"{link.relation} {self._now.get(link.change, link.change)}" for link in old.amends}
        after = {f"{link.relation} {link.change}": link for link in new.amends}
        gained = [link for text, link in after.items() if text not in before]
        if gained:
            support = [claim for link in gained for claim in link.support]
            texts = tuple(f"{link.relation} {link.change}" for link in gained)
            yield Alteration(field="amends", after=texts, why=self._voices(support, "triggers"))

    def _contested(self, old: Change, new: Change) -> Iterator[Alteration]:
        for conflict in self._disputes.get(new.id, ()):
            before = self._disputed.get((old.id, conflict.field), [])
            texts = [version.value for version in conflict.versions]
            if set(texts) - set(before):
                claims = [claim for v in conflict.versions for claim in v.claims[:1] if isinstance(claim, Claim)]
                why = self._voices(claims, conflict.field)
                yield Alteration(field=f"conflicts.{conflict.field}", before=tuple(before), after=tuple(texts), why=why)

    def _voices(self, claims: Sequence[Claim], field: str) -> tuple[Voice, ...]:
        found = (self._new_voices(claim, field) for claim in dict.fromkeys(claims))
        heard = [voice for voice, _ in zip(filter(None, found), range(_MOST), strict=False)]
        return tuple(heard)


def _one(told: Told[Any] | None) -> list[Told[Any]]:
    return [told] if told else []


def _merge_reasons(match: Match) -> tuple[str, ...]:
    """Return the strongest features that put the claims of the other old changes where they are now."""
    joined = {claim for change in match.old[1:] for claim in change.claims}
    merges = [merge for merge in (match.new.merges if match.new else ()) if merge.claim in joined]
    features = sorted((f for merge in merges for f in merge.features if f.weight > 0), key=lambda f: -f.weight)
    return tuple(dict.fromkeys(feature.name for feature in features))[:_MOST]


def value_text(value: object) -> str:
    """Return a value of a change as one line: a code, an id, a date, or the parts of it that are given."""
    if isinstance(value, str):
        return value
    return " ".join(str(part) for part in _parts(value) if part)


def _parts(value: object) -> Iterator[object]:
    match value:
        case DateValue():
            yield value.value
        case ConditionValue():
            yield from (value.type, value.effect, value.value or value.text)
        case TargetValue():
            yield from (value.jurisdiction, value.class_, value.name)
        case IssuerValue():
            yield value.jurisdiction
        case InstrumentValue():
            yield value.key or value.number or value.name
