"""Records as Label Studio, doccano and Prodigy have them."""

import json
import xml.etree.ElementTree as ET

import pytest
from exchanging import HARD, hard_record, marked_records, task_of
from hypothesis import given, settings

from extract.errors import RecordError
from extract.exporting.exchange import TOOLS
from extract.exporting.exchange.label_studio_config import labelling_config
from extract.exporting.exchange.roles import ROLES, label_of, parse_label
from extract.exporting.exchange.tokens import tokens_of
from extract.records import Utf16

TASK = task_of(hard_record())


def there_and_back(name, task):
    [read] = TOOLS[name].read(TOOLS[name].write([task]))
    return read()


def told(markup, *, complete):
    """Marks and links by what they tell, whatever their ids: facts that are codes, or all of them."""
    marks = {
        mark.id: (
            mark.place,
            mark.role,
            tuple(sorted((n, v) for n, v in mark.facts.items() if complete or n in ROLES[mark.role].codes)),
        )
        for mark in markup.marks
    }
    return sorted(marks.values()), sorted((marks[link.head], marks[link.child], link.label) for link in markup.links)


@pytest.mark.parametrize("name", TOOLS)
def test_what_a_form_holds_comes_back(name):
    back = there_and_back(name, TASK)
    assert back.markup.text == HARD
    assert told(back.markup, complete=back.complete) == told(TASK.markup, complete=back.complete)
    assert (back.path, back.record, back.answered) == ("a.json", TASK.record, False)


@pytest.mark.parametrize("name", TOOLS)
@settings(max_examples=30, deadline=None)
@given(record=marked_records())
def test_any_record_of_any_text_comes_back(name, record):
    task = task_of(record)
    back = there_and_back(name, task)
    assert back.record == record
    assert told(back.markup, complete=back.complete) == told(task.markup, complete=back.complete)


def test_what_has_no_words_is_not_marked_and_what_events_share_is_marked_once():
    materials = [mark for mark in TASK.markup.marks if mark.role == "material"]
    assert [HARD[mark.start : mark.end] for mark in materials] == ["yttrium", "钇", "terbium"]
    assert not [mark for mark in TASK.markup.marks if mark.role == "instrument"]
    targets = [mark for mark in TASK.markup.marks if mark.role == "target"]
    assert len(targets) == 1
    heads = [link.head for link in TASK.markup.links if link.child == materials[0].id]
    assert len(heads) == 2


def test_label_studio_counts_code_points_and_gives_the_words():
    [task] = json.loads(TOOLS["label-studio"].write([TASK]))
    text, results = task["data"]["text"], task["predictions"][0]["result"]
    labels = [result["value"] for result in results if result["type"] == "labels"]
    assert {value["text"] for value in labels} >= {"商务部😀", "出口管制", "Fjord Post"}
    assert all(text[value["start"] : value["end"]] == value["text"] for value in labels)


def test_label_studio_before_it_counted_code_points_is_understood_too():
    [task] = json.loads(TOOLS["label-studio"].write([TASK]))
    units = Utf16(HARD)
    results = task.pop("predictions")[0]["result"]
    for result in results:
        for end in ("start", "end"):
            if "value" in result:
                result["value"][end] = units.of(result["value"][end])
    task["annotations"] = [{"result": results, "completed_by": {"id": 3, "email": "kari@example.org"}}]
    [read] = TOOLS["label-studio"].read(json.dumps([task]))
    back = read()
    assert told(back.markup, complete=True) == told(TASK.markup, complete=True)
    assert (back.by, back.answered) == ("kari@example.org", True)


def test_label_studio_fits_its_configuration():
    view = ET.fromstring(labelling_config())  # noqa: S314 -- our own
    controls = {item.get("name"): item for item in view.iter() if item.get("toName")}
    assert all(item.get("toName") == "text" for item in controls.values())
    [task] = json.loads(TOOLS["label-studio"].write([TASK]))
    kinds = {"labels": "Labels", "choices": "Choices", "textarea": "TextArea"}
    for result in task["predictions"][0]["result"]:
        if result["type"] == "relation":
            assert set(result["labels"]) <= {item.get("value") for item in view.iter("Relation")}
            continue
        control = controls[result["from_name"]]
        assert control.tag == kinds[result["type"]]
        for chosen in result["value"].get("choices", ()) or result["value"].get("labels", ()):
            assert chosen in {item.get("value") for item in control}
    assert {item.get("perRegion") for item in controls.values() if item.tag != "Labels"} == {"true"}


def test_doccano_counts_utf_16_code_units():
    line = json.loads(TOOLS["doccano"].write([TASK]))
    units = line["text"].encode("utf-16-le")
    words = {
        units[2 * entity["start_offset"] : 2 * entity["end_offset"]].decode("utf-16-le"): entity["label"]
        for entity in line["entities"]
    }
    assert words["商务部😀"] == "issuer/NO"
    assert words["出口管制"] == "mention"
    assert words["ban"] == "trigger/ban/suspend/considered/reported"
    ids = {entity["id"] for entity in line["entities"]}
    assert {relation[end] for relation in line["relations"] for end in ("from_id", "to_id")} <= ids


def test_prodigy_has_whole_tokens_that_are_the_whole_text():
    line = json.loads(TOOLS["prodigy"].write([TASK]))
    tokens = line["tokens"]
    assert "".join(token["text"] + " " * token["ws"] for token in tokens) == line["text"]
    assert [token["id"] for token in tokens] == list(range(len(tokens)))
    for span in line["spans"]:
        first, last = tokens[span["token_start"]], tokens[span["token_end"]]
        assert (first["start"], last["end"]) == (span["start"], span["end"])
    for relation in line["relations"]:
        assert relation["head"] == relation["head_span"]["token_end"]
        assert relation["child"] == relation["child_span"]["token_end"]


def test_words_are_tokens_and_so_are_single_han_characters_with_what_stands_on_them():
    text = "Oslo's cafe\u0301  钇禁令, 12%"
    assert [text[token.start : token.end] for token in tokens_of(text, ())] == [
        *("Oslo", "'", "s", "cafe\u0301", "  ", "钇", "禁", "令", ",", "12", "%")
    ]


@settings(max_examples=30, deadline=None)
@given(record=marked_records())
def test_tokens_are_the_whole_text_and_meet_every_span(record):
    text = record.article.text
    places = [mark.place for mark in task_of(record).markup.marks]
    tokens = tokens_of(text, places)
    assert "".join(text[token.start : token.end] + " " * token.space for token in tokens) == text
    assert {start for start, _ in places} <= {token.start for token in tokens}
    assert {end for _, end in places} <= {token.end for token in tokens}


def test_spans_made_in_prodigy_are_found_without_ids():
    line = json.loads(TOOLS["prodigy"].write([TASK]))
    for span in (
        *line["spans"],
        *(relation[end] for relation in line["relations"] for end in ("head_span", "child_span")),
    ):
        span.pop("id")
    [read] = TOOLS["prodigy"].read(json.dumps({**line, "answer": "accept", "_annotator_id": "kari"}))
    back = read()
    assert told(back.markup, complete=False) == told(TASK.markup, complete=False)
    assert (back.by, back.answered) == ("kari", True)


@pytest.mark.parametrize("answer", ["reject", "ignore"])
def test_a_rejected_answer_is_none(answer):
    line = json.loads(TOOLS["prodigy"].write([TASK]))
    [read] = TOOLS["prodigy"].read(json.dumps({**line, "answer": answer}))
    assert read() is None


def test_a_skipped_annotation_is_none_and_each_annotator_is_one():
    [task] = json.loads(TOOLS["label-studio"].write([TASK]))
    [prediction] = task["predictions"]
    annotations = [{"result": prediction["result"], "completed_by": number} for number in (1, 2)]
    content = json.dumps([{**task, "annotations": [*annotations, {"result": [], "was_cancelled": True}]}])
    found = [read() for read in TOOLS["label-studio"].read(content)]
    assert [back and back.by for back in found] == ["Label Studio user 1", "Label Studio user 2", None]


@pytest.mark.parametrize("role", ROLES)
def test_labels_tell_role_and_codes(role):
    facts = {name: "other:a/b" if name == "id" else f"x{number}" for number, name in enumerate(ROLES[role].codes)}
    assert parse_label(label_of(role, facts)) == (role, facts)
    assert parse_label(label_of(role, {})) == (role, {})
    assert parse_label(role) == (role, {})


def test_labels_of_others_are_no_roles():
    assert parse_label("PERSON") is None


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("label-studio", "id,text\n1,a", "export the project as JSON"),
        ("label-studio", '[{"text": "a"}]', "has no `data`"),
        ("doccano", '{"text": "a"', "line 1 is no JSON"),
        ("doccano", "[1]", "line 1 is no object"),
    ],
)
def test_a_file_of_another_form_says_what_to_do(name, content, why):
    with pytest.raises(RecordError, match=why):
        list(TOOLS[name].read(content))


@pytest.mark.parametrize(
    ("name", "line", "why"),
    [
        ("doccano", {"text": "a", "label": [[0, 1, "x"]]}, "JSONL\\(relation\\)"),
        ("doccano", {"id": 1, "text": "a", "entities": [], "regimeline": "{"}, "damaged"),
        (
            "doccano",
            {"id": 1, "text": "😀", "entities": [{"id": 1, "start_offset": 1, "end_offset": 2, "label": "ban"}]},
            None,
        ),
        (
            "doccano",
            {"id": 1, "text": "😀", "entities": [{"id": 1, "start_offset": 1, "end_offset": 2, "label": "mention"}]},
            "no place",
        ),
        ("prodigy", {"answer": "accept"}, "no `text`"),
    ],
)
def test_a_faulty_line_is_refused_by_itself(name, line, why):
    [read] = TOOLS[name].read(json.dumps(line))
    if why is None:
        assert read().markup.marks == ()
        return
    with pytest.raises(RecordError, match=why):
        read()


def test_a_text_that_the_tool_changed_is_refused():
    line = json.loads(TOOLS["prodigy"].write([TASK]))
    [read] = TOOLS["prodigy"].read(json.dumps({**line, "text": line["text"].replace("\r\n", "\n")}))
    with pytest.raises(RecordError, match="text_sha256"):
        read()
