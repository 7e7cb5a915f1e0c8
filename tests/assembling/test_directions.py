from typing import cast, get_args

import pytest

from extract.assembling.directions import direction_of
from extract.errors import KnowledgeError
from extract.records.codes import ACTIONS, MEASURES, Action, Direction


@pytest.mark.parametrize(
    ("measure", "action", "direction"),
    [
        ("ban", "introduce", "tightening"),
        ("ban", "suspend", "easing"),
        ("exemption", "introduce", "easing"),
        ("exemption", "end", "tightening"),
        ("licence_decision", "grant", "easing"),
        ("licence_decision", "delay", "tightening"),
        ("tariff", "clarify", "neutral"),
        ("quota", "maintain", "neutral"),
    ],
)
def test_the_direction_follows_from_measure_and_action(measure, action, direction):
    assert direction_of(measure, action) == direction


def test_every_pair_has_a_direction():
    assert {direction_of(measure, action) for measure in MEASURES for action in ACTIONS} == set(get_args(Direction))


@pytest.mark.parametrize("measure", MEASURES)
def test_what_ends_or_suspends_turns_the_direction_round(measure):
    if measure != "licence_decision":
        assert direction_of(measure, "introduce") != direction_of(measure, "end") == direction_of(measure, "suspend")


def test_an_unknown_action_is_refused():
    with pytest.raises(KnowledgeError, match=r"directions\.csv"):
        direction_of("ban", cast("Action", "applaud"))
