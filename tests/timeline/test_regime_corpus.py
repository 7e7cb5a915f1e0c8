import pytest
from regime import HISTORY, HOME, QUESTIONS, Seen, annotation, articles, begun, expected

from extract import Extractor
from extract.evaluating.gold import record_from_gold


@pytest.fixture(scope="module")
def seen():
    return Seen([(f"{name}.json", record_from_gold(annotation(name), article)) for name, article in articles().items()])


def test_the_corpus_is_of_the_promised_size():
    languages = [article.language[:2] for article in articles().values()]
    assert len(languages) >= 40
    assert min(languages.count("en"), languages.count("zh")) >= 20
    assert "zh-Hant" in {article.language for article in articles().values()}
    assert len(QUESTIONS) == 30


def test_every_annotated_event_has_its_place_in_the_history():
    annotated = {(name, event["id"]) for name in articles() for event in annotation(name)["events"]}
    assert annotated == set(HOME)


def test_the_changes_are_those_of_the_history(seen):
    assert dict(seen.changes()) == dict(expected())


def test_the_changes_stand_in_the_order_of_the_history(seen):
    order = [begun()[key] for key, _ in seen.changes()]
    assert order == sorted(order)


def test_tellings_of_one_change_are_merged(seen):
    assert seen.pairwise()[2] >= 0.95


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question["id"])
def test_what_applied_is_told(seen, question):
    applies, unknown = (sorted(question.get(name, ())) for name in ("applies", "unknown"))
    assert seen.answers(question) == (applies, unknown)


@pytest.mark.parametrize("change", HISTORY, ids=lambda change: change["key"])
def test_each_source_counts_once(seen, change):
    [found] = [found for found in seen.timeline.changes if seen.key_of(found) == change["key"]]
    assert found.independent_sources == change["independent_sources"]


def figures_of(model):
    """The corpus as it is read without annotations: pairwise F1, exact changes, right answers."""
    extractor = Extractor(model=model)
    read = Seen([(f"{name}.json", extractor.extract_article(article)) for name, article in articles().items()])
    answers = [tuple(sorted(asked.get(name, ())) for name in ("applies", "unknown")) for asked in QUESTIONS]
    right = sum(read.answers(asked) == answer for asked, answer in zip(QUESTIONS, answers, strict=True))
    told, true = read.changes(), dict(expected())
    exact = sum(true.get(key) == change for key, change in told)
    return read.pairwise()[2], exact, right


def test_what_the_rules_read_gives_the_history_and_its_answers():
    f1, exact, right = figures_of("none")
    assert f1 >= 0.99
    assert exact >= 12
    assert right >= 29


def test_what_the_shipped_model_reads_is_near_it():
    f1, exact, right = figures_of(None)
    assert f1 >= 0.95
    assert exact >= 9
    assert right >= 21
