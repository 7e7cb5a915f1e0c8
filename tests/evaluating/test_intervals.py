import numpy as np
import pytest

from extract.evaluating.intervals import Draws, shares_of
from extract.evaluating.reliability import bins_of, expected_calibration_error
from extract.evaluating.tallies import Tally

COUNTS = np.array([[3, 4, 5], [0, 2, 1], [6, 6, 9], [1, 5, 2]])
NAMES = ["a", "b", "c", "d"]


@pytest.mark.parametrize("counts", [(3, 4, 5), (0, 0, 0), (0, 3, 0), (0, 0, 3), (0, 2, 2)])
def test_shares_are_those_of_the_tallies(counts):
    tally = Tally(*counts)
    assert shares_of(np.array(counts)) == pytest.approx([tally.precision, tally.recall, tally.f1])


def test_a_figure_is_that_of_all_articles_and_lies_in_its_interval():
    whole = Tally(*COUNTS.sum(0))
    for figure, expected in zip(Draws(NAMES).figures(COUNTS), (whole.precision, whole.recall, whole.f1), strict=True):
        value, low, high = figure
        assert value == pytest.approx(expected, abs=1e-4)
        assert low < value < high


def test_the_same_seed_gives_the_same_interval_and_another_another():
    assert Draws(NAMES, seed=1).figures(COUNTS) == Draws(NAMES, seed=1).figures(COUNTS)
    assert Draws(NAMES, seed=1).figures(COUNTS) != Draws(NAMES, seed=2).figures(COUNTS)


def test_articles_that_are_alike_leave_nothing_to_chance():
    alike = np.array([[2, 4, 4]] * 5)
    assert Draws(["a", "b", "c", "d", "e"]).figures(alike)[2] == (0.5, 0.5, 0.5)


def test_parts_of_one_article_are_drawn_together():
    # Each article has a perfect and a worthless part: together they always give the same.
    parts = np.array([[2, 2, 2], [0, 2, 2]] * 3)
    assert Draws(["a", "a", "b", "b", "c", "c"]).figures(parts)[2] == (0.5, 0.5, 0.5)
    assert Draws(["a", "b", "c", "d", "e", "f"]).figures(parts)[2] != (0.5, 0.5, 0.5)


def test_a_gain_is_paired():
    # Articles differ much, but each gains as much: drawn apart the two would overlap widely.
    base = np.array([[1, 10, 10], [9, 10, 10], [5, 10, 10], [2, 10, 10]])
    better = base + np.array([1, 0, 0])
    assert Draws(NAMES).gain(better, base) == pytest.approx((0.1, 0.1, 0.1))
    assert Draws(NAMES).gain(base, base) == (0, 0, 0)


def test_an_interval_narrows_with_the_articles():
    few, many = COUNTS, np.tile(COUNTS, (25, 1))
    widths = [
        high - low
        for counts in (few, many)
        for _, low, high in [Draws([str(n) for n in range(len(counts))]).figures(counts)[2]]
    ]
    assert widths[1] < widths[0] / 3


def test_bins_hold_everything_once_also_at_their_ends():
    told = [(0.0, False), (0.1, True), (0.19, False), (0.95, True), (1.0, True)]
    bins = bins_of(told)
    assert [(held.low, held.high, held.items) for held in bins] == [(0, 0.1, 1), (0.1, 0.2, 2), (0.9, 1, 2)]
    assert bins[1].confidence == pytest.approx(0.145)
    assert bins[1].right == 0.5


def test_the_calibration_error_weighs_bins_by_their_items():
    told = [(0.8, True)] * 3 + [(0.8, False)] + [(0.25, False)] * 2
    # Four items 0.05 too sure, two 0.25 too sure.
    assert expected_calibration_error(bins_of(told)) == pytest.approx((4 * 0.05 + 2 * 0.25) / 6)
    assert expected_calibration_error([]) == 0
