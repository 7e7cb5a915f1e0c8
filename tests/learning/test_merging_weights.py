from itertools import combinations

from extract.learning.corpora import FOLDS
from extract.learning.merging import Pair, fit, folds_of
from extract.records import Claim

STORIES = {
    **{
        Claim(record=f"0/story{number}-{side}.json", event="e1"): f"0/c{number}"
        for number in range(20)
        for side in "ab"
    },
    Claim(record="0/long-part1.json", event="e1"): "0/c20",
    Claim(record="0/long-part2.json", event="e1"): "0/c21",
    Claim(record="0/story0-a.json", event="e2"): "0/c22",
    Claim(record="0/long-part2.json", event="e2"): "0/c22",
}


def test_what_tells_one_story_and_the_parts_of_an_article_share_a_fold():
    folds = folds_of(STORIES, draw=0)
    assert len({folds[f"0/{name}.json"] for name in ("story0-a", "story0-b", "long-part1", "long-part2")}) == 1
    assert all(folds[f"0/story{number}-a.json"] == folds[f"0/story{number}-b.json"] for number in range(20))


def test_the_folds_have_about_as_many_stories_each():
    folds = folds_of(STORIES, draw=0)
    counts = [
        sum(fold == number for record, fold in folds.items() if record.endswith("-a.json")) for number in range(FOLDS)
    ]
    assert counts == [4] * FOLDS


def test_another_draw_is_another_division_and_the_same_draw_the_same():
    assert folds_of(STORIES, draw=0) == folds_of(dict(reversed(STORIES.items())), draw=0)
    divisions = [folds_of(STORIES, draw=draw) for draw in range(3)]
    assert all(one != other for one, other in combinations(divisions, 2))


def pairs(reason, *, one, count):
    return [Pair((reason,), one, 1.0, ("a", "b"))] * count


def test_weights_follow_the_pairs_and_stay_as_expected_where_there_are_none():
    told = pairs("same_day", one=True, count=40) + pairs("other_time", one=False, count=40)
    found = fit(told, {"same_day": 0.0, "other_time": 0.0, "same_value": 1.5}, join=0.4)
    assert found.weights["same_day"] > 0.5
    assert found.weights["other_time"] < -0.5
    assert found.weights["same_value"] == 1.5
    assert found.join == 0.4


def test_few_pairs_move_a_weight_less_than_many():
    def moved(count):
        told = pairs("same_day", one=False, count=count) + pairs("same_value", one=True, count=count)
        return fit(told, {"same_day": 2.0, "same_value": 2.0}, join=0.0).weights["same_day"]

    assert moved(300) < moved(3) < 2.0
