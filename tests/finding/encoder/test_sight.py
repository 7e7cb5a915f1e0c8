"""The answers of a reader with small random weights: their form, and what they must not depend on."""

import numpy as np
import pytest
from chance import HIDDEN, chance_heads

from extract.finding.encoder.folder import ModelFolder
from extract.finding.encoder.heads import EDGES, STEPS, gelu, log_softmax, steps_between
from extract.finding.encoder.sight import Sight
from extract.finding.encoder.states import States, Tokens, without_spaces

LABELS = {
    "roles": ("trigger", "condition"),
    "links": ("issuer", "material"),
    "figure_links": ("origin", "period"),
    "measures": ("ban", "quota", "tariff"),
    "action": ("introduce", "end"),
    "stage": ("planned", "in_force"),
    "certainty": ("stated", "denied"),
    "effect": ("require", "allow"),
    "indicator": ("price", "exports"),
    "statistic_kind": ("level", "change"),
}
TEXT = "Peru bans exports of zinc. Chile may follow."
PLACES = [(0, 4), (5, 9), (10, 17), (18, 20), (21, 25), (25, 26), (27, 32), (33, 36), (37, 43), (43, 44)]


def states_of(read, seed=3):
    hidden = np.random.default_rng(seed).normal(size=(len(PLACES), HIDDEN)).astype(np.float32)
    read = np.array(read, np.int64)
    return States(len(PLACES), read, hidden[read], hidden[:1], np.zeros(len(read), np.int64))


def sight_of(read, path):
    folder = ModelFolder(path, "small", 16, 4, LABELS, {})
    return Sight(Tokens(PLACES), states_of(read), chance_heads(LABELS), folder)


@pytest.fixture
def sight(tmp_path):
    return sight_of(range(len(PLACES)), tmp_path)


def test_scores_carry_their_labels(sight):
    assert set(sight.measures((5, 9))) == set(LABELS["measures"])
    for question in ("action", "stage", "certainty"):
        shares = sight.event(question, [(5, 9)])
        assert set(shares) == set(LABELS[question])
        assert sum(np.exp(list(shares.values()))) == pytest.approx(1)
    assert sum(np.exp(list(sight.label("effect", (0, 4)).values()))) == pytest.approx(1, abs=1e-5)


def test_mentions_are_alike_both_ways(sight):
    assert sight.same_event((5, 9), (37, 43)) == pytest.approx(sight.same_event((37, 43), (5, 9)), rel=1e-4)


def test_arguments_are_scored_alike_whether_asked_for_together_or_alone(sight):
    together = sight.arguments("material", [(5, 9)], [(0, 4), (21, 25)])
    assert together == sight.arguments("material", [(5, 9)], [(0, 4), (21, 25)])
    assert sight.arguments("material", [(5, 9)], [(21, 25)]) == [together[1]]
    assert sight.arguments("issuer", [(5, 9)], [(21, 25)]) != [together[1]]


def test_a_figure_is_beside_none_or_one_of_the_places(sight):
    assert len(sight.beside("period", (21, 25), [(0, 4), (27, 32)])) == 3
    assert len(sight.beside("period", (21, 25), [])) == 1
    assert np.isfinite(sight.statistic((21, 25)))


def test_tagged_spans_are_stretches_of_the_text_in_order(sight):
    spans = sight.spans("trigger")
    assert spans == sorted(spans)
    assert all(0 <= start < end <= len(TEXT) for start, end in spans)


def test_nothing_is_tagged_across_or_inside_what_was_not_read(sight, tmp_path):
    skipping = sight_of([0, 1, 2, 6, 7, 8, 9], tmp_path)
    for role in LABELS["roles"]:
        assert not [span for span in skipping.spans(role) if span[0] < 26 and span[1] > 18]
        assert {end for _, end in sight.spans(role)} | {17} >= {end for _, end in skipping.spans(role) if end <= 17}
    assert sight_of([], tmp_path).spans("trigger") == []


def test_what_was_not_read_says_the_same_wherever_it_stands(tmp_path):
    skipping = sight_of([0, 1, 2, 6, 7, 8, 9], tmp_path)
    assert skipping.measures((18, 20)) == skipping.measures((21, 25)) != skipping.measures((5, 9))
    assert np.isfinite(skipping.statistic((21, 25)))


def test_a_span_has_the_states_of_its_ends_and_their_mean():
    states = states_of([0, 1, 2])
    first, last, mean = states.span(0, 2)
    assert np.allclose([first, last], states.hidden[[0, 2]])
    assert np.allclose(mean, states.hidden.mean(0))
    assert np.allclose(states.span(2, 3)[2], states.hidden[2] / 2)
    assert np.allclose(states.top(1), states.hidden[0])
    assert not states.top(5).any()


def test_a_stretch_is_held_by_the_tokens_that_it_touches():
    tokens = Tokens(PLACES)
    assert tokens.of((0, 4)) == (0, 0)
    assert tokens.of((5, 17)) == (1, 2)
    assert tokens.of((12, 13)) == (2, 2)
    assert tokens.of((26, 32)) == (6, 6)
    assert tokens.at_or_after(26) == 6


def test_steps_grow_with_the_distance():
    assert [int(steps_between(0, edge)) for edge in EDGES] == list(range(STEPS - 1))
    assert int(steps_between(0, EDGES[-1] + 1)) == STEPS - 1


def test_the_arithmetic_is_that_of_the_textbook():
    assert gelu(np.array([0.0, 1.0, -1.0], np.float32)) == pytest.approx([0, 0.8412, -0.1588], abs=1e-3)
    assert np.exp(log_softmax(np.array([1.0, 1.0], np.float32))) == pytest.approx([0.5, 0.5])


def test_the_space_that_a_tokenizer_counts_to_a_word_is_none_of_it():
    assert without_spaces([(0, 4), (4, 9), (9, 9), (9, 10)], "Peru bans.") == [(0, 4), (5, 9), (9, 9), (9, 10)]
