import json

import pytest

from extract.cli.app import main
from extract.errors import UsageError
from extract.evaluating.importing import import_gold
from extract.records import load_record

TEXT = "Fjord Post, 2 May 2031\n\nOslo put yttrium under export licences on Friday.\n"
EVENT = {
    "id": "e1",
    "measure": "licence_requirement",
    "action": "introduce",
    "stage": "in_force",
    "certainty": "stated",
    "triggers": [{"quote": "export licences"}],
    "issuer": {"jurisdiction": "NO", "name": None, "quote": "Oslo"},
    "targets": [],
    "materials": [{"id": "yttrium", "quote": "yttrium"}],
    "conditions": [],
    "dates": [],
    "instrument": "Order 7",
    "amends": None,
    "attribution": [],
}


@pytest.fixture
def room(tmp_path):
    """A room of two articles, one of them annotated."""
    for folder in ("articles", "gold"):
        (tmp_path / folder).mkdir()
    (tmp_path / "articles" / "a.1.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "articles" / "b.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "articles" / "metadata.csv").write_text("file,published\na.1.txt,2031-05-02\n", encoding="utf-8")
    annotate(tmp_path, "a.1", {"id": "a.1", "events": [EVENT], "statistics": []})
    return tmp_path


def annotate(room, name, annotation):
    (room / "gold" / f"{name}.json").write_text(json.dumps(annotation), encoding="utf-8")


def run(room, capsys):
    with pytest.raises(SystemExit) as ended:
        main(["import", "--format", "gold", str(room / "gold"), str(room / "articles"), "-o", str(room / "out")])
    return ended.value.code, capsys.readouterr()


def test_annotations_become_records_that_a_timeline_is_built_from(room, capsys):
    code, printed = run(room, capsys)
    assert code == 0
    assert "1 record with 1 event" in printed.out
    assert "1 article without annotations" in printed.err
    record = load_record(room / "out" / "records" / "a.1.json")
    assert (record.article.id, record.article.published) == ("a.1", "2031-05-02")
    [told] = record.events
    assert (told.id, told.materials[0].evidence.quote, told.confidence) == ("e1", "yttrium", 1.0)
    with pytest.raises(SystemExit) as ended:
        main(["timeline", str(room / "out")])
    assert ended.value.code == 0
    assert json.loads((room / "out" / "timeline.json").read_text("utf-8"))["changes"][0]["claims"] == [
        {"record": "a.1.json", "event": "e1"}
    ]


@pytest.mark.parametrize(
    ("name", "annotation", "why"),
    [
        ("c", {"events": []}, "does not hold"),
        ("b", {"events": [{"id": "e1"}]}, "not in the gold form"),
        ("b", {"events": [{**EVENT, "triggers": [{"quote": "quota"}]}]}, "'quota'"),
        ("b", [], "no annotations"),
    ],
)
def test_a_faulty_annotation_is_named_and_leaves_the_others_alone(room, name, annotation, why):
    annotate(room, name, annotation)
    imported = import_gold(room / "gold", room / "articles")
    assert [path for path, _ in imported.records] == ["a.1.json"]
    [fault] = imported.faults
    assert why in fault


def test_nothing_but_faults_ends_with_1(room, capsys):
    annotate(room, "a.1", {"events": [{"id": "e1"}]})
    code, printed = run(room, capsys)
    assert code == 1
    assert "left out" in printed.err


def test_a_folder_without_annotations_is_refused(room):
    with pytest.raises(UsageError, match="holds no annotations"):
        import_gold(room / "articles", room / "articles")


def test_records_of_earlier_runs_are_named(room, capsys):
    run(room, capsys)
    (room / "gold" / "a.1.json").rename(room / "gold" / "b.json")
    assert "1 record of earlier runs left in place" in run(room, capsys)[1].err
