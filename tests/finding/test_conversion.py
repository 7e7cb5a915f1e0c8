"""Units convert within their dimension, and nothing else does."""

import subprocess
import sys

import pytest

from extract.errors import UsageError
from extract.finding.grammar import read_grammar
from extract.finding.quantities import convert, find_quantities
from extract.knowledge.loading import HOME


def only(text):
    (item,) = find_quantities(text, language="en")
    return item


@pytest.mark.parametrize(
    ("text", "to", "value"),
    [
        ("2,000 pounds of ore", "t", 0.90718474),
        ("30 tonnes", "kg", 30_000),
        ("200 short tons", "t", 181.436948),
        ("an offer of $5 a lb", "USD/t", 11_023.1131),
        ("quoted at $31.1034768 an ounce", "USD/g", 1),
        ("2 million barrels a day", "m3/day", 317_974.589856),
        ("4 times", "percent", 400),
        ("50 basis points", "percentage_point", 0.5),
        ("90 days", "week", 12.857142857),
        ("24 months", "year", 2),
        ("300 hectares", "km2", 3),
        ("5 GWh", "MWh", 5_000),
    ],
)
def test_value_in_another_unit(text, to, value):
    converted = convert(only(text), to=to)
    assert (converted.value, converted.unit) == (pytest.approx(value), to)
    assert converted.evidence == only(text).evidence


def test_both_ends_convert_and_a_fall_stays_one():
    price = convert(only("€5 to €7 a kg"), to="EUR/t")
    assert (price.value, price.value_high) == (5_000, 7_000)
    fall = convert(only("Output fell by 2 tonnes."), to="kg")
    assert (fall.value, fall.change) == (-2_000, True)


@pytest.mark.parametrize(
    ("text", "to"),
    [
        ("$5", "EUR"),
        ("36 firms", "t"),
        ("5 wet tonnes", "t"),
        ("5 kg", "month"),
        ("$5 per kg", "EUR/kg"),
        ("5%", "percentage_point"),
        ("5 kg", "stone"),
    ],
)
def test_what_measures_something_else_does_not_convert(text, to):
    with pytest.raises(UsageError, match=r"convert.*; (?:give|those)"):
        convert(only(text), to=to)


def test_every_unit_that_pint_knows_is_defined():
    register = [*read_grammar(HOME / "units.yaml")["units"], *read_grammar(HOME / "currencies.yaml")["currencies"]]
    item = only("1 kg")
    for name in {entry["unit"] for entry in register if "pint" in entry or "kind" not in entry}:
        same = item.model_copy(update={"unit": f"{name}/kg"})
        assert convert(same, to=f"{name}/t").value == pytest.approx(1000)


def test_pint_is_imported_when_something_converts():
    code = "import sys, extract, extract.finding.quantities; sys.exit('pint' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
