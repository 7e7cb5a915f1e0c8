import pytest

from extract.assembling import verdicts
from extract.assembling.verdicts import verdict, weights_of
from extract.errors import KnowledgeError
from extract.knowledge.loading import LANGUAGES
from extract.learning.verdicts import VALUES


@pytest.fixture
def tables(tmp_path, monkeypatch):
    (tmp_path / "en").mkdir()
    monkeypatch.setattr(verdicts, "HOME", tmp_path)
    weights_of.cache_clear()
    yield tmp_path / "en"
    weights_of.cache_clear()


def test_the_value_with_the_highest_sum_wins(tables):
    (tables / "stage_weights.csv").write_text("sign,planned,in_force\nalways,0,1\nword draft,3,\n", encoding="utf-8")
    assert verdict("stage", "en", {}).value == "in_force"
    assert verdict("stage", "en", {"word draft": 1.0}).value == "planned"
    assert verdict("stage", "en", {"word draft": 0.2}).value == "in_force"
    assert verdict("stage", "en", {"word unheard": 1.0}) == verdict("stage", "en", {})


def test_the_share_is_a_softmax(tables):
    (tables / "stage_weights.csv").write_text("sign,planned,in_force\nalways,0,0\nsure,50,\n", encoding="utf-8")
    assert verdict("stage", "en", {}).share == pytest.approx(0.5)
    assert verdict("stage", "en", {"sure": 1.0}).share == pytest.approx(1.0)


@pytest.mark.parametrize("content", ["", "sign,planned\nword,1\n", "sign,planned\nalways,much\n"])
def test_a_table_that_cannot_be_read_is_named(tables, content):
    (tables / "stage_weights.csv").write_text(content, encoding="utf-8")
    with pytest.raises(KnowledgeError, match="stage_weights"):
        verdict("stage", "en", {})


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("question", list(VALUES))
def test_every_question_has_a_table_in_each_language(question, language):
    weights = weights_of(question, language)
    assert weights.values == VALUES[question]
    assert all(len(row) == len(weights.values) for row in weights.rows.values())
