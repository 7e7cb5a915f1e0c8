"""The commands about timelines, from records on disk to their files and answers."""

import json
import shutil

import pytest
from icalendar import Calendar
from timeline.reporting import event, report

from extract.records import dump_record
from extract.timeline import load_timeline

DAY = {"announced": "2031-05-01"}


def put(out, *records):
    (out / "records").mkdir(parents=True, exist_ok=True)
    for path, record in records:
        (out / "records" / path).write_text(dump_record(record), encoding="utf-8")


@pytest.fixture
def out(tmp_path, run_command):
    put(tmp_path / "out", report("a.json", event(stage="planned", dates={**DAY, "effective": "2031-08-01"})))
    run_command("timeline", tmp_path / "out")
    return tmp_path / "out"


def test_every_form_is_written_and_named(run_command, out):
    ended = run_command("timeline", out, "--format", "all", "--day", "2031-05-02", "--language", "zh")
    names = ["timeline.json", "timeline.html", "timeline.csv", "timeline.parquet", "timelinejs.json", "timeline.ics"]
    for name in [*names, "timeline.gta.csv"]:
        assert (out / name).stat().st_size
        assert name in ended.out
    assert len(Calendar.from_ical((out / "timeline.ics").read_bytes()).walk("VEVENT")) == 1
    run_command("timeline", out, "--format", "ics", "--day", "2031-08-02")
    assert len(Calendar.from_ical((out / "timeline.ics").read_bytes()).walk("VEVENT")) == 0


def test_only_the_forms_asked_for_are_written(run_command, out):
    (out / "timeline.html").unlink()
    run_command("timeline", out, "--format", "csv")
    assert {path.name for path in out.iterdir()} == {"records", "timeline.json", "timeline.cache", "timeline.csv"}


@pytest.mark.parametrize("bound", ["_DRAWN", "_QUOTED"])
def test_a_page_of_very_much_must_be_asked_for(run_command, out, monkeypatch, bound):
    monkeypatch.setattr(f"extract.cli.timeline.{bound}", 0)
    assert "earlier timeline" in run_command("timeline", out).out
    (out / "timeline.html").unlink()
    told = run_command("timeline", out).out
    assert "--format html" in told
    assert "earlier timeline" not in told
    assert not (out / "timeline.html").exists()
    run_command("timeline", out, "--format", "html")
    assert (out / "timeline.html").exists()


def test_a_page_is_drawn_again_only_when_the_timeline_changed(run_command, out):
    page = out / "timeline.html"
    run_command("timeline", out)
    drawn = page.stat().st_mtime_ns
    assert page.resolve().as_uri() in run_command("timeline", out).out
    assert page.stat().st_mtime_ns == drawn
    put(out, report("b.json", event(trigger="a permit now", dates=DAY), published="2031-05-03"))
    run_command("timeline", out)
    assert "a permit now" in page.read_text(encoding="utf-8")
    page.unlink()
    run_command("timeline", out)
    assert page.exists()


def test_a_new_record_shows_in_the_difference_with_its_words(run_command, out, tmp_path):
    shutil.copytree(out, tmp_path / "old")
    put(out, report("b.json", event(trigger="a permit now", dates=DAY), published="2031-05-03", publisher="Fjord Wire"))
    run_command("timeline", out)
    assert "Nothing changed" in run_command("diff", out, out / "timeline.json").out
    told = run_command("diff", tmp_path / "old", out).out
    assert "stage: Planned → In force" in told
    assert "> a permit now (Fjord Wire, 2031-05-03)" in told
    found = json.loads(run_command("diff", tmp_path / "old", out, "--format", "json").out)
    (difference,) = found["differences"]
    (voice,) = difference["alterations"][0]["why"]
    assert (difference["kind"], voice["record"], voice["quote"]) == ("stage", "b.json", "a permit now")
    ended = run_command(
        "diff", tmp_path / "old", out, "--format", "html", "--language", "zh", "-o", tmp_path / "mail.html"
    )
    assert str(tmp_path / "mail.html") in ended.out
    assert "阶段变动" in (tmp_path / "mail.html").read_text(encoding="utf-8")


def test_a_query_answers_from_records_and_timeline(run_command, out, tmp_path):
    sql = "SELECT id, e.stage FROM changes JOIN claims ON id = change JOIN events e USING (event) WHERE e.issuer = $who"
    (change,) = load_timeline(out / "timeline.json").changes
    assert (
        run_command("query", out, sql, "--param", "who=NO", "--format", "csv").out == f"id,stage\n{change.id},planned\n"
    )
    table = run_command("query", out, sql, "--param", "who=NO").out
    assert change.id in table
    assert "1 row" in table
    assert json.loads(run_command("query", out, sql, "--param", "who=US", "--format", "json").out) == []
    ended = run_command("query", out, sql, "--param", "who=NO", "--format", "parquet", "-o", tmp_path / "x.parquet")
    assert (tmp_path / "x.parquet").read_bytes()[:4] == b"PAR1"
    assert "1 row" in ended.out
