import pytest
from telling import told

from extract.assembling.conditions import find_conditions, value_of
from extract.assembling.drafts import Draft
from extract.finding.quantities import find_quantities
from extract.records import Issuer

TELLING = [
    (
        "Peru will suspend the export controls on zinc for one year.",
        "export controls",
        ("licence_requirement", "suspend"),
        ("validity_period", "limit", "P1Y"),
    ),
    (
        "秘鲁决定暂停锌的出口管制措施一年。",
        "出口管制",
        ("licence_requirement", "suspend"),
        ("validity_period", "limit", "P1Y"),
    ),
    (
        "Applications under the new export controls on zinc face a presumption of denial.",
        "export controls",
        ("licence_requirement", "introduce"),
        ("procedure", "prohibit", None),
    ),
    (
        "根据出口管制规定，相关申请原则上不予许可。",
        "出口管制",
        ("licence_requirement", "introduce"),
        ("procedure", "prohibit", None),
    ),
    (
        "Peru set an export quota for zinc of 40,000 tonnes.",
        "export quota",
        ("quota", "introduce"),
        ("volume", "limit", "40000 t"),
    ),
    ("秘鲁将锌的出口配额定为4万吨。", "出口配额", ("quota", "introduce"), ("volume", "limit", "40000 t")),
    (
        "Chile bans exports of pumps for military use.",
        "bans exports",
        ("ban", "introduce"),
        ("end_use", "prohibit", None),
    ),
    ("智利禁止向军事用户出口水泵。", "禁止", ("ban", "introduce"), ("end_user", "prohibit", None)),
]


def conditions_of(text, words, event):
    measure, action = event
    document, mentions = told(text, words, measure)
    return find_conditions(Draft(measure, action, "announced", "stated", Issuer(jurisdiction="PE"), mentions), document)


@pytest.mark.parametrize(("text", "words", "event", "condition"), TELLING)
def test_the_sentence_tells_the_condition_and_its_value(text, words, event, condition):
    found = conditions_of(text, words, event)
    assert condition in {(item.type, item.effect, item.value) for item in found}
    assert all(text[item.evidence.start : item.evidence.end] == item.text for item in found)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Peru announced export controls on zinc.", "export controls"),
        ("The export controls came after zinc prices rose 12% in a year.", "export controls"),
        ("秘鲁宣布对锌实施出口管制。", "出口管制"),
        ("出口管制公布后，锌价一年上涨12%。", "出口管制"),
    ],
)
def test_a_bare_measure_and_figures_of_the_market_tell_none(text, words):
    assert conditions_of(text, words, ("licence_requirement", "introduce")) == ()


def test_every_volume_of_a_quota_is_told_once():
    text = "Peru set an export quota of 300 tonnes of zinc and 200 tonnes of lead; the quota of 300 tonnes is new."
    found = conditions_of(text, "export quota", ("quota", "introduce"))
    volumes = [item.value for item in found if item.type == "volume"]
    assert len(volumes) == len(set(volumes))
    assert "300 t" in volumes


@pytest.mark.parametrize(("words", "value"), [("40,000 tonnes", "40000 t"), ("0.1%", "0.1%"), ("12.5 kg", "12.5 kg")])
def test_values_are_written_as_the_contract_has_them(words, value):
    [quantity] = find_quantities(f"It is {words} a year.", language="en")[:1]
    assert value_of(quantity) == value
