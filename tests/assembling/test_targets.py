import pytest
from telling import told

from extract.assembling.drafts import Draft
from extract.assembling.targets import find_targets
from extract.records.event import Issuer


def targets(text, words, issuer, measure="licence_requirement", action="introduce"):
    document, mentions = told(text, words, measure)
    draft = Draft(measure, action, "in_force", "stated", Issuer(jurisdiction=issuer), mentions)
    found = find_targets(draft, document)
    assert all(text[one.evidence.start : one.evidence.end] == one.evidence.quote for one in found)
    return {(one.jurisdiction, one.class_) for one in found}


AIMED = [
    ("The United States imposed export controls on chips bound for China.", "export controls", "US", ("CN", "all")),
    ("BIS requires a license for exports to Russia and Belarus.", "requires a license", "US", ("BY", "all")),
    ("美国加强对中国的芯片出口管制。", "出口管制", "US", ("CN", "all")),
    ("欧盟对俄罗斯实施出口管制。", "出口管制", "EU", ("RU", "all")),
]


@pytest.mark.parametrize(("text", "words", "issuer", "pair"), AIMED)
def test_the_country_aimed_at_is_a_target(text, words, issuer, pair):
    assert pair in targets(text, words, issuer)


@pytest.mark.parametrize(("text", "words", "issuer"), [case[:3] for case in AIMED])
def test_the_issuer_is_none(text, words, issuer):
    assert issuer not in {code for code, _ in targets(text, words, issuer)}


def test_those_listed_are_firms_of_their_country():
    text = "BIS added 12 entities under the destination of China to the Entity List."
    assert targets(text, "Entity List", "US", "entity_listing", "expand") == {("CN", "company")}
    text = "美国将12家中国企业列入实体清单。"
    assert targets(text, "实体清单", "US", "entity_listing", "expand") == {("CN", "company")}


def test_a_country_that_speaks_is_no_target():
    text = "Japan imposed export controls on pumps, a reporter in Norway said."
    assert ("NO", "all") not in targets(text, "export controls", "JP")


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("Chile opened a green channel for Norwegian civil manufacturers.", "green channel", {("NO", "civil")}),
        ("Chile opened a green channel for civil users in Norway.", "green channel", {("NO", "civil")}),
        ("智利面向挪威民用企业开通绿色通道。", "绿色通道", {("NO", "civil")}),
        ("Chile opened a green channel for civil buyers.", "green channel", {(None, "civil")}),
    ],
)
def test_a_programme_is_for_the_civil_users_that_it_names(text, words, found):
    assert targets(text, words, "CL", "expedited_review") == found


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Chile bans exports of lithium to Norway's military users.", "bans"),
        ("智利禁止向挪威军事用户出口锂。", "禁止"),
    ],
)
def test_a_ban_on_military_users_is_for_them(text, words):
    assert targets(text, words, "CL", "ban") == {("NO", "military")}


def test_users_of_another_country_say_nothing_of_a_target():
    text = "Chile imposed export controls on lithium bound for Norway, and civil users in Chile complained."
    assert ("NO", "civil") not in targets(text, "export controls", "CL")
