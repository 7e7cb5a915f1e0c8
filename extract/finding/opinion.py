"""What a learned reader says of a text: the questions that `assembling` may put to it, in places of the text.

Scores are natural logarithms of odds (`yes or no`) or of shares (`one of several`). The rules need no reader at all; where
there is one, `assembling.joining` says what its word counts beside theirs.
"""

from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple, Protocol, Self

Place = tuple[int, int]
"""A stretch `[start, end)` of the text, in code points."""
Question = Literal["action", "stage", "certainty"]
Role = Literal["issuer", "target", "material", "announced", "effective", "expires", "condition", "attribution"]
Kind = Literal["condition_type", "effect", "source", "target_class"]

JOINED = (
    "trigger",
    "link",
    "event",
    "action",
    "stage",
    "issuer",
    "certainty",
    "material",
    "target",
    "target_class",
    "date",
    "condition",
    "attribution",
    "statistic",
    "indicator",
)
"""The questions at which the reader is heard; a model says for each how its word counts."""


class Join(NamedTuple):
    """What a question's answers are worth: `bias + rules * (what the rules say) + reader * (what the reader says)`."""

    rules: float
    reader: float
    bias: float = 0.0


class Opinion(Protocol):
    """What a reader says of one text."""

    @property
    def joins(self) -> Mapping[str, Join]:
        """How its word counts, by question."""

    def joined_by(self, joins: Mapping[str, Join]) -> Self:
        """Return the same opinion, whose word counts by other weights."""

    def spans(self, role: str) -> Sequence[Place]:
        """Return the stretches that it takes for a `trigger`, a `condition`, ..., in order."""

    def measures(self, place: Place) -> Mapping[str, float]:
        """Return for each measure the log odds that the words at `place` tell it."""

    def same_event(self, one: Place, other: Place) -> float:
        """Return the log odds that two triggers tell of one event."""

    def event(self, question: Question, triggers: Sequence[Place]) -> Mapping[str, float]:
        """Return the log share of each value for the event that the triggers tell."""

    def arguments(self, role: Role, triggers: Sequence[Place], places: Sequence[Place]) -> Sequence[float]:
        """Return for each place the log odds that its words are this argument of the event that the triggers tell."""

    def label(self, kind: Kind, place: Place) -> Mapping[str, float]:
        """Return the log share of each label for the words at `place`."""

    def statistic(self, place: Place) -> float:
        """Return the log odds that the figure at `place` is a statistic."""

    def indicator(self, place: Place) -> Mapping[str, float]:
        """Return the log share of each indicator for the figure at `place`."""

    def beside(self, field: str, place: Place, others: Sequence[Place]) -> Sequence[float]:
        """Return scores that `field` (origin, destination, period) of the figure is told by none, and by each of `others`."""
