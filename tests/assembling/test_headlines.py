"""One line from the fields alone, in both languages."""

import pytest
from telling import told

from extract.assembling.drafts import Draft
from extract.assembling.headlines import headline_of
from extract.knowledge import load_knowledge
from extract.knowledge.tables import load_table
from extract.records import Issuer, MaterialMention, Target
from extract.records.codes import ACTIONS, MEASURES, STAGES

KNOWLEDGE = load_knowledge()


def headline(*, action="introduce", stage="in_force", certainty="stated", code="CN", materials=(), targets=()):
    _, mentions = told("China requires a licence for gallium.", "requires a licence")
    draft = Draft("licence_requirement", action, stage, certainty, Issuer(jurisdiction=code), mentions)
    goods = [MaterialMention(id=name) for name in materials]
    places = [Target(jurisdiction=name, class_="all") for name in targets]
    return headline_of(draft, places, goods, KNOWLEDGE)


def test_fields_are_named_in_both_languages():
    line = headline(materials=["gallium"], targets=["US"])
    assert line.en == "China introduces export controls on gallium, United States affected"
    assert line.zh == "中国实施出口管制：镓，涉及美国"


def test_stage_and_certainty_are_told():
    line = headline(action="suspend", stage="considered", certainty="reported")
    assert line.en == "China considers whether to suspend export controls (reported)"
    assert line.zh == "中国考虑暂停出口管制（据报道）"


def test_an_unknown_issuer_has_no_name():
    assert headline(code="XX").en.startswith("An unnamed government")


def test_a_long_list_is_cut_and_counted():
    assert "and 1 more" in headline(materials=["gallium", "germanium", "antimony", "graphite"]).en


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_code_has_words(language):
    words = load_table("headlines")[language]
    assert set(words["measures"]) == set(MEASURES)
    assert set(words["actions"]) == set(ACTIONS)
    assert set(words["stages"]) == set(STAGES)
