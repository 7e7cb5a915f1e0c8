"""Reviewed records become annotated articles that `train`, `evaluate` and `import` read."""

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest
from annotated import BAN, FIGURE, LICENCES, annotated, decided

from extract.evaluating.importing import import_gold
from extract.evaluating.locating import Locator
from extract.records import dump_record
from extract.records.log import DECISIONS, append_decisions
from extract.reviewing.annotations import annotations_of, write_annotations
from extract.reviewing.folder import Decided
from extract.running.outputs import write_records

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared" / "gold"

TEXT = "Oslo put yttrium under export licences on Friday.\nA ban on terbium may follow. Sales fell 12 percent."
RECORD = annotated(
    TEXT,
    LICENCES,
    BAN,
    statistics=[FIGURE],
    title="=HYPERLINK(1)",
    publisher="Fjord Post",
)
STATISTIC = RECORD.statistics[0].id


@pytest.fixture
def out(tmp_path):
    """Two articles of the same name in two folders, none decided."""
    for folder in ("north", "south"):
        (tmp_path / "out" / "records" / folder).mkdir(parents=True)
        (tmp_path / "out" / "records" / folder / "a.json").write_text(dump_record(RECORD), encoding="utf-8")
    return tmp_path / "out"


def decide(out, *decisions):
    append_decisions(out / DECISIONS, decisions)


def north(by, verdict, target=None, **about):
    return decided(RECORD, by, verdict, target, path="north/a.json", **about)


def written(folder):
    return {path.stem: json.loads(path.read_text("utf-8")) for path in (folder / "gold").glob("*.json")}


def test_only_articles_whose_events_were_all_decided_are_written(out, tmp_path, run_command):
    assert run_command("gold", out, "-o", tmp_path / "room").code == 1
    decide(out, north("Kari", "accept", "e1"))
    assert run_command("gold", out, "-o", tmp_path / "room").code == 1
    decide(out, north("Kari", "edit", "e1", field="stage", value="planned"), north("Per", "reject", "e2"))
    ended = run_command("gold", out, "-o", tmp_path / "room")
    assert ended.code == 0
    assert "1 article with 1 event" in ended.out
    assert "1 article left out" in ended.err
    assert "1 statistic among them that nobody decided" in ended.err
    [(name, told)] = written(tmp_path / "room").items()
    assert (name, told["id"], told["annotator"]) == ("a", "a", "Kari+Per")
    assert [(event["id"], event["stage"]) for event in told["events"]] == [("e1", "planned")]
    assert (tmp_path / "room" / "articles" / "a.txt").read_text("utf-8") == TEXT


def test_an_article_that_somebody_went_through_is_written_as_it_is(out, tmp_path, run_command):
    decide(out, north("Kari", "accept"))
    ended = run_command("gold", out, "-o", tmp_path / "room")
    assert "1 article with 2 events" in ended.out
    assert "statistic" not in ended.err


def test_one_reviewers_decisions_alone(out, tmp_path, run_command):
    decide(out, north("Kari", "accept", "e1"), north("Kari", "accept", "e2"), north("Per", "reject", "e2"))
    assert run_command("gold", out, "-o", tmp_path / "room", "--by", "Per").code == 1
    assert run_command("gold", out, "-o", tmp_path / "room", "--by", "Kari").code == 0
    assert [event["id"] for event in written(tmp_path / "room")["a"]["events"]] == ["e1", "e2"]


def test_an_article_with_a_decision_that_no_longer_fits_is_left_out():
    decisions = (decided(RECORD, "Kari", "accept"), decided(RECORD, "Kari", "edit", "e1", field="stage", value="gone"))
    found = annotations_of([Decided("a.json", RECORD, decisions)])
    assert (found.articles, found.open) == ((), ("a.json",))


def test_all_articles_and_names_that_clash(out, tmp_path, run_command):
    ended = run_command("gold", out, "-o", tmp_path / "room", "--all")
    assert "2 articles with 4 events" in ended.out
    assert {name: told["annotator"] for name, told in written(tmp_path / "room").items()} == {
        "north--a": "regimeline",
        "south--a": "regimeline",
    }


def test_the_table_beside_the_articles_is_safe_to_open(out, tmp_path, run_command):
    run_command("gold", out, "-o", tmp_path / "room", "--all")
    with (tmp_path / "room" / "articles" / "metadata.csv").open(encoding="utf-8", newline="") as file:
        row = next(csv.DictReader(file))
    assert row["file"] == "north--a.txt"
    assert (row["language"], row["published"], row["publisher"]) == ("en", "2031-05-02", "Fjord Post")
    assert row["title"] == "'=HYPERLINK(1)"


def test_annotations_of_other_articles_are_not_mixed_in(out, tmp_path, run_command):
    run_command("gold", out, "-o", tmp_path / "room", "--all")
    decide(out, north("Kari", "accept"))
    ended = run_command("gold", out, "-o", tmp_path / "room")
    assert (ended.code, "give another folder" in ended.err) == (2, True)


def test_what_is_written_is_read_by_evaluate_and_import(out, tmp_path, run_command):
    run_command("gold", out, "-o", tmp_path / "room", "--all")
    room = tmp_path / "room"
    measured = json.loads(run_command("evaluate", room / "gold", room / "gold", "--format", "json").out)
    assert measured["en"]["score"] == 1.0
    assert run_command("import", room / "gold", room / "articles", "-o", tmp_path / "back").code == 0


def spans(told, locator):
    """The annotations with each quote replaced by where it stands, and what the form leaves open made plain."""
    if isinstance(told, list):
        return [spans(item, locator) for item in told]
    if not isinstance(told, dict):
        return float(told) if isinstance(told, int) and not isinstance(told, bool) else told
    kept = {key: spans(value, locator) for key, value in told.items() if key not in ("quote", "near", "annotator")}
    if told.get("quote"):
        found = locator.find(told["quote"], told.get("near"))
        kept["span"] = (found.start, found.end)
    return {key: value for key, value in kept.items() if value not in (None, [])}


@pytest.mark.parametrize(
    "home",
    [ROOT / "corpus" / "gate", pytest.param(SHARED / "train", marks=pytest.mark.slow)],
    ids=["gate", "train"],
)
def test_annotations_come_back_as_they_went_in(home, tmp_path):
    if not (home / "gold").is_dir():
        pytest.skip(f"{home} is not here: the way through records over its annotations is not tested")
    imported = import_gold(home / "gold", home / "articles")
    assert imported.faults == ()
    write_records(imported.records, tmp_path / "out")
    found = annotations_of([Decided(path, record, ()) for path, record in imported.records], undecided=True)
    write_annotations(found.articles, tmp_path / "room")
    back = written(tmp_path / "room")
    assert len(back) == len(list((home / "gold").glob("*.json")))
    for path in (home / "gold").glob("*.json"):
        locator = Locator((home / "articles" / f"{path.stem}.txt").read_text(encoding="utf-8"))
        gold = json.loads(path.read_text(encoding="utf-8"))
        for part in ("events", "statistics"):
            assert spans(back[path.stem][part], locator) == spans(gold[part], locator), path.stem
    check = SHARED / "check.py"
    if check.exists():
        ended = subprocess.run(
            [sys.executable, check, tmp_path / "room" / "gold"], check=False, capture_output=True, text=True
        )
        assert ended.returncode == 0, ended.stdout
