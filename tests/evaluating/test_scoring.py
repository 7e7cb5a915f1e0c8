"""The scorer on small cases whose figures can be counted by hand."""

import copy
import json

import pytest

from extract.errors import RecordError, UsageError
from extract.evaluating.report import error_lines, lines_of
from extract.evaluating.scoring import find_documents, open_gold, score

TEXT = (
    "Freedonia restricts gallium\n\n"
    "Freedonia announced licences for gallium bound for Sylvania from 1 March 2026. "
    "Exports of gallium fell 12% in January. A ban on antimony is being weighed.\n"
)
GOLD = {
    "id": "a",
    "events": [
        {
            "id": "e1",
            "measure": "licence_requirement",
            "action": "introduce",
            "stage": "announced",
            "certainty": "stated",
            "triggers": [{"quote": "restricts"}, {"quote": "licences for gallium"}],
            "issuer": {"jurisdiction": "XX", "quote": "Freedonia", "near": "Freedonia announced"},
            "targets": [{"jurisdiction": "YY", "class": "all", "quote": "Sylvania"}],
            "materials": [{"id": "gallium", "quote": "gallium", "near": "licences for gallium"}],
            "conditions": [],
            "dates": [{"role": "effective", "value": "2026-03-01", "quote": "from 1 March 2026"}],
            "instrument": None,
            "amends": None,
            "attribution": [],
        }
    ],
    "statistics": [
        {"indicator": "exports", "kind": "change", "value": -12.0, "unit": "percent", "bound": "exact", "quote": "12%"}
    ],
}


@pytest.fixture
def corpus(tmp_path):
    (tmp_path / "articles").mkdir()
    (tmp_path / "gold").mkdir()
    (tmp_path / "articles" / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "articles" / "metadata.csv").write_text("file,language\na.txt,zh-Hant\n", encoding="utf-8")
    (tmp_path / "gold" / "a.json").write_text(json.dumps(GOLD), encoding="utf-8")
    return tmp_path


def measured(corpus, **changes):
    """Score the annotations against themselves with changes of the first event or statistic."""
    found = copy.deepcopy(GOLD)
    figure = changes.pop("statistic", {})
    found["events"][0].update(changes)
    found["statistics"][0].update(figure)
    return score(open_gold(corpus / "gold"), {"a": found})


def counts(result, name):
    tally = {**result.fields, **result.roles}[name]
    return tally.right, tally.found, tally.expected


def test_annotations_agree_with_themselves(corpus):
    result = measured(corpus)
    assert {tally.f1 for tally in result.fields.values()} == {1.0}
    assert result.mean == 1.0
    assert counts(result, "argument") == (4, 4, 4)
    assert counts(result, "trigger") == (2, 2, 2)


@pytest.mark.parametrize(
    ("change", "right"),
    [
        ({"measure": "ban"}, {"located": 1, "event": 0, "exact": 0, "argument": 0, "materials": 1}),
        ({"stage": "planned"}, {"event": 1, "exact": 0, "argument": 4}),
        ({"action": "tighten"}, {"event": 1, "exact": 0, "argument": 4}),
        ({"certainty": "reported"}, {"exact": 1, "certainty": 0}),
        ({"issuer": {"jurisdiction": "FR"}}, {"event": 1, "exact": 0, "argument": 3, "issuer": 0}),
        ({"triggers": [{"quote": "A ban"}]}, {"located": 0, "event": 0, "trigger": 0}),
        ({"triggers": [{"quote": "licences for"}]}, {"event": 1, "trigger": 1}),
        ({"targets": [{"jurisdiction": "YY", "class": "military"}]}, {"argument": 3, "target": 0}),
        ({"dates": [{"role": "effective", "value": "2026-03"}]}, {"argument": 3, "date": 0, "dates": 0}),
        ({"dates": [{"role": "effective", "value": "2026-03-01/2026-03-01"}]}, {"argument": 4, "date": 1}),
        ({"materials": [{"id": "antimony", "quote": "antimony"}]}, {"material": 0, "materials": 0}),
        ({"instrument": "Order 5"}, {"event": 1, "instrument": 0}),
        ({"statistic": {"value": -12.05}}, {"statistic": 1, "indicator": 1}),
        ({"statistic": {"value": -13}}, {"statistic": 0, "indicator": 0}),
        ({"statistic": {"value": "many"}}, {"statistic": 0}),
        ({"statistic": {"unit": "tonnes"}}, {"statistic": 0}),
        ({"statistic": {"indicator": "price"}}, {"statistic": 1, "indicator": 0}),
        ({"statistic": {"quote": "restricts"}}, {"statistic": 0}),
        ({"statistic": {"bound": "about"}}, {"statistic": 1, "stat_slots": 4}),
    ],
)
def test_what_is_told_otherwise_is_not_counted_as_right(corpus, change, right):
    result = measured(corpus, **change)
    assert {name: counts(result, name)[0] for name in right} == right


def test_evidence_elsewhere_is_right_in_value_and_wrong_in_words(corpus):
    result = measured(corpus, materials=[{"id": "gallium", "quote": "gallium", "near": "Exports of gallium"}])
    assert counts(result, "material") == (1, 1, 1)
    assert counts(result, "evidence") == (3, 4, 4)


def test_a_record_is_scored_by_its_spans(corpus):
    start = TEXT.index("licences for")
    trigger = {"evidence": {"start": start, "end": start + 8, "quote": "licences"}}
    found = {**GOLD, "article": {"text": TEXT}, "events": [{**GOLD["events"][0], "triggers": [trigger]}]}
    assert counts(score(open_gold(corpus / "gold"), {"a": found}), "trigger") == (1, 1, 2)


def test_one_figure_told_twice_is_one(corpus):
    found = {**GOLD, "statistics": [GOLD["statistics"][0], {**GOLD["statistics"][0], "quote": "fell 12%"}]}
    assert counts(score(open_gold(corpus / "gold"), {"a": found}), "statistic") == (1, 1, 1)


def test_an_article_without_a_record_counts_as_missed(corpus):
    result = score(open_gold(corpus / "gold"), {})
    assert result.missing == ("a",)
    assert counts(result, "event") == (0, 0, 1)
    assert [fault.kind for fault in result.faults] == ["missed event", "missed statistic"]


def test_trigger_quotes_that_the_text_does_not_hold_are_told(corpus):
    result = measured(corpus, triggers=[{"quote": "nowhere"}])
    assert (result.lost_expected, result.lost_found) == (0, 1)


def test_a_language_without_its_script_means_both(corpus):
    gold = open_gold(corpus / "gold")
    assert gold.base_languages() == ["zh"]
    assert list(gold.in_language("zh").files) == ["a"]
    with pytest.raises(UsageError, match="zh"):
        gold.in_language("en")


def test_records_are_found_at_any_depth_below_an_output(corpus, tmp_path):
    place = tmp_path / "out" / "records" / "deep"
    place.mkdir(parents=True)
    (place / "a.json").write_text(json.dumps(GOLD), encoding="utf-8")
    (place / "other.json").write_text("not read", encoding="utf-8")
    assert find_documents(tmp_path / "out", open_gold(corpus / "gold")) == {"a": GOLD}


def test_a_folder_without_annotations_is_refused(tmp_path):
    with pytest.raises(UsageError, match="no annotations"):
        open_gold(tmp_path)


def test_an_annotation_without_its_article_is_refused(corpus):
    (corpus / "articles" / "a.txt").unlink()
    with pytest.raises(RecordError, match=r"a\.txt"):
        score(open_gold(corpus / "gold"), {})


def test_the_report_has_a_line_for_each_field_and_the_errors_asked_for(corpus):
    result = measured(corpus, measure="ban")
    lines = list(lines_of(result))
    assert lines[3].split() == ["event", "0.000", "0.000", "0.000", "0", "1", "1"]
    assert list(error_lines(result, 1)) == [
        "missed event:  a  licence_requirement  restricts / licences for gallium",
        "spurious event:  a  ban  restricts / licences for gallium",
    ]
    assert list(error_lines(result, 0)) == []
