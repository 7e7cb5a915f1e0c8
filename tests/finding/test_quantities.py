import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.finding.grammar import fold_once, load_grammar, read_grammar
from extract.finding.quantities import find_quantities
from extract.knowledge.loading import HOME

CASES = json.loads((Path(__file__).parents[1] / "cases" / "quantities.json").read_text(encoding="utf-8"))


RULES = [
    (language, rule) for language in ("en", "zh") for rule in read_grammar(HOME / language / "quantities.yaml")["rules"]
]


@pytest.mark.parametrize(
    ("language", "rule"), RULES, ids=lambda value: value if isinstance(value, str) else value["name"]
)
def test_rule_finds_its_examples_and_leaves_the_others(language, rule):
    for text, (value, unit) in rule["yes"].items():
        found = find_quantities(text, language=language)
        assert (found[0].value, found[0].unit) == (pytest.approx(value, rel=1e-4), unit), text
    for text in rule["no"]:
        names = {found.rule.name for found in load_grammar("quantities", language).find(fold_once(text), text)}
        assert rule["name"] not in names, text


BOUNDS = [
    (language, word, entry)
    for language in ("en", "zh")
    for side in ("bounds", "bounds_after")
    for word, entry in read_grammar(HOME / language / "quantities.yaml")[side].items()
    if isinstance(entry, dict)
]


@pytest.mark.parametrize(
    ("language", "word", "entry"), BOUNDS, ids=lambda value: value if isinstance(value, str) else ""
)
def test_word_bounds_its_example_and_not_the_other(language, word, entry):
    assert word in entry["yes"].lower()
    assert word in entry["no"].lower()
    (bound,) = {item.bound for item in find_quantities(entry["yes"], language=language)}
    assert bound == entry["bound"]
    assert {item.bound for item in find_quantities(entry["no"], language=language)} == {"exact"}


CHECKS = [
    (language, text, expected)
    for language in ("en", "zh")
    for text, expected in read_grammar(HOME / language / "quantities.yaml")["checks"].items()
]


@pytest.mark.parametrize(("language", "text", "expected"), CHECKS)
def test_words_decide_what_their_checks_say(language, text, expected):
    assert [[item.value, item.unit] for item in find_quantities(text, language=language)] == expected


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:40])
def test_case(case):
    found = find_quantities(case["text"], language=case["language"])
    assert [[pytest.approx(item.value, rel=1e-4), item.unit] for item in found] == case["quantities"]


@pytest.mark.parametrize(
    ("text", "language", "bound"),
    [
        ("more than 30 tonnes", "en", "at_least"),
        ("up to 30 tonnes", "en", "at_most"),
        ("about 30 tonnes", "en", "about"),
        ("30 tonnes or more", "en", "at_least"),
        ("30 tonnes", "en", "exact"),
        ("超过30吨", "zh", "at_least"),
        ("不足30吨", "zh", "at_most"),
        ("30吨左右", "zh", "about"),
        ("30多吨", "zh", "at_least"),
    ],
)
def test_bound(text, language, bound):
    (item,) = find_quantities(text, language=language)
    assert (item.value, item.bound) == (30, bound)


def test_range_keeps_both_ends():
    (item,) = find_quantities("税率为15%至25%", language="zh")
    assert (item.value, item.value_high, item.unit) == (15, 25, "percent")


def test_change_keeps_where_it_came_from():
    first, second = find_quantities("The tariff went from 10% to 25%.", language="en")
    assert (first.value, second.value, second.value_from) == (10, 25, 10)
    assert not second.change


@pytest.mark.parametrize(
    ("text", "value", "expected"),
    [
        ("预计在3%至5%", 3, {"value_high": 5, "change": False}),
        ("三成半到四成的产能", 35, {"value_high": 40}),
        ("下滑两三成", -20, {"value_high": -30, "change": True}),
        ("由去年的5%大幅提高到今年的7%", 5, {"comparison": "year_on_year", "change": False}),
        ("七八家工厂", 7, {"value_high": 8}),
        ("涨2.3美元至每桶86美元", 2.3, {"value_high": None, "change": True}),
        ("进一步提高50%的关税", 50, {"unit": "percentage_point", "change": True}),
        ("约占该国出口的一成", 10, {"bound": "about", "change": False}),
        ("不足去年同期的3%", 3, {"bound": "at_most", "comparison": "year_on_year"}),
        ("不到去年的三成", 30, {"bound": "at_most", "comparison": "year_on_year"}),
        ("约每公斤1100美元", 1100, {"bound": "about", "unit": "USD/kg"}),
        ("估计在三成以上", 30, {"bound": "at_least"}),
        ("二十来家工厂", 20, {"bound": "about"}),
        ("十余家工厂", 10, {"bound": "at_least"}),
        ("价格翻了近一番", 100, {"bound": "about", "change": True}),
        ("是国内的三倍多", 3, {"bound": "at_least", "comparison": "other", "change": False}),
        ("锑价较节前涨约2%", 2, {"comparison": "other", "change": True}),
        ("比上月减少3%", -3, {"comparison": "month_on_month"}),
        ("一周上涨30%", 30, {"comparison": "other"}),
        ("10%的降幅", -10, {"change": True}),
        ("核准率高达99%", 99, {"change": False}),
        ("在现行税率上加征34%关税", 34, {"change": False, "unit": "percent"}),
        ("月产能逾4万片", 40000, {"period": "month", "bound": "at_least"}),
        ("每天120万桶", 1200000, {"period": "day", "unit": "barrel"}),
    ],
)
def test_what_chinese_words_say_of_a_number(text, value, expected):
    (item,) = [item for item in find_quantities(text, language="zh") if item.value == pytest.approx(value)]
    assert {name: getattr(item, name) for name in expected} == expected


CLASSIFIERS = [
    (word, stop)
    for word, stops in read_grammar(HOME / "zh" / "quantities.yaml")["classifiers"].items()
    for stop in ["", *stops]
]


@pytest.mark.parametrize(("word", "stop"), CLASSIFIERS)
def test_classifier_counts_unless_another_word_begins_with_it(word, stop):
    counted = [item for item in find_quantities(f"共有37{word}{stop}并入", language="zh") if item.unit == "count"]
    assert [item.evidence.quote for item in counted] == ([] if stop else [f"37{word}"])


def test_figures_listed_after_a_change_share_it():
    found = find_quantities("同比分别下降15%、7%和4%，占八成", language="zh")
    assert [(item.value, item.comparison) for item in found] == [
        (-15, "year_on_year"),
        (-7, "year_on_year"),
        (-4, "year_on_year"),
        (80, None),
    ]


def test_chinese_move_keeps_both_ends():
    first, second = find_quantities("税率从10%上调到25%", language="zh")
    assert (first.value, second.value, second.value_from, second.change) == (10, 25, 10, False)


def test_fall_is_negative_and_compared():
    (item,) = find_quantities("出口环比下降12.5%", language="zh")
    assert (item.value, item.change, item.comparison) == (-12.5, True, "month_on_month")


def test_level_after_a_fall_is_no_change():
    (item,) = find_quantities("价格降至30美元", language="zh")
    assert (item.value, item.change) == (30, False)


def test_price_unit_carries_on():
    first, second = find_quantities("It cost $40 a kg in May and is now nearer $55.", language="en")
    assert (first.unit, second.unit) == ("USD/kg", "USD/kg")


def test_mask_hides_a_quantity():
    assert not find_quantities("the 50% rule", language="en", mask=[(4, 12)])


PIECES = [
    "fell",
    "29%",
    "from",
    "to",
    "$5 a kg",
    "1.2 million",
    "tonnes",
    "about",
    "half",
    "36 firms",
    "万",
    "约3成",
    "12个百分点",
    "至",
    "每吨",
    "5万美元",
    "，",
    "-",
    "doubled",
    "翻番",
    "0.5",
    "亿",
]


@given(st.lists(st.sampled_from(PIECES), max_size=12), st.sampled_from(["en", "zh"]))
def test_spans_lie_in_the_text(pieces, language):
    text = " ".join(pieces)
    end = 0
    for item in find_quantities(text, language=language):
        assert text[item.evidence.start : item.evidence.end] == item.evidence.quote
        assert item.evidence.end > end
        end = item.evidence.end


@given(st.text(max_size=60), st.sampled_from(["en", "zh"]))
def test_any_text_is_read(text, language):
    for item in find_quantities(text, language=language):
        assert item.unit
        assert text[item.evidence.start : item.evidence.end] == item.evidence.quote


@given(st.sampled_from(CASES), st.integers(1, 40))
def test_shifting_the_text_shifts_the_spans(case, width):
    plain = find_quantities(case["text"], language=case["language"])
    moved = find_quantities("\n" * width + case["text"], language=case["language"])
    assert [(item.evidence.start + width, item.value) for item in plain] == [
        (item.evidence.start, item.value) for item in moved
    ]
