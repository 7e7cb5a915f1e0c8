import pytest

from extract.assembling.statistics import LIKELY, find_statistics
from extract.finding.document import find_mentions
from extract.knowledge import load_knowledge
from extract.reading import article_from_text


def told(text, published="2025-10-20"):
    document = find_mentions(article_from_text(text, published=published), load_knowledge())
    return find_statistics(document)


def only(text, **options):
    figures = told(text, **options)
    assert len(figures) == 1, [figure.evidence.quote for figure in figures]
    return figures[0]


MEANINGS = [
    (
        "Exports of gallium from China fell 20 percent in September from a year earlier.",
        "exports",
        "change",
        -20.0,
        "percent",
    ),
    ("China exported 420 tonnes of rare earth magnets in September.", "exports", "level", 420.0, "t"),
    ("Germanium traded at $2,400 per kg in Rotterdam on Friday.", "price", "level", 2400.0, "USD/kg"),
    ("China accounts for 98 percent of the world's gallium production.", "market_share", "share", 98.0, "percent"),
    ("Washington imposed a tariff of 25 percent on Chinese magnets.", "tariff_rate", "rate", 25.0, "percent"),
    ("The ministry added 12 American companies to the export control list.", "entities_listed", "count", 12.0, "count"),
    ("9月中国稀土磁体出口同比下降20%。", "exports", "change", -20.0, "percent"),
    ("9月中国出口稀土磁体420吨。", "exports", "level", 420.0, "t"),
    ("国内金属镓均价每公斤1800元。", "price", "level", 1800.0, "CNY/kg"),
    ("中国镓产量约占全球的98%。", "market_share", "share", 98.0, "percent"),
    ("美国宣布对中国商品加征25%关税。", "tariff_rate", "rate", 25.0, "percent"),
    ("商务部将12家美国实体列入出口管制管控名单。", "entities_listed", "count", 12.0, "count"),
]


@pytest.mark.parametrize(("text", "indicator", "kind", "value", "unit"), MEANINGS)
def test_a_figure_is_told_with_what_it_measures(text, indicator, kind, value, unit):
    figure = only(text)
    assert (figure.indicator, figure.kind, figure.value, figure.unit) == (indicator, kind, value, unit)
    assert text[figure.evidence.start : figure.evidence.end] == figure.evidence.quote
    assert LIKELY <= figure.confidence <= 1


PARTNERS = [
    ("China's exports of gallium to Japan reached 3 tonnes in August.", "CN", "JP"),
    ("Washington imposed a tariff of 25 percent on Chinese magnets.", "CN", "US"),
    ("The Commerce Department in Washington added 12 Iranian companies to the Entity List.", "US", "IR"),
    ("8月中国对日本出口镓3吨。", "CN", "JP"),
    ("美国宣布对中国商品加征25%关税。", "CN", "US"),
    ("中国商务部将12家美国实体列入出口管制管控名单。", "CN", "US"),
]


@pytest.mark.parametrize(("text", "origin", "destination"), PARTNERS)
def test_a_figure_has_its_origin_and_destination(text, origin, destination):
    figure = only(text)
    assert (figure.origin, figure.destination) == (origin, destination)


PERIODS = [
    ("China exported 420 tonnes of rare earth magnets in September.", "2025-09"),
    ("China's exports of antimony came to 3,000 tonnes in 2024.", "2024"),
    ("9月中国出口稀土磁体420吨。", "2025-09"),
    ("2024年中国出口锑3000吨。", "2024"),
]


@pytest.mark.parametrize(("text", "period"), PERIODS)
def test_a_figure_has_its_period(text, period):
    assert only(text).period == period


def test_a_period_without_the_article_date_is_left_open():
    assert only("China exported 420 tonnes of rare earth magnets in September.", published=None).period is None


BYSTANDERS = [
    "Shares of the magnet maker rose 6 percent in Sydney.",
    "The firm's net profit fell to $40 million.",
    "The rule covers subsidiaries owned 50 percent or more by listed firms.",
    "Gross domestic product grew by 4.9 percent.",
    "The licence is valid for six months.",
    "公司股价上涨6%。",
    "公司净利润7.1亿元。",
    "持股50%及以上的子公司同样适用。",
    "国内生产总值同比增长4.9%。",
    "许可证有效期为6个月。",
]


@pytest.mark.parametrize("text", BYSTANDERS)
def test_other_figures_are_left_out(text):
    assert told(text) == ()


def test_names_are_counted_by_country():
    text = (
        "The Bureau of Industry and Security amends the regulations by adding 9 entities to the Entity List, under the"
        " destinations of China (6), Iran (2) and the United Arab Emirates (UAE) (1)."
    )
    figures = [(figure.value, figure.origin, figure.destination) for figure in told(text)]
    assert figures == [(9, "US", None), (6, "US", "CN"), (2, "US", "IR"), (1, "US", "AE")]


def test_a_price_in_money_alone_has_the_unit_of_the_price_before():
    first, second = told("Cobalt stood at about $10 per lb in February; by September the price was $16.")
    assert (first.unit, second.unit) == ("USD/lb", "USD/lb")


def test_ids_are_distinct_and_stay_the_same():
    text = "中国出口镓3吨。中国出口镓3吨。"
    first, second = told(text), told(text)
    assert [figure.id for figure in first] == [figure.id for figure in second]
    assert len({figure.id for figure in first}) == len(first) == 2


def test_goods_are_those_of_the_sentence_or_else_the_last_named():
    first, second = told("China exported 3 tonnes of gallium in August. Exports to Japan came to 1 tonne.")
    assert [material.id for material in first.materials] == ["gallium"]
    assert [(material.id, material.basis) for material in second.materials] == [("gallium", "preceding text")]


RETOLD = [
    "Washington blacklisted 40 Chinese companies. The Commerce Department in Washington added the 40 Chinese companies to the Entity List.",
    "美国把40家中国企业列入实体清单。美国商务部10月12日将这40家中国企业列入实体清单。",
]


@pytest.mark.parametrize("text", RETOLD)
def test_a_figure_told_twice_has_the_same_partners_and_period(text):
    figures = told(text)
    assert len(figures) == 2
    assert len({(figure.origin, figure.destination, figure.period) for figure in figures}) == 1
    assert figures[0].destination == "CN"


@pytest.mark.parametrize("text", ["The tariffs cost importers $40 million.", "关税使进口商损失4000万美元。"])
def test_money_is_no_rate_of_a_tariff(text):
    assert all(figure.indicator != "tariff_rate" for figure in told(text))
