import pytest
from telling import told

from extract.assembling.issuers import UNKNOWN, decide_issuer, read_issuer

SAID = [
    ("China tightened its export controls on gallium shipped to Japan.", "export controls", "CN"),
    ("New export controls were imposed by Japan on pumps bound for Russia.", "export controls", "JP"),
    (
        "The Bureau of Industry and Security is amending the license requirements for Iran.",
        "license requirements",
        "US",
    ),
    ("U.S. export controls have hurt Chinese chipmakers.", "export controls", "US"),
    ("日本政府对中国加强半导体设备出口管制。", "出口管制", "JP"),
    ("商务部决定对镓相关物项实施出口管制。", "出口管制", "CN"),
    ("美国对华芯片出口管制再度升级。", "出口管制", "US"),
    ("美國對華晶片出口管制再度升級。", "出口管制", "US"),
]


@pytest.mark.parametrize(("text", "words", "code"), SAID)
def test_the_sentence_tells_who_does_it(text, words, code):
    document, [mention] = told(text, words)
    issuer = read_issuer(mention, document)
    assert issuer is not None
    assert issuer.jurisdiction == code
    assert issuer.evidence is not None
    assert decide_issuer([mention], document).jurisdiction == code


def test_a_sentence_without_a_country_tells_none():
    document, [mention] = told("The export controls cover pumps of every size.", "export controls")
    assert read_issuer(mention, document) is None
    assert decide_issuer([mention], document).jurisdiction == UNKNOWN


def test_what_the_mention_leaves_open_the_article_tells_in_its_own_words():
    text = "China imposed export controls on gallium. The new permit rule covers every shipment."
    document, [mention] = told(text, "permit rule")
    issuer = decide_issuer([mention], document)
    assert issuer.jurisdiction == "CN"
    assert issuer.evidence.quote == "China"
    assert issuer.basis == "article"


def test_an_authority_is_named_as_the_article_names_it():
    document, [mention] = told("The Bureau of Industry and Security set new export controls.", "export controls")
    issuer = decide_issuer([mention], document)
    assert issuer.name == "Bureau of Industry and Security"
    assert issuer.authority_id is not None
    assert issuer.authority_id.startswith("US.")
    assert issuer.evidence.quote == issuer.name
