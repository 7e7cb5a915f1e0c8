"""Weights on their way: from marked traits to tables, to a file, and back."""

from collections import Counter

import pytest

from extract.knowledge import tables as reading
from extract.learning import tables as writing
from extract.learning.options import Option, Question
from extract.learning.questions import figure_lines, fit_tables, marked


def test_marked_traits_are_fitted_into_tables_of_their_own():
    told = Option(marked("issuer", ["before=by"]), right=True)
    silent = Option(marked("none", ["en"]), right=False)
    tables = fit_tables(Question((told, silent), f"article {number}") for number in range(6))
    assert tables["issuer"]["before=by"] > 0 > tables["none"]["en"]


def test_what_is_written_is_read(tmp_path, monkeypatch):
    for module in (reading, writing):
        monkeypatch.setattr(module, "HOME", tmp_path)
    tables = {"target": {"after=,": -1.5, 'before="': 0.25}, "issuer": {"en": 2.0}}
    writing.write_weights("some.csv", tables)
    assert reading.load_weights("some.csv") == tables


def test_held_out_figures_are_those_of_the_counts():
    counts = Counter(
        {("en", "found", "issuer", name): count for name, count in [("both", 3), ("found", 4), ("given", 6)]}
    )
    [line] = figure_lines(counts)
    assert line == "en found issuer: P 0.750 R 0.500 F1 0.600"


def test_a_line_without_a_weight_is_refused_with_what_it_needs(tmp_path, monkeypatch):
    monkeypatch.setattr(reading, "HOME", tmp_path)
    (tmp_path / "some.csv").write_text("question,trait,weight\nissuer,en\n", encoding="utf-8")
    with pytest.raises(reading.KnowledgeError, match="columns question, trait, weight"):
        reading.load_weights("some.csv")
