"""The fits run on annotated articles of our own and give figures that can be checked."""

import re
from pathlib import Path

from extract.learning import confidence, linking
from extract.learning.corpora import fold_of

ROOM = Path(__file__).parents[2] / "corpus" / "gate"


def test_confidence_reports_held_out_figures(capsys):
    confidence.main([str(ROOM)])
    printed = capsys.readouterr().out
    error = float(re.search(r"ECE ([\d.]+)", printed)[1])
    assert 0 <= error < 0.5
    assert "best Figures" in printed


def test_linking_reports_how_many_pairs_are_right(capsys):
    linking.main([str(ROOM)])
    right = float(re.search(r"([\d.]+) right", capsys.readouterr().out)[1])
    assert 0.5 < right <= 1


def test_parts_of_one_article_share_a_fold():
    assert fold_of("report-part2") == fold_of("report-part3") == fold_of("report")


def test_a_draft_matches_one_event_at_most():
    told = [("ban", {1}), ("ban", {1, 2}), ("tariff", {1})]
    assert confidence.matches(told, [("ban", {1, 2})]) == [False, True, False]
