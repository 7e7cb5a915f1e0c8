"""The small regression that fits confidence and links."""

import pytest

from extract.learning.logistic import Sample, fit, held_out_shares, probability, weight_lines

SAMPLES = [
    Sample({"told": 1.0} if number % 4 else {"untold": 1.0}, bool(number % 4) and number % 10 != 0, number % 5)
    for number in range(200)
]


def test_a_feature_of_the_yes_side_gets_a_positive_weight():
    weights = fit(SAMPLES)
    assert weights["told"] > 0 > weights["untold"]


def test_probabilities_come_close_to_shares():
    weights = fit(SAMPLES)
    told = [sample.matched for sample in SAMPLES if "told" in sample.features]
    assert probability(weights, {"told": 1.0}) == pytest.approx(sum(told) / len(told), abs=0.1)


def test_every_sample_is_held_out_once():
    assert len(held_out_shares(SAMPLES, 5)) == len(SAMPLES)


def test_the_table_is_sorted():
    assert weight_lines({"b": 1.0, "a": 2.0}) == ["weights:", '  "a": 2.000', '  "b": 1.000']
