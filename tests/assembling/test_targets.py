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
