"""The whole way of one article."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract import Extractor, extract, load_record
from extract.errors import KnowledgeError, ModelError, UsageError
from extract.records import dump_record

EN = (
    "China to license graphite\n\nChina's Ministry of Commerce said on Oct. 20 that exporters of graphite will need a licence "
    "from Dec. 1. Graphite exports to the United States fell 12% in September.\n"
)
ZH = "商务部对石墨实施出口管制\n\n商务部、海关总署10月20日发布公告2023年第39号，自2023年12月1日起对石墨实施出口许可。\n"
EXTRACTOR = Extractor()


def test_an_english_article_gives_an_event_with_its_words():
    record = EXTRACTOR.extract(EN, published="2023-10-20")
    event = next(event for event in record.events if event.measure == "licence_requirement")
    assert event.issuer.jurisdiction == "CN"
    assert "graphite" in {material.id for material in event.materials}
    assert ("effective", "2023-12-01") in {(date.role, date.value) for date in event.dates}
    assert [(figure.value, figure.unit) for figure in record.statistics] == [(-12.0, "percent")]


def test_a_chinese_article_gives_the_same_change_and_its_act():
    record = EXTRACTOR.extract(ZH, published="2023-10-20")
    event = next(event for event in record.events if event.measure == "licence_requirement")
    assert event.issuer.jurisdiction == "CN"
    assert event.instrument.key == "CN:MOFCOM+GAC:2023:39"
    assert ("effective", "2023-12-01") in {(date.role, date.value) for date in event.dates}


def test_the_same_text_gives_the_same_record():
    assert dump_record(EXTRACTOR.extract(EN)) == dump_record(Extractor().extract(EN))


def test_a_record_survives_the_disk(tmp_path):
    record = extract(ZH, published="2023-10-20")
    path = tmp_path / "record.json"
    path.write_text(dump_record(record), encoding="utf-8")
    assert load_record(path) == record


def test_another_language_is_reported_not_misread():
    french = (
        "Le ministère a annoncé hier de nouvelles règles pour les exportations de terres rares vers les pays voisins. "
    )
    record = EXTRACTOR.extract(french * 3)
    assert record.events == ()
    assert [problem.code for problem in record.problems] == ["unsupported_language"]


def test_dates_without_an_article_date_are_a_problem_not_a_guess():
    record = EXTRACTOR.extract("China banned exports of gallium last Thursday.")
    assert all(time.value is None or "XXXX" in time.value for time in record.times)
    assert "no_article_date" in {problem.code for problem in record.problems}


def test_an_unknown_model_is_refused():
    with pytest.raises(ModelError, match="nowhere is no model folder"):
        Extractor(model="nowhere")


def test_a_users_own_knowledge_is_found(tmp_path):
    own = tmp_path / "materials.yaml"
    own.write_text("- value: unobtainium\n  category: product\n  en: [unobtainium]\n", encoding="utf-8")
    text = "China put unobtainium under export control."
    record = Extractor(knowledge=tmp_path).extract(text)
    assert "unobtainium" in {material.id for event in record.events for material in event.materials}
    assert record.provenance.knowledge_sha256 != EXTRACTOR.provenance.knowledge_sha256


def test_a_folder_that_is_none_is_named(tmp_path):
    with pytest.raises(KnowledgeError, match="nowhere"):
        Extractor(knowledge=tmp_path / "nowhere")


@settings(deadline=None, max_examples=40)
@given(st.text(max_size=200))
def test_any_text_gives_a_valid_record(text):
    record = EXTRACTOR.extract(text, published="2025-01-01")
    assert record.article.text == text


PIECES = st.sampled_from(
    [*EN.split(), *ZH, " ", "\n\n", "，", "2月30日", "去年", "last year", "𝐀", "\x00", "1e999", "第〇号"]
)
PUBLISHED = st.sampled_from([None, "2025", "2025-10", "2025-07/2025-09", "XXXX-10-30", "0001-01-01", "9999-12-31"])


@settings(deadline=None, max_examples=60)
@given(st.lists(PIECES, max_size=60), PUBLISHED, st.sampled_from([None, "", " ", EN.split("\n", 1)[0]]))
def test_scraps_of_articles_give_valid_records(pieces, published, title):
    text = "".join(pieces)
    assert EXTRACTOR.extract(text, title=title, published=published).article.text == text


def test_a_date_that_cannot_be_read_is_refused_not_dropped():
    with pytest.raises(UsageError, match="YYYY-MM-DD"):
        EXTRACTOR.extract(EN, published="soon")


def test_an_inferred_year_tells_what_it_was_inferred_from():
    record = EXTRACTOR.extract(EN, published="2023-10-20")
    bases = {date.value: date.basis for event in record.events for date in event.dates}
    assert bases["2023-12-01"] == "article date"
