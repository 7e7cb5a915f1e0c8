"""Quantities of English news: what is one and with which value, unit, sign, comparison and period; and what is none."""

import pytest

from extract.finding.grammar import read_grammar
from extract.finding.quantities import find_quantities
from extract.knowledge.loading import HOME

CURRENCIES = read_grammar(HOME / "currencies.yaml")["currencies"]


def found(text):
    return find_quantities(text, language="en")


def only(text):
    (item,) = found(text)
    return item


@pytest.mark.parametrize(
    "text",
    [
        "In 2025 the 2025 export rules replaced those of 1998.",
        "The trader, aged 45, runs it.",
        "The 45-year-old trader runs it.",
        "It came 3rd and then 14th.",
        "It ranked 7 among suppliers.",
        "The top 10 exporters met.",
        "Chips below 14nm fall under it.",
        "A chip of 7 nm products is caught.",
        "Links of 600 GB/s are caught.",
        "Chips of 4800 TOPS products are caught.",
        "Metal of a purity of 99.99% or more is caught.",
        "99.999% pure gallium is caught.",
        "Article 12 items and Articles 5 and 6 apply.",
        "Section 301 tariffs apply.",
        "HS 8542 products fall under heading 8541.",
        "HS code 2846.90 items are caught.",
        "Call +1 202 555 0142 or 555-0142.",
        "At 10:30 a.m. and at 5 pm officials met.",
        "The side won 3-1.",
        "F-35 jets need magnets.",
        "On April 19 rules changed.",
        "5 won the bid.",
        "COP 30 opened in the north.",
        "SAP S/4HANA is sold.",
        "G7 members met; the Group of 20 countries too.",
        "See page 14 and Table 3 items.",
        "World War 2 ships rust.",
        "No. 18 measures are out.",
        "The 5G networks grew.",
        "It ran all by half a mile.",
        "A double impact was seen twice a week.",
    ],
)
def test_is_no_quantity(text):
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("5 kt", 5_000, "t"),
        ("3 Mt", 3_000_000, "t"),
        ("12 troy ounces", 12, "oz"),
        ("500 pounds of ore", 500, "lb"),
        ("500 pounds", 500, "GBP"),
        ("2.3m pounds of uranium", 2_300_000, "lb"),
        ("40 short tons", 40, "short ton"),
        ("3 million barrels a day", 3_000_000, "barrels/day"),
        ("6 gigawatt hours", 6, "GWh"),
        ("9,000 square kilometres", 9_000, "km2"),
        ("USD 900/t", 900, "USD/t"),
        ("$10-a-barrel", 10, "USD/barrel"),
        ("450 yuan per kg", 450, "CNY/kg"),
        ("25 basis points", 25, "basis_point"),
        ("7 3/4 %", 7.75, "percent"),
        ("2½ percent", 2.5, "percent"),
        ("0 . 6 %", 0.6, "percent"),
        ("five and a half million tonnes", 5_500_000, "t"),
        ("a hundred million dollars", 100_000_000, "USD"),
        ("half a million dollars", 500_000, "USD"),
        ("a dollar", 1, "USD"),
        ("2 and a half dollars", 2.5, "USD"),
        ("3 dollars and 20 cents", 3.2, "USD"),
        ("15 dollars 50", 15.5, "USD"),
        ("75 USD million", 75_000_000, "USD"),
        ("CHF12.5m", 12_500_000, "CHF"),
        ("Rs 50,000 crore", 500_000_000_000, "INR"),
        ("₹2 lakh crore", 2_000_000_000_000, "INR"),
        ("the firm's $5bn", 5_000_000_000, "USD"),
        ("a $5bn deal", 5_000_000_000, "USD"),
        ("the $60,000 mark", 60_000, "USD"),
        ("$5 Canadian dollars", 5, "CAD"),
        ("120,000 won", 120_000, "KRW"),
        ("several million dollars", 1_000_000, "USD"),
        ("half a dozen firms", 6, "count"),
        ("25 of its subsidiaries", 25, "count"),
        ("28 American defense and technology companies", 28, "count"),
        ("one application in six", 16.6667, "percent"),
        ("2,000 firms", 2_000, "count"),
    ],
)
def test_value_and_unit(text, value, unit):
    item = only(text)
    assert (item.value, item.unit) == (pytest.approx(value, rel=1e-4), unit)


@pytest.mark.parametrize("entry", CURRENCIES, ids=lambda entry: entry["unit"])
def test_currency_by_its_names_code_and_signs(entry):
    names = [*entry["bare"], *(f"{people} {name}" for people in entry["of"] for name in entry["names"])]
    code = entry["unit"]
    texts = [f"It paid 500 {name} to us." for name in names]
    texts += [f"It paid {sign} 500 to us." for sign in entry.get("before", ()) if sign.isascii()]
    if entry.get("code", True):
        texts += [f"It paid {code} 500 to us.", f"It paid 500 {code} to us."]
    for text in texts:
        assert [(item.value, item.unit) for item in found(text)] == [(500, code)], text
    for name in entry.get("minor", ()):
        assert [(item.value, item.unit) for item in found(f"It paid 50 {name} to us.")] == [(0.5, code)], name


@pytest.mark.parametrize("entry", [entry for entry in CURRENCIES if not entry.get("lower")], ids=lambda e: e["unit"])
def test_code_in_small_letters_is_a_word(entry):
    code = entry["unit"].lower()
    if code not in entry["bare"]:
        assert not found(f"It {code} 7 of it."), code


@pytest.mark.parametrize(
    ("text", "value", "change"),
    [
        ("Exports fell 29%.", -29, True),
        ("Exports fell by at least 29%.", -29, True),
        ("a 29% drop in exports", -29, True),
        ("Exports were down 29%.", -29, True),
        ("Exports were 29% lower.", -29, True),
        ("Sales lost a fifth.", -20, True),
        ("It raised its offer by 27%.", 27, True),
        ("It raised tariffs 25%.", 25, True),
        ("Exports rose +6.7% y/y.", 6.7, True),
        ("Prices slid (-1.6%).", -1.6, True),
        ("Uranium jumped $4.", 4, True),
        ("a year increase exceeding 150%", 150, True),
        ("Exports declined to 5%.", 5, False),
        ("Its share is to fall below 60%.", 60, False),
        ("It made up 47% of the market.", 47, False),
        ("an additional 10% tariff", 10, False),
        ("It raised $12 million.", 12_000_000, False),
        ("They reported a loss of $3 million.", 3_000_000, False),
        ("The 25% duty stays.", 25, False),
    ],
)
def test_sign_of_a_change(text, value, change):
    item = only(text)
    assert (item.value, item.change) == (value, change)


@pytest.mark.parametrize(
    ("text", "comparison"),
    [
        ("up 18% on 2023", "year_on_year"),
        ("down 8% from a year earlier", "year_on_year"),
        ("5% more than in October", "month_on_month"),
        ("fell 15.6% in April from March", "month_on_month"),
        ("up 3% w/w", "other"),
        ("up 55% since the turn of the year", "other"),
        ("up 5%", None),
    ],
)
def test_comparison(text, comparison):
    assert only(text).comparison == comparison


@pytest.mark.parametrize(
    ("text", "value", "value_from"),
    [
        ("It rose from 10,000 tonnes in 2022 to 176,000 tonnes.", 176_000, 10_000),
        ("It fell to 5% from about 7%.", 5, 7),
        ("The duty went from 10% to 25%.", 25, 10),
        ("It was cut to 260 million tonnes from 379 million in 2025.", 260_000_000, 379_000_000),
    ],
)
def test_both_ends_of_a_change(text, value, value_from):
    ends = {item.value: item for item in found(text)}
    assert set(ends) == {value, value_from}
    assert (ends[value].value_from, ends[value].change) == (value_from, False)


@pytest.mark.parametrize(
    ("text", "quantities"),
    [
        ("It made 22 million tonnes, then 3.6 million in May.", [(22_000_000, "t")]),
        ("It made 22 million tonnes, against 3.6 million in May.", [(22_000_000, "t"), (3_600_000, "t")]),
        ("It issued 1,874 permits and denied 41.", [(1_874, "count"), (41, "count")]),
        ("It issued 1,874 permits. It denied 41.", [(1_874, "count")]),
        ("Ore was $690/t, down $12.", [(690, "USD/t"), (-12, "USD/t")]),
        ("Tin was $10 a lb in May; now it is nearer $16.", [(10, "USD/lb"), (16, "USD/lb")]),
        ("Tin was $270 a kg, against $8 in 2024.", [(270, "USD/kg"), (8, "USD/kg")]),
        ("Tin was $10 a lb. It paid $16.", [(10, "USD/lb"), (16, "USD")]),
        ("Tin was 551,000 yuan/t (+4,000) today.", [(551_000, "CNY/t"), (4_000, "CNY/t")]),
        ("Tin jumped $4 to $81 a pound.", [(4, "USD/lb"), (81, "USD/lb")]),
        (
            "It granted 36 permits worth EUR 51.4 million and refused 13.",
            [(36, "count"), (51_400_000, "EUR"), (13, "count")],
        ),
        ("The list has 36 names in, 5 out.", [(36, "count"), (5, "count")]),
        (
            "It names 14 firms in China, three in Oman and two in the Emirates.",
            [(14, "count"), (3, "count"), (2, "count")],
        ),
        ("It names 14 firms, and three in a row failed.", [(14, "count")]),
        ("It put the number of listed firms at more than 20,000.", [(20_000, "count")]),
        ("Of 2,000 or so requests none passed.", [(2_000, "count")]),
        ("Exports rose in 2022 to 176,000 tonnes.", [(176_000, "t")]),
        ("Costs were down 0.6 % to 309,381 yen.", [(-0.6, "percent"), (309_381, "JPY")]),
    ],
)
def test_unit_told_before(text, quantities):
    assert [(item.value, item.unit) for item in found(text)] == quantities


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("10 to 12 million tonnes", 10_000_000, 12_000_000, "t"),
        ("€5m-€7m", 5_000_000, 7_000_000, "EUR"),
        ("between $20 and $30", 20, 30, "USD"),
        ("three or four months", 3, 4, "month"),
        ("a quarter to a third of output", 25, 33.333333, "percent"),
    ],
)
def test_range(text, low, high, unit):
    item = only(text)
    assert (item.value, item.value_high, item.unit) == (pytest.approx(low), pytest.approx(high, rel=1e-4), unit)


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("500 tonnes a year", "year"),
        ("20,000 wafers per month", "month"),
        ("1,000 applications per quarter", "quarter"),
        ("500 tonnes", None),
    ],
)
def test_period(text, period):
    assert only(text).period == period
