"""Events in the making: one mention of a measure in a sentence, and the mentions that tell of one event."""

from dataclasses import dataclass, field

from extract.finding.document import Sentence
from extract.knowledge import Entry
from extract.records.codes import Action, Certainty, Measure, Stage
from extract.records.event import Issuer

PROGRAMMES = frozenset({"validated_end_user", "general_licence", "expedited_review"})
"""Measures that are for the users named in their terms, and for nobody else."""


@dataclass(slots=True, eq=False)
class Mention:
    """A measure told at `[start, end)` of the text; what is known of it so far, None where its sentence does not say.

    `cue` is the knowledge entry that found it, or stands in for one where a learned reader alone proposes the words (`is_proposed`); the
    readers fill in the other fields in turn. `odds` are the log odds that it tells the measure, as a learned reader and the rules see it
    together; 0 without a reader.
    """

    sentence: Sentence
    start: int
    end: int
    measure: Measure
    cue: Entry
    action: Action | None = None
    stage: Stage | None = None
    certainty: Certainty | None = None
    issuer: Issuer | None = None
    odds: float = 0.0
    is_proposed: bool = False


@dataclass(slots=True, eq=False)
class Draft:
    """One event: its mentions in the order of the text, and what was decided for all of them together."""

    measure: Measure
    action: Action
    stage: Stage
    certainty: Certainty
    issuer: Issuer
    mentions: list[Mention] = field(default_factory=list)

    @property
    def sentences(self) -> list[Sentence]:
        """The sentences with a mention, each once, in order."""
        return list({mention.sentence.number: mention.sentence for mention in self.mentions}.values())
