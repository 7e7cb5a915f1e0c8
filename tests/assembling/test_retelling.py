from extract.assembling.statistics.partners import NOWHERE, Partners
from extract.assembling.statistics.retelling import Telling, agree

BARE = Telling("134 firms", NOWHERE, None)
FULL = Telling("134 firms", Partners("US", "CN"), "2025-01")


def test_a_telling_has_what_another_names():
    assert agree([BARE, FULL]) == [FULL, FULL]


def test_what_a_telling_says_itself_stays():
    own = Telling("134 firms", Partners(None, "JP"), None)
    assert agree([own, FULL]) == [Telling("134 firms", Partners("US", "JP"), "2025-01"), FULL]


def test_nothing_is_taken_from_tellings_that_differ():
    other = Telling("134 firms", Partners("US", "JP"), "2024")
    assert agree([BARE, FULL, other])[0] == Telling("134 firms", Partners("US", None), None)


def test_other_figures_lend_nothing():
    other = Telling("11 firms", NOWHERE, None)
    assert agree([other, FULL]) == [other, FULL]
