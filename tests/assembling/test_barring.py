"""Whom the terms of a programme shut out."""

import pytest

from extract import Extractor

PLAN = "Brazil plans a validated end-user system for exports of niobium. "


@pytest.fixture(scope="module")
def terms():
    extractor = Extractor(model="none")

    def read(text, measure="validated_end_user"):
        events = extractor.extract("Notes\n\n" + text, published="2026-03-02").events
        [event] = [event for event in events if event.measure == measure]
        return {(one.effect, one.text) for one in event.conditions if one.type == "end_user"}

    return read


@pytest.mark.parametrize(
    ("text", "term"),
    [
        (
            "The system would bar firms linked to the Danish military, officials said.",
            ("prohibit", "bar firms linked to the Danish military"),
        ),
        ("Military users are not eligible.", ("prohibit", "Military users are not eligible")),
        (
            "Mills are admitted while military suppliers would face closer checks.",
            ("limit", "military suppliers would face closer checks"),
        ),
        ("该制度将排除军工企业。", ("prohibit", "排除军工企业")),
    ],
)
def test_the_terms_of_a_programme_shut_users_out(terms, text, term):
    assert term in terms(PLAN + text)


@pytest.mark.parametrize(
    "text",
    [
        "Military users welcomed the plan.",
        "The plan would bar mills, and the military was silent.",
        "Prices rose. Ports were closed. Ships were blocked by the army.",
    ],
)
def test_what_shuts_nobody_out_is_no_term(terms, text):
    assert terms(PLAN + text) == set()
