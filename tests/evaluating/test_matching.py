from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from extract.evaluating.matching import assign, pair_up


@st.composite
def matrices(draw):
    rows, columns = draw(st.integers(1, 4)), draw(st.integers(1, 4))
    row = st.lists(st.integers(0, 9), min_size=columns, max_size=columns)
    return draw(st.lists(row, min_size=rows, max_size=rows))


def best_total(weights):
    """Try every assignment."""
    if len(weights) > len(weights[0]):
        weights = [list(column) for column in zip(*weights, strict=True)]
    return max(
        sum(row[column] for row, column in zip(weights, chosen, strict=True))
        for chosen in permutations(range(len(weights[0])), len(weights))
    )


@given(matrices())
def test_no_other_assignment_weighs_more(weights):
    pairs = assign(weights)
    assert len({i for i, _ in pairs}) == len(pairs) == len({j for _, j in pairs})
    assert all(weights[i][j] > 0 for i, j in pairs)
    assert sum(weights[i][j] for i, j in pairs) == best_total(weights)


def test_a_greedy_choice_is_given_up_for_a_better_whole():
    assert sorted(assign([[10, 9], [9, 0]])) == [(0, 1), (1, 0)]


def test_nothing_pairs_with_nothing():
    assert assign([]) == assign([[]]) == pair_up([], [1], lambda _one, _other: 1) == []
    assert pair_up(["a"], ["b"], lambda one, other: one == other) == []
