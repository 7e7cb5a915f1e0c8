"""The forms of a timeline, read back by the programs that they are for."""

import csv
import io
import json
from datetime import date

import duckdb
import pytest
from icalendar import Calendar
from timeline.reporting import GROUPS, event, report

from extract.exporting.changes import COLUMNS, change_rows
from extract.exporting.forms import FORMS, Wish
from extract.exporting.gta import COLUMNS as GTA_COLUMNS
from extract.timeline import build_timeline

DAY = date(2031, 5, 20)
CONDITIONS = [("validity_period", "limit", "P6M", "for six months")]
EXACT = event(
    headline="=cmd()|' /C calc'!A0",
    materials=["gallium"],
    targets=[("US", "military")],
    conditions=CONDITIONS,
    dates={"announced": "2031-05-01", "effective": "2031-06-01", "expires": "2032-05"},
    attribution=[("Ministry", "official")],
    key="NO:MFA:2031:8",
)
PLAN = event(
    measure="quota",
    stage="planned",
    certainty="reported",
    headline="A <b>quota</b>",
    dates={"effective": "2031-09/2031-10"},
)
RUMOUR = event(measure="ban", stage="considered", certainty="speculated", headline="A rumour")
PAST = event(measure="tariff", headline="Long ago", dates={"effective": "2030-01-01"})


@pytest.fixture(scope="module")
def timeline():
    about = {"publisher": "Fjord Wire", "url": "javascript:alert(1)", "title": "A & B"}
    return build_timeline([report("a.json", EXACT, PLAN, RUMOUR, PAST, **about)], groups=GROUPS)


def content(name, timeline, **wish):
    return FORMS[name].content(timeline, Wish(DAY, **wish))


def table(text):
    return list(csv.DictReader(io.StringIO(text)))


def test_the_csv_has_a_line_a_change_and_no_formula(timeline):
    rows = {row["measure"]: row for row in table(content("csv", timeline))}
    assert len(rows) == len(timeline.changes) == 4
    row = rows["licence_requirement"]
    assert list(row) == list(COLUMNS)
    assert row["headline_en"] == "'=cmd()|' /C calc'!A0"
    assert (row["announced"], row["effective"], row["expires"]) == ("2031-05-01", "2031-06-01", "2032-05")
    assert (row["materials"], row["targets"], row["instrument"]) == ("gallium", "US military", "NO:MFA:2031:8")
    assert row["conditions"] == "validity_period limit: P6M"


def test_parquet_holds_the_rows_with_their_types(timeline, tmp_path):
    (tmp_path / "t.parquet").write_bytes(content("parquet", timeline))
    with duckdb.connect() as connection:
        found = connection.read_parquet(str(tmp_path / "t.parquet"))
        assert dict(zip(found.columns, map(str, found.types), strict=True)) == COLUMNS
        assert [dict(zip(found.columns, row, strict=True)) for row in found.fetchall()] == list(change_rows(timeline))


def test_the_calendar_has_the_coming_dates_alone_and_says_which_are_uncertain(timeline):
    calendar = Calendar.from_ical(content("ics", timeline))
    found = {
        str(entry["uid"]).rpartition("-")[2]: entry for entry in calendar.walk("VEVENT") if "cmd" in entry["summary"]
    }
    assert set(found) == {"effective@regimeline", "expires@regimeline"}
    exact, vague = found["effective@regimeline"], found["expires@regimeline"]
    assert (exact.decoded("dtstart"), exact.decoded("dtend")) == (date(2031, 6, 1), date(2031, 6, 2))
    assert (vague.decoded("dtstart"), vague.decoded("dtend")) == (date(2032, 5, 1), date(2032, 6, 1))
    assert "uncertain" not in exact["summary"]
    assert "uncertain: some time in 2032-05" in vague["summary"]
    assert "Long ago" not in str(content("ics", timeline))


def test_what_is_only_planned_is_tentative(timeline):
    entries = Calendar.from_ical(content("ics", timeline)).walk("VEVENT")
    status = {("quota" in entry["summary"]): str(entry["status"]) for entry in entries}
    assert status == {True: "TENTATIVE", False: "CONFIRMED"}


def test_the_calendar_speaks_chinese(timeline):
    assert "日期不确定" in content("ics", timeline, language="zh").decode().replace("\r\n ", "")


def test_timelinejs_shows_uncertain_dates_as_told_and_runs_no_code_of_articles(timeline):
    slides = json.loads(content("timelinejs", timeline))["events"]
    quota = next(slide for slide in slides if "quota" in slide["text"]["headline"])
    assert quota["start_date"] == {"year": 2031, "month": 9, "day": 1, "display_date": "2031-09 to 2031-10"}
    assert quota["text"]["headline"] == "A &lt;b&gt;quota&lt;/b&gt;"
    assert "javascript:" not in json.dumps(slides)
    assert "A &amp; B" in quota["text"]["text"]
    ended = next(slide for slide in slides if "end_date" in slide)
    assert ended["end_date"] == {"year": 2032, "month": 5, "day": 31}


def test_the_table_of_interventions_has_the_columns_and_words_of_its_model(timeline):
    rows = {row["intervention_type"]: row for row in table(content("gta", timeline))}
    assert "Export ban" not in rows  # a rumour is no intervention
    row = rows["Export licensing requirement"]
    assert tuple(row) == GTA_COLUMNS
    assert row["mast_chapter"].startswith("P:")
    assert (row["gta_evaluation"], row["implementing_jurisdictions"], row["affected_jurisdictions"]) == (
        "Red",
        "NO",
        "US",
    )
    assert (row["date_implemented"], row["date_removed"], row["state_act_id"]) == (
        "2031-06-01",
        "2032-05",
        "NO:MFA:2031:8",
    )
    assert "811292" in row["affected_products"].split("; ")
    assert (row["is_in_force"], row["is_official_source"]) == ("0", "True")
    assert rows["Export quota"]["gta_evaluation"] == "Amber"
    assert rows["Import tariff"]["is_in_force"] == "1"


@pytest.mark.parametrize("name", FORMS)
def test_forms_hang_on_the_records_alone(timeline, name):
    assert content(name, timeline) == content(name, timeline)
    empty = build_timeline([], groups=GROUPS)
    assert content(name, empty) is not None
