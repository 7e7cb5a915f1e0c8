"""Whom and what a question is about, and which changes reach that, wholly or in part."""

from dataclasses import dataclass

from extract.records import Change, Question, TargetValue
from extract.timeline.items import Groups

_ON_IMPORTS = frozenset({"tariff"})
"""Measures whose targets are where goods come from: they bind what comes into the issuer's own jurisdiction."""
_ON_EXPORTS = frozenset(
    {"validated_end_user", "general_licence", "expedited_review", "extraterritorial_rule", "entity_listing"}
)
"""Measures that bind what leaves the issuer's jurisdiction, and so nothing that goes there."""


@dataclass(frozen=True)
class Scope:
    """The goods and buyers of a question; `groups` maps a material to all groups above it."""

    question: Question
    groups: Groups

    def concerns(self, change: Change) -> bool:
        """Tell whether a change is about some of the goods and buyers asked about; one that names none is about all."""
        named = [told.value for told in change.materials]
        return (not named or any(map(self._touches, named))) and self._reaches(change)

    def is_vague(self, change: Change) -> bool:
        """Tell whether goods are asked about and a change names none, so that it can be about them or about others."""
        return self.question.material is not None and not change.materials

    def covers(self, other: Change, change: Change) -> bool:
        """Tell whether `other` is about all that was asked about of `change`, and not about a part of it."""
        return self._covers_goods(other, change) and self._covers_buyers(other, change) and self.concerns(other)

    def _path(self, material: str) -> frozenset[str]:
        return frozenset({material, *self.groups.get(material, ())})

    def _touches(self, named: str) -> bool:
        """Tell whether `named` is asked about: itself, a group that holds it, or a member of the group asked about."""
        asked = self.question.material
        return asked is None or named in self._path(asked) or asked in self._path(named)

    def _covers_goods(self, other: Change, change: Change) -> bool:
        lifted = {told.value for told in other.materials}
        if not lifted:
            return True
        asked = self.question.material
        named = [told.value for told in change.materials if self._touches(told.value)] or ([asked] if asked else [])
        goods = (asked if asked and name in self._path(asked) else name for name in named)
        found = [bool(self._path(name) & lifted) for name in goods]
        return bool(found) and all(found)

    def _covers_buyers(self, other: Change, change: Change) -> bool:
        if not other.targets or self.question.destination is not None or self.question.end_user is not None:
            return True
        return bool(change.targets) and {told.value for told in change.targets} <= {t.value for t in other.targets}

    def _reaches(self, change: Change) -> bool:
        measure, issuer = change.measure.value, change.issuer.value.jurisdiction
        inward = self.question.destination == issuer
        targets = [told.value for told in change.targets]
        if measure not in _ON_IMPORTS:  # its own exporters are those whom a rule on exports binds, not where goods go
            targets = [target for target in targets if target.jurisdiction != issuer]
        if measure in _ON_IMPORTS and targets:
            return inward or self.question.destination is None
        if measure in _ON_EXPORTS and inward:
            return False
        return not targets or any(map(self._is_for, targets))

    def _is_for(self, target: TargetValue) -> bool:
        destination, end_user = self.question.destination, self.question.end_user
        place = destination is None or target.jurisdiction in (None, destination)
        return place and (end_user is None or target.class_ in ("all", end_user))
