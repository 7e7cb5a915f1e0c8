"""A score as lines of text."""

from collections import Counter
from collections.abc import Iterator

from extract.evaluating.scoring import Score
from extract.evaluating.tallies import Tally


def lines_of(score: Score) -> Iterator[str]:
    """Yield the figures as a table: precision, recall, F1, and the counts behind them."""
    yield (
        f"{score.articles} articles, {len(score.missing)} without a prediction; "
        f"trigger quotes not found in the text: gold {score.lost_expected}, predicted {score.lost_found}"
    )
    yield f"{'':16}{'P':>8}{'R':>8}{'F1':>8}{'tp':>7}{'pred':>7}{'gold':>7}"
    for name, tally in score.fields.items():
        yield f"{name:16}{_figures(tally)}"
    for name, tally in score.roles.items():
        if tally.found or tally.expected:
            yield f"  {name:14}{_figures(tally)}"
    yield f"score (mean F1 of event, argument, statistic): {score.mean:.3f}"


def error_lines(score: Score, most: int) -> Iterator[str]:
    """Yield at most `most` lines of each kind of error: the kind, the article, the measure or value, the words."""
    shown: Counter[str] = Counter()
    for fault in score.faults:
        if shown[fault.kind] < most:
            shown[fault.kind] += 1
            yield f"{fault.kind}:  {fault.article}  {fault.what}  {fault.words}"


def _figures(tally: Tally) -> str:
    """Write the shares to three places of their four, as they stand in the JSON, not of what was cut from them."""
    shares = tally.figures()
    counts = f"{tally.right:7}{tally.found:7}{tally.expected:7}"
    return f"{shares['p']:8.3f}{shares['r']:8.3f}{shares['f1']:8.3f}{counts}"
