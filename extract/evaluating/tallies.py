"""Counts of what was found of what was expected, and the figures made from them."""

from dataclasses import dataclass

FIELDS = (
    "located",
    "event",
    "exact",
    "argument",
    "statistic",
    "indicator",
    "materials",
    "dates",
    "trigger",
    "evidence",
    "certainty",
    "instrument",
    "amends",
    "attribution",
    "condition_value",
    "stat_slots",
)
"""What is measured; `docs/evaluation.md` defines each. From `evidence` on, over matched pairs alone."""

ROLES = ("condition", "date", "issuer", "material", "target")
"""The roles of `argument`, each measured by itself too."""


@dataclass(slots=True)
class Tally:
    """How many items were found rightly, found at all, and expected."""

    right: int = 0
    found: int = 0
    expected: int = 0

    def add(self, right: int, found: int, expected: int) -> None:
        """Count the items of one article."""
        self.right += right
        self.found += found
        self.expected += expected

    @property
    def precision(self) -> float:
        """Share of the found that is right; 1 where nothing was expected and nothing found."""
        return self._share(self.found)

    @property
    def recall(self) -> float:
        """Share of the expected that was found."""
        return self._share(self.expected)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    def _share(self, whole: int) -> float:
        if not self.found and not self.expected:
            return 1.0
        return self.right / whole if whole else 0.0

    def figures(self) -> dict[str, float]:
        """Return the figures under their short names, shares to four places."""
        return {
            "p": round(self.precision, 4),
            "r": round(self.recall, 4),
            "f1": round(self.f1, 4),
            "tp": self.right,
            "pred": self.found,
            "gold": self.expected,
        }
