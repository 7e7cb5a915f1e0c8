"""What was skipped, cut, ambiguous or unresolved: nothing is lost in silence."""

from pydantic import Field

from extract.records.base import Record
from extract.records.span import Span


class Problem(Record):
    """A stable `code` (see `docs/problems.md`) and a sentence that says what to do."""

    code: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    message: str = Field(min_length=1)
    evidence: Span | None = None
