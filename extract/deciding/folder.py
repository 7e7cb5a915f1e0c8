"""All records of a folder as reviewed."""

from collections.abc import Sequence

from extract.deciding.applying import reviewed
from extract.deciding.homes import housed
from extract.deciding.misfits import homeless
from extract.records import ArticleRecord, Decision, UnfitDecision

NamedRecords = Sequence[tuple[str, ArticleRecord]]
"""Pairs of the path below records/ and the record."""


def as_reviewed(
    records: NamedRecords, decisions: Sequence[Decision]
) -> tuple[list[tuple[str, ArticleRecord]], tuple[UnfitDecision, ...]]:
    """Return the records with the decisions of scope `record` applied, in the same order, and the decisions that do not fit.

    `decisions` are all of the log, in its order.
    """
    if not decisions:
        return list(records), ()
    by_path, lost = housed(decisions, {path: record.article.text_sha256 for path, record in records})
    reviews = {path: reviewed(record, by_path[path]) for path, record in records if path in by_path}
    unfit = [misfit.listed() for misfit in homeless(lost)]
    unfit += [misfit.listed() for review in reviews.values() for misfit in review.unfit]
    return [(path, reviews[path].record if path in reviews else record) for path, record in records], tuple(unfit)
