"""Whether a value would fit, before it is decided: for live validation."""

from typing import Any

from extract.deciding.applying import reviewed
from extract.deciding.faults import Fault
from extract.errors import UnfitError
from extract.records import ArticleRecord
from extract.reviewing.drafting import drafted
from extract.reviewing.outcomes import Wanted

__all__ = ["Fault", "faults_in_wanted", "faults_of"]


def faults_of(
    record: ArticleRecord,
    target: str,
    field: str,
    value: Any,
    *,
    evidence: tuple[int, int] | None = None,
    adding: bool = False,
) -> tuple[Fault, ...]:
    """Return why `value` would not fit at `field` of the item `target` of `record`, with or without new words; none when it does.

    `adding` asks about a further item of the list `field`. Messages are in English and Chinese and say what to do.
    """
    wanted = Wanted(
        record="-", verdict="add" if adding else "edit", target=target, field=field, value=value, evidence=evidence
    )
    return faults_in_wanted(record, wanted)


def faults_in_wanted(record: ArticleRecord, wanted: Wanted) -> tuple[Fault, ...]:
    """Return why what is wanted does not fit the record as reviewed so far; none when it does."""
    try:
        decision = drafted(wanted, record, by="-")
    except UnfitError as error:
        return error.faults
    return reviewed(record, [decision]).faults
