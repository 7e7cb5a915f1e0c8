"""Annotations that come back from Label Studio, doccano and Prodigy: decisions on records that are there, records where there are none."""

import json

import pytest
from annotated import decided
from exchanging import HARD, hard_record, marked_records, task_of
from hypothesis import given, settings

from extract.deciding.applying import reviewed
from extract.exporting.exchange import TOOLS
from extract.records import dump_record, load_record
from extract.records.log import DECISIONS, append_decisions, load_decisions
from extract.reviewing.agreement import agreement
from extract.reviewing.bringing import bring
from extract.reviewing.folder import open_folder

RECORD = hard_record("sub/a.json")
PATH = "sub/a.json"


def answered(name, content, annotate=lambda item: item):
    """Return a file as the tool gives it back after somebody changed it with `annotate`."""
    if name == "label-studio":
        tasks = json.loads(content)
        for number, task in enumerate(tasks, 1):
            results = annotate(task["predictions"][0]["result"])
            task |= {
                "id": number,
                "annotations": [{"result": results, "completed_by": 1, "updated_at": "2031-06-01T10:00:00Z"}],
            }
        return json.dumps(tasks)
    lines = [json.loads(line) for line in content.splitlines()]
    if name == "doccano":
        lines = [renumbered({**annotate(line), "id": 7 + number}) for number, line in enumerate(lines)]
    else:
        lines = [{**annotate(line), "answer": "accept", "_timestamp": 1938000000} for line in lines]
    return "".join(json.dumps(line) + "\n" for line in lines)


def renumbered(line):
    """doccano gives entities and relations numbers of its own."""
    for entity in line["entities"]:
        entity["id"] += 900
    for relation in line["relations"]:
        relation["from_id"] += 900
        relation["to_id"] += 900
    return line


def exported(name, record=RECORD, path=PATH):
    return TOOLS[name].write([task_of(record, path)])


def bare(record):
    """A record without the confidences, which a reviewer's word changes."""
    document = record.model_dump(mode="json", by_alias=True)
    for item in (*document["events"], *document["statistics"]):
        item["confidence"] = None
    return document


@pytest.fixture
def out(tmp_path):
    (tmp_path / "records" / "sub").mkdir(parents=True)
    (tmp_path / "records" / PATH).write_text(dump_record(RECORD), encoding="utf-8", newline="")
    return tmp_path


def now(out):
    [article] = open_folder(out).articles
    review = reviewed(article.record, article.decisions)
    assert review.unfit == ()
    return review


@pytest.mark.parametrize("name", TOOLS)
def test_what_an_annotator_left_as_it_was_is_accepted(name, out):
    brought = bring(answered(name, exported(name)), out, format=name, by="Kari")
    assert (brought.records, brought.articles, brought.faults) == (0, 1, [])
    assert [decision.verdict for decision in load_decisions(out / DECISIONS)] == ["accept"] * 4
    review = now(out)
    assert bare(review.record) == bare(RECORD)
    assert {event.confidence for event in review.record.events} == {1.0}


@pytest.mark.parametrize("name", TOOLS)
@settings(max_examples=25, deadline=None)
@given(record=marked_records())
def test_any_record_comes_back_as_it_went_out(name, record, tmp_path_factory):
    out = tmp_path_factory.mktemp("out")
    brought = bring(answered(name, exported(name, record)), out, format=name)
    assert brought.records == 1
    assert load_record(out / "records" / PATH) == record
    heads = [(mark.place, *mark.facts.values()) for mark in task_of(record).markup.marks if mark.role == "trigger"]
    if name != "label-studio" and len(set(heads)) < len(heads):
        return  # nothing but its ids tells which of two such events is which, and doccano and Prodigy give their own
    assert brought.faults == []
    assert bare(now(out).record) == bare(record)


@pytest.mark.parametrize("name", TOOLS)
def test_what_nobody_answered_becomes_the_record_that_was_exported(name, tmp_path):
    brought = bring(exported(name), tmp_path, format=name)
    assert (brought.records, brought.decisions) == (1, 0)
    assert load_record(tmp_path / "records" / PATH) == RECORD
    assert not (tmp_path / DECISIONS).exists()
    assert bring(exported(name), tmp_path, format=name).known == 1


@pytest.mark.parametrize("name", TOOLS)
def test_the_same_annotations_twice_are_decided_once(name, out):
    content = answered(name, exported(name))
    assert bring(content, out, format=name).decisions == 4
    assert bring(content, out, format=name).decisions == 0


def without_ban(name):
    def label_studio(results):
        gone = {result["id"] for result in results if result.get("value", {}).get("text") == "ban"}
        return [result for result in results if not gone & {result.get(key) for key in ("id", "from_id", "to_id")}]

    def doccano(line):
        gone = {entity["id"] for entity in line["entities"] if entity["label"].startswith("trigger/ban")}
        line["entities"] = [entity for entity in line["entities"] if entity["id"] not in gone]
        line["relations"] = [item for item in line["relations"] if not gone & {item["from_id"], item["to_id"]}]
        return line

    def prodigy(line):
        line["spans"] = [span for span in line["spans"] if not span["label"].startswith("trigger/ban")]
        line["relations"] = [
            item for item in line["relations"] if not item["head_span"]["label"].startswith("trigger/ban")
        ]
        return line

    return {"label-studio": label_studio, "doccano": doccano, "prodigy": prodigy}[name]


@pytest.mark.parametrize("name", TOOLS)
def test_an_event_whose_trigger_is_gone_is_rejected_and_its_other_marks_are_named(name, out):
    brought = bring(answered(name, exported(name), without_ban(name)), out, format=name, by="Kari")
    assert [event.id for event in now(out).record.events] == ["e1"]
    [fault] = brought.faults
    assert fault.startswith("sub/a: marks that hang on no event")
    assert "the issuer 'Oslo' at 2" in fault
    rejected = [decision for decision in load_decisions(out / DECISIONS) if decision.verdict == "reject"]
    assert [(decision.target, decision.by) for decision in rejected] == [("e2", "Kari")]


def place(words):
    start = HARD.index(words)
    return {"start": start, "end": start + len(words), "text": words}


def test_label_studio_brings_changed_facts_moved_words_new_arguments_and_new_events(out):
    def annotate(results):
        for result in results:
            value = result.get("value", {})
            if result.get("from_name") == "trigger_stage" and value["text"] == "ban":
                value["choices"] = ["planned"]
            if result.get("from_name") == "date_value" and value["text"] == ["2031-06"]:
                value["text"] = ["2031-06-30"]
            if value.get("text") == "商务部😀":
                value |= place("商务部")
        region = {"to_name": "text"}
        fresh = {"id": "new-1", **region}
        sales = {"id": "new-2", **region}
        friday = place("2 May")
        fell = place("Sales fell")
        head = next(result["id"] for result in results if result.get("value", {}).get("text") == "export licences")
        results += [
            {**fresh, "from_name": "role", "type": "labels", "value": {**friday, "labels": ["date"]}},
            {**fresh, "from_name": "date_role", "type": "choices", "value": {**friday, "choices": ["announced"]}},
            {**fresh, "from_name": "date_value", "type": "textarea", "value": {**friday, "text": ["2031-05-02"]}},
            {"type": "relation", "from_id": "new-1", "to_id": head, "direction": "right", "labels": []},
            {**sales, "from_name": "role", "type": "labels", "value": {**fell, "labels": ["trigger"]}},
            *(
                {**sales, "from_name": f"trigger_{code}", "type": "choices", "value": {**fell, "choices": [value]}}
                for code, value in (
                    ("measure", "quota"),
                    ("action", "tighten"),
                    ("stage", "in_force"),
                    ("certainty", "stated"),
                )
            ),
        ]
        return results

    brought = bring(answered("label-studio", exported("label-studio"), annotate), out, format="label-studio")
    assert brought.faults == []
    assert brought.reviewers == {"Label Studio user 1"}
    first, second, third = now(out).record.events
    assert (first.issuer.evidence.quote, first.issuer.name) == ("商务部", "商务部")
    assert [(date.role, date.value, date.evidence.quote) for date in first.dates] == [
        ("effective", "2031-05-02", "2031年5月2日"),
        ("announced", "2031-05-02", "2 May"),
    ]
    assert (second.stage, second.dates[0].value) == ("planned", "2031-06-30")
    assert second.amends.instrument_key == "NO:X:2031:7"
    assert (third.measure, third.direction, third.triggers[0].evidence.quote) == ("quota", "tightening", "Sales fell")
    assert third.headline.en
    verdicts = [decision.verdict for decision in load_decisions(out / DECISIONS)]
    assert (verdicts.count("edit"), verdicts.count("add"), verdicts.count("accept")) == (4, 1, 5)


def test_doccano_keeps_what_it_has_no_place_for_and_resolves_what_is_new(out):
    units = len(HARD[: HARD.index("商务部")].encode("utf-16-le")) // 2

    def annotate(line):
        issuer = next(
            entity for entity in line["entities"] if entity["label"] == "issuer/NO" and entity["start_offset"] == units
        )
        issuer["end_offset"] -= 2  # the emoji is no part of the name
        head = next(entity for entity in line["entities"] if entity["label"].startswith("trigger/ban"))
        start = line["text"].index("Sales")
        wide = len(line["text"][:start].encode("utf-16-le")) // 2
        line["entities"].append(
            {"id": 50, "start_offset": wide, "end_offset": wide + 5, "label": "attribution/company"}
        )
        line["relations"].append({"id": 50, "from_id": head["id"], "to_id": 50, "type": "attribution"})
        return line

    brought = bring(answered("doccano", exported("doccano"), annotate), out, format="doccano", by="Kari")
    assert brought.faults == []
    first, second = now(out).record.events
    assert (first.issuer.name, first.issuer.evidence.quote) == ("商务部", "商务部")
    assert [(source.name, source.kind) for source in second.attribution] == [
        ("Fjord Post", "media"),
        ("Sales", "company"),
    ]
    assert second.targets[0].name == "Café AB"


def test_a_new_event_without_its_codes_and_a_wrong_code_are_named_and_the_rest_is_brought(out):
    def annotate(line):
        span = {"start": 0, "end": 1, "token_start": 0, "token_end": 0, "label": "trigger"}
        wrong = {**span, "label": "trigger/ban/introduce/soon/stated"}
        return {**line, "spans": [*line["spans"], span, wrong]}

    brought = bring(answered("prodigy", exported("prodigy"), annotate), out, format="prodigy", by="Kari")
    assert any("has no measure and no action" in fault for fault in brought.faults)
    assert any("stage" in fault and "left out" in fault for fault in brought.faults)
    assert bare(now(out).record) == bare(RECORD)


def test_two_annotators_of_a_new_article_can_be_compared(tmp_path):
    [task] = json.loads(exported("label-studio"))
    results = task.pop("predictions")[0]["result"]
    other = without_ban("label-studio")(json.loads(json.dumps(results)))
    task["annotations"] = [{"result": results, "completed_by": 1}, {"result": other, "completed_by": 2}]
    brought = bring(json.dumps([task]), tmp_path, format="label-studio")
    assert (brought.records, brought.articles) == (1, 2)
    found = agreement(open_folder(tmp_path).articles)
    assert found.reviewers == ("Label Studio user 1", "Label Studio user 2")
    assert [(difference.kind, difference.field) for difference in found.differences] == [("event", "presence")]


def test_annotations_that_never_were_ours_become_records(tmp_path):
    [task] = json.loads(exported("label-studio"))
    task["data"] = {"text": HARD, "id": "../../etc/passwd", "published": "2031-05-02"}
    task["annotations"] = [{"result": task.pop("predictions")[0]["result"], "completed_by": 1}]
    brought = bring(json.dumps([task]), tmp_path, format="label-studio")
    assert (brought.records, brought.faults) == (1, [])
    [path] = (tmp_path / "records").rglob("*.json")
    assert path.relative_to(tmp_path / "records").as_posix() == "etc/passwd.json"
    record = load_record(path)
    assert record.article.published == "2031-05-02"
    first, second = record.events
    assert (first.measure, [trigger.evidence.quote for trigger in first.triggers]) == (
        "licence_requirement",
        ["export licences", "出口管制"],
    )
    assert (second.amends.event_id, second.amends.relation) == (first.id, "suspends")
    assert record.statistics[0].value == -12.5
    assert now(tmp_path).record == record


def test_an_article_is_found_by_its_text_where_its_path_changed(out):
    content = answered("prodigy", exported("prodigy", path="elsewhere.json"))
    assert bring(content, out, format="prodigy").records == 0
    assert {decision.record for decision in load_decisions(out / DECISIONS)} == {PATH}


def test_decisions_made_since_the_export_stay_and_who_accepted_another_value_looks_again(out):
    content = answered("label-studio", exported("label-studio"))
    [article] = open_folder(out).articles
    append_decisions(
        out / DECISIONS, [decided(article.record, "Per", "edit", "e1", path=PATH, field="stage", value="planned")]
    )
    bring(content, out, format="label-studio")
    [article] = open_folder(out).articles
    review = reviewed(article.record, article.decisions)
    assert review.record.events[0].stage == "planned"
    assert [(misfit.item, misfit.decision.verdict) for misfit in review.unfit] == [("e1", "accept")]


@pytest.mark.parametrize("name", TOOLS)
def test_the_commands_write_and_read_files(name, out, tmp_path, run_command):
    file = tmp_path / "tasks.json"
    ended = run_command("export", out, "--format", name, "-o", file)
    assert (ended.code, "1 article" in ended.out) == (0, True)
    assert (tmp_path / "tasks.xml").exists() == (name == "label-studio")
    file.write_text(answered(name, file.read_text("utf-8")), encoding="utf-8", newline="")
    ended = run_command("import", "--format", name, file, "-o", out, "--by", "Kari")
    assert (ended.code, "4 new decisions by Kari" in ended.out) == (0, True)
    ended = run_command("gold", out, "-o", tmp_path / "room")
    assert (ended.code, "1 article with 2 events" in ended.out) == (0, True)


def test_export_tells_what_reviewers_decided_unless_told_otherwise(out, tmp_path, run_command):
    bring(answered("doccano", exported("doccano"), without_ban("doccano")), out, format="doccano")
    run_command("export", out, "--format", "prodigy", "-o", tmp_path / "now.jsonl")
    run_command("export", out, "--format", "prodigy", "-o", tmp_path / "then.jsonl", "--extracted")
    assert "trigger/ban" not in (tmp_path / "now.jsonl").read_text("utf-8")
    assert "trigger/ban" in (tmp_path / "then.jsonl").read_text("utf-8")


def test_import_says_what_it_cannot_do(out, tmp_path, run_command):
    assert "give their folder too" in run_command("import", tmp_path, "-o", out).err
    ended = run_command("import", "--format", "doccano", tmp_path / "none.jsonl", "-o", out)
    assert (ended.code, "give the file" in ended.err) == (2, True)
    (tmp_path / "bad.jsonl").write_bytes(b"\xff")
    assert run_command("import", "--format", "doccano", tmp_path / "bad.jsonl", "-o", out).code == 1
    (tmp_path / "empty.jsonl").write_bytes(b"")
    ended = run_command("import", "--format", "doccano", tmp_path / "empty.jsonl", "-o", out)
    assert (ended.code, "nothing was imported" in ended.err) == (1, True)
    (tmp_path / "one.jsonl").write_text('{"id": 1, "text": "a", "entities": [{"label": "ban"}]}\n', encoding="utf-8")
    run_command("import", "--format", "doccano", tmp_path / "one.jsonl", "-o", out)
    (tmp_path / "two.jsonl").write_text(
        '{"id": 1, "text": "b", "entities": [{"label": "mention"}]}\n', encoding="utf-8"
    )
    assert (
        "not in the form of doccano"
        in run_command("import", "--format", "doccano", tmp_path / "two.jsonl", "-o", out).err
    )
