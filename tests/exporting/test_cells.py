"""Tables are safe to open in a spreadsheet, in any language, and lose nothing."""

import csv
import io
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.exporting.cells import cell, to_table


def read(text, delimiter=","):
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\rplain",
        "\0plain",
        "  =1",
        "\n=1",
        "\u3000＝1",
        "＝cmd|' /C calc'!A0",
        "＋1",
        "－1",
        "＠SUM(A1)",
        "﹦1",
        "﹢1",
        "﹣1",
        "﹫x",
        "\ufeff=1",
        "\u200b=1",
        "\u202e=1",
        "\xa0-1",
        "-2+3+cmd|' /C calc'!A0",
    ],
)
def test_what_a_spreadsheet_would_run_gets_an_apostrophe(text):
    assert cell(text) == f"'{text}"
    assert cell([text, "b"]) == f"'{text}; b"


@pytest.mark.parametrize(
    "text", ["", "Norway bans yttrium", "挪威：钇出口管制", "—dash", "– dash", "a=b", "2031-05-02", "'=1", "(1)", "…"]
)
def test_other_text_stays_as_it_is(text):
    assert cell(text) == text


@pytest.mark.parametrize("number", [-29, -29.5, 0, Decimal("-1.50"), True])
def test_numbers_stay_numbers(number):
    assert cell(number) is number
    assert read(to_table(["n"], [{"n": number}]))[1] == [str(number)]


def test_dates_lists_and_nothing():
    row = {"a": date(2031, 5, 2), "b": ["US", "EU"], "c": None, "d": ()}
    assert to_table(list(row), [row]) == "a,b,c,d\n2031-05-02,US; EU,,\n"


def test_names_of_columns_are_made_safe_too():
    assert to_table(["=1"], []) == "'=1\n"


def test_a_row_of_nothing_is_a_row():
    assert read(to_table(["a"], [{"a": None}])) == [["a"], [""]]


def test_no_formula_begins_within_a_cell_where_semicolons_part_cells():
    rows = [{"a": ["x", "=1"], "b": "y; \t-1;＝2;z"}, {"a": "plain", "b": ";=1"}]
    assert [cell(row["b"]) for row in rows] == ["y; \t'-1;'＝2;z", ";'=1"]
    for line in read(to_table(["a", "b"], rows), delimiter=";"):
        assert not [field for field in line if field.strip()[:1] in ("=", "-", "＝")]


@given(st.lists(st.text(alphabet="a=+-@＝\t\r\n\0\",;| '\u200b钇", max_size=8), min_size=1, max_size=4))
def test_every_text_comes_back_and_none_is_a_formula(texts):
    columns = [f"c{number}" for number in range(len(texts))]
    [_, row] = read(to_table(columns, [dict(zip(columns, texts, strict=True))]))
    for text, found in zip(texts, row, strict=True):
        assert found.replace("'", "") == text.replace("'", "")
        assert found[:1] not in tuple("\t\r\0")
        assert found.lstrip(" \t\r\n\0\u200b")[:1] not in tuple("=+-@＝")
