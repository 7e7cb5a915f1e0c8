"""How much a model's word counts: the regression behind the confidence of events, and what is written to a model folder."""

import json

import numpy as np

from extract.finding.opinion import JOINED, Join
from extract.learning.encoder.joins import CHOICES, logistic, write_joins


def test_the_regression_finds_the_odds_that_answers_were_drawn_with():
    rng = np.random.default_rng(5)
    rows = rng.normal(size=(20_000, 2))
    right = rng.random(20_000) < 1 / (1 + np.exp(-(-0.5 + 0.3 * rows[:, 0] + 1.2 * rows[:, 1])))
    assert np.allclose(logistic(rows, right), (-0.5, 0.3, 1.2), atol=0.06)


def test_the_regression_stays_finite_where_one_answer_is_always_right():
    assert np.isfinite(logistic(np.ones((8, 1)), np.ones(8, bool))).all()


def test_every_question_is_fitted_once():
    assert sorted([*(choice.question for choice in CHOICES), "event"]) == sorted(JOINED)


def test_joins_are_set_and_the_rest_of_the_configuration_stays(tmp_path):
    (tmp_path / "config.json").write_text(json.dumps({"format": 1, "joins": {"stage": {"rules": 1, "reader": 1}}}))
    write_joins(tmp_path, {"action": Join(0.5, 0.7, -0.1)})
    config = json.loads((tmp_path / "config.json").read_text(encoding="utf-8"))
    assert config == {"format": 1, "joins": {"action": {"rules": 0.5, "reader": 0.7, "bias": -0.1}}}
