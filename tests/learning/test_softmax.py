import pytest

from extract.learning.softmax import Case, fit_softmax

CASES = [Case({"always": 1.0, "wet": 1.0}, "rain")] * 20 + [Case({"always": 1.0, "dry": 1.0}, "sun")] * 20


def scores(weights, features):
    return [sum(weights.get(name, [0.0, 0.0])[index] for name in features) for index in range(2)]


def test_features_are_learned_for_the_value_they_come_with():
    weights = fit_softmax(CASES, ("rain", "sun"), {})
    rain, sun = scores(weights, ["always", "wet"])
    assert rain > sun
    rain, sun = scores(weights, ["always", "dry"])
    assert sun > rain


def test_the_fit_is_the_same_on_every_run():
    assert fit_softmax(CASES, ("rain", "sun"), {}) == fit_softmax(CASES, ("rain", "sun"), {})


def test_what_is_known_stays_where_no_case_speaks_of_it():
    weights = fit_softmax(CASES, ("rain", "sun"), {"red sky": [2.0, 0.0]})
    assert weights["red sky"] == [2.0, 0.0]


def test_a_stronger_penalty_keeps_weights_smaller():
    loose, tight = (fit_softmax(CASES, ("rain", "sun"), {}, l2=l2)["wet"][0] for l2 in (0.1, 10.0))
    assert 0 < tight < loose


def test_cases_of_more_weight_count_more():
    torn = [Case({"always": 1.0}, "rain", 1.0), Case({"always": 1.0}, "sun", 3.0)] * 10
    rain, sun = fit_softmax(torn, ("rain", "sun"), {})["always"]
    assert sun > rain


def test_unknown_values_are_refused():
    with pytest.raises(KeyError):
        fit_softmax([Case({"always": 1.0}, "snow")], ("rain", "sun"), {})
