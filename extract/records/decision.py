"""One verdict of a reviewer; decisions are appended to a log and never change the record itself."""

from typing import Any, Literal

from pydantic import AwareDatetime, Field

from extract.records.base import Record
from extract.records.span import Span

Verdict = Literal["accept", "reject", "edit", "add", "merge", "split", "retract"]


class Anchor(Record):
    """Where the verdict holds, so that it can be applied again after a new extraction."""

    article_sha256: str
    quote: str
    before: str
    after: str


class Decision(Record):
    """One line of OUT/decisions.jsonl. `target` is an event or statistic id; `retracts` undoes an earlier decision.

    Of scope `record`, `field` is a path such as `dates[1].value`, `value` what stands there from now on, `evidence` its words, and
    `seen` what the reviewer saw: the item of the list that the path goes through, or else the value.
    Of scope `timeline`, `merge` rules that the event `target` of `record` and the claims `targets`, written
    `<record>#<event>`, are one change; `split` that it is another change than any of them. `anchors` are those of
    `targets`, in their order.
    """

    id: str = Field(min_length=1)
    at: AwareDatetime
    by: str
    record: str
    target: str | None = None
    field: str | None = None
    verdict: Verdict
    targets: tuple[str, ...] = ()
    retracts: str | None = None
    value: Any = None
    evidence: Span | None = None
    seen: Any = None
    note: str | None = None
    scope: Literal["record", "timeline"]
    anchor: Anchor | None = None
    anchors: tuple[Anchor, ...] = ()
