import json

import jsonschema
import pytest

from extract.records.schemas import schemas

ARTICLE = """China announces export controls on rhenium

China announced export controls on rhenium on March 8, 2027. The Ministry of Commerce said in Announcement No. 12 of 2027 that \
export licences will be required from April 1, 2027.
"""


@pytest.fixture
def out(tmp_path, run_command, forked):  # noqa: ARG001 -- processes are forked from this one
    articles, out = tmp_path / "articles", tmp_path / "out"
    articles.mkdir()
    (articles / "a.txt").write_text(ARTICLE, encoding="utf-8")
    assert run_command("extract", articles, "-o", out, "--published", "2027-03-09", "--model", "none").code == 0
    assert run_command("timeline", out).code == 0
    return out


def test_a_rule_is_told_with_its_day_and_its_words(out, run_command):
    ended = run_command("as-of", out, "2027-04-02", "--material", "铼", "--destination", "Japan", "--end-user", "civil")
    assert ended.code == 0
    assert "On 2027-04-02, material rhenium, to JP, for civil" in ended.out
    assert "Applied: 1 rule" in ended.out
    assert "effective 2027-04-01" in ended.out
    assert "«" in ended.out


def test_the_json_form_has_all_quotes_and_fits_its_schema(out, run_command):
    ended = run_command("as-of", out, "2027-04-02", "--known-by", "2027-03-31", "--format", "json")
    sheet = json.loads(ended.out)
    jsonschema.Draft202012Validator(schemas()["answer_sheet"]).validate(sheet)
    assert sheet["question"] == {
        "day": "2027-04-02",
        "known_by": "2027-03-31",
        "material": None,
        "destination": None,
        "end_user": None,
    }
    [answer] = sheet["answers"]
    assert (answer["status"], answer["since"], answer["materials"]) == ("in_force", "2027-04-01", ["rhenium"])
    for quote in answer["evidence"]:
        assert ARTICLE[quote["evidence"]["start"] : quote["evidence"]["end"]] == quote["evidence"]["quote"]


def test_nothing_that_applied_is_said_so(out, run_command):
    assert "No rule on the timeline applied." in run_command("as-of", out, "2027-03-20").out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("tomorrow",), "is no day; write it as YYYY-MM-DD"),
        (("2027-04-02", "--material", "unobtainium"), "is no known material"),
    ],
)
def test_what_is_not_understood_is_refused(out, run_command, arguments, said):
    ended = run_command("as-of", out, *arguments)
    assert ended.code == 2
    assert said in ended.err


def test_without_a_timeline_it_says_how_to_make_one(tmp_path, run_command):
    ended = run_command("as-of", tmp_path, "2027-04-02")
    assert ended.code == 1
    assert "regimeline timeline" in ended.err
