import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from extract.evaluating.gold import record_from_gold
from extract.reading import article_from_text
from extract.records import dump_record, load_record

ROOT = Path(__file__).parents[2]
NOTICE = """China's commerce ministry tightens gallium exports

China's Ministry of Commerce said on Tuesday it would require export licences for gallium and germanium from 1 August 2023.
Exports of gallium fell 12% in June from a year earlier.
"""
SUSPENSION = """中国暂停对美锑出口禁令

商务部11月9日公告，自即日起暂停实施对美国出口锑的禁令，至2026年11月27日。
"""


EVENTS = {
    "notice": {
        "measure": "licence_requirement",
        "action": "introduce",
        "stage": "announced",
        "triggers": [{"quote": "require export licences"}],
        "issuer": {"jurisdiction": "CN", "name": "Ministry of Commerce", "quote": "Ministry of Commerce"},
        "materials": [
            {"id": "gallium", "quote": "gallium", "near": "for gallium"},
            {"id": "germanium", "quote": "germanium"},
        ],
        "dates": [{"role": "effective", "value": "2023-08-01", "quote": "from 1 August 2023"}],
    },
    "suspension": {
        "measure": "ban",
        "action": "suspend",
        "stage": "in_force",
        "triggers": [{"quote": "暂停实施"}],
        "issuer": {"jurisdiction": "CN", "name": "商务部", "quote": "商务部"},
        "materials": [{"id": "antimony", "quote": "锑", "near": "出口锑"}],
        "dates": [],
    },
}
FIGURE = {"indicator": "exports", "kind": "change", "value": -12.0, "unit": "percent", "bound": "exact", "quote": "12%"}


@pytest.fixture(scope="module")
def out(tmp_path_factory):
    """Write two records, annotated by hand, so that what is found in them does not hang on the extractor."""
    home = tmp_path_factory.mktemp("cli")
    (home / "records").mkdir()
    for name, text, published in (("notice", NOTICE, "2023-07-04"), ("suspension", SUSPENSION, "2025-11-10")):
        event = {"id": f"e-{name}", "certainty": "stated", "targets": [], "conditions": [], **EVENTS[name]}
        gold = {"events": [event], "statistics": [FIGURE] if name == "notice" else []}
        article = article_from_text(text, id=name, published=published)
        (home / "records" / f"{name}.json").write_text(dump_record(record_from_gold(gold, article)), encoding="utf-8")
    return home


def test_extract_writes_records_and_sums_up(run_command, tmp_path):
    (tmp_path / "a.txt").write_text(NOTICE, encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(b"")
    ended = run_command("extract", tmp_path / "a.txt", tmp_path / "b.txt", "-o", tmp_path / "out")
    record = load_record(tmp_path / "out" / "records" / "a.json")
    assert ended.code == 0
    assert ended.out.startswith("1 article read in ")
    assert f"{len(record.events)} event" in ended.out
    assert "1 file or article skipped:\n  b.txt: it is empty" in ended.err
    assert "[empty_file]" in ended.err


@pytest.mark.usefixtures("forked")
def test_a_second_run_says_that_there_is_nothing_to_do(run_command, tmp_path):
    (tmp_path / "a.txt").write_text(NOTICE, encoding="utf-8")
    os.utime(tmp_path / "a.txt", (1, 1))
    told = [run_command("extract", tmp_path / "a.txt", "-o", tmp_path / "out", "--model", "none") for _ in range(2)]
    assert told[1].out.startswith("nothing to do: 1 file unchanged, with 1 article: ")
    assert told[1].out.splitlines()[1:] == told[0].out.splitlines()[1:]


@pytest.mark.usefixtures("forked")
def test_extract_fails_when_nothing_could_be_read(run_command, tmp_path):
    (tmp_path / "b.txt").write_bytes(b"")
    assert run_command("extract", tmp_path / "b.txt", "-o", tmp_path / "out").code == 1
    assert (tmp_path / "out" / "run.json").exists()


@pytest.mark.usefixtures("forked")
def test_only_ten_skipped_files_are_named(run_command, tmp_path):
    (tmp_path / "in").mkdir()
    for number in range(12):
        (tmp_path / "in" / f"{number:02}.txt").write_bytes(b"")
    err = run_command("extract", tmp_path / "in", "-o", tmp_path / "out").err
    assert err.count("[empty_file]") == 10
    assert err.endswith("and 2 more, see run.json; in all empty_file 12\n")


@pytest.mark.usefixtures("forked")
def test_names_of_files_do_not_steer_the_terminal(run_command, tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a\n1 article read\x1b[2J.txt").write_bytes(b"")
    ended = run_command("extract", tmp_path / "in", "-o", tmp_path / "out", "--model", "none")
    assert len(ended.err.splitlines()) == 2
    assert "\x1b" not in ended.err


@pytest.mark.usefixtures("forked")
def test_a_row_for_no_file_is_told_once_and_is_no_skipped_file(run_command, tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(NOTICE, encoding="utf-8")
    (tmp_path / "in" / "metadata.csv").write_text("file,published\nb.txt,2023-07-04\n", encoding="utf-8")
    told = run_command("extract", tmp_path / "in", "-o", tmp_path / "out").err
    assert "skipped" not in told
    assert told.startswith("1 fault in tables of metadata:")
    assert told.count("metadata.csv:") == 1


@pytest.mark.usefixtures("forked")
def test_no_progress_bar_is_drawn_where_there_is_no_terminal(run_command, tmp_path):
    (tmp_path / "a.txt").write_text(NOTICE, encoding="utf-8")
    assert run_command("extract", tmp_path / "a.txt", "-o", tmp_path / "out").err == ""


def test_timeline_writes_data_and_page(run_command, out):
    ended = run_command("timeline", out)
    assert ended.code == 0
    assert json.loads((out / "timeline.json").read_text(encoding="utf-8"))["changes"]
    assert (out / "timeline.html").resolve().as_uri() in ended.out
    assert "in 2 records" in ended.out


def test_a_record_that_is_not_valid_is_named_and_left_out(run_command, out, tmp_path):
    records = tmp_path / "records"
    records.mkdir()
    (records / "good.json").write_text((out / "records" / "notice.json").read_text(encoding="utf-8"), encoding="utf-8")
    (records / "bad.json").write_text("{}", encoding="utf-8")
    for command in ("timeline", "find"):
        ended = run_command(command, tmp_path)
        assert ended.code == 0
        assert "left out: bad.json" in ended.err


def test_show_gives_each_value_with_its_words(run_command, out):
    ended = run_command("show", out / "records" / "notice.json")
    event = load_record(out / "records" / "notice.json").events[0]
    assert ended.code == 0
    assert f"1  {event.headline.en}" in ended.out
    assert f"«{event.triggers[0].evidence.quote}»" in ended.out
    assert "2023-07-04 (given)" in ended.out
    assert "tightens gallium exports" in ended.out


def test_show_gives_figures_with_all_their_digits_and_slots(run_command, out, tmp_path):
    record = load_record(out / "records" / "notice.json")
    slots = {
        "id": "s-1",
        "value": 1234567.5,
        "unit": "t",
        "origin": "CN",
        "destination": "JP",
        "comparison": "year_on_year",
    }
    counted = {"id": "s-2", "value": 72.0, "unit": "count", "kind": "count", "destination": "JP"}
    figures = tuple(record.statistics[0].model_copy(update=update) for update in (slots, counted))
    path = tmp_path / "figures.json"
    path.write_text(dump_record(record.model_copy(update={"statistics": figures})), encoding="utf-8")
    words = " ".join(run_command("show", path).out.split())
    assert "1,234,567.5 t CN → JP" in words
    assert "year_on_year" in words
    assert "count 72 → JP" in words


def test_show_speaks_the_language_of_the_article(run_command, out):
    event = load_record(out / "records" / "suspension.json").events[0]
    assert event.headline.zh in run_command("show", out / "records" / "suspension.json").out


def test_show_gives_the_whole_article_when_asked(run_command, out):
    words = "from a year earlier."
    assert words not in run_command("show", out / "records" / "notice.json").out.partition("Statistics")[0]
    assert words in run_command("show", out / "records" / "notice.json", "--text").out.partition("\nArticle\n")[2]


@pytest.mark.usefixtures("forked")
def test_an_article_cannot_steer_the_terminal(run_command, tmp_path):
    (tmp_path / "a.txt").write_text("\x1b[2J\x1b]0;owned\x07" + NOTICE, encoding="utf-8")
    run_command("extract", tmp_path / "a.txt", "-o", tmp_path / "out", "--model", "none")
    told = run_command("show", tmp_path / "out" / "records" / "a.json", "--text")
    assert told.code == 0
    assert "\x1b" not in told.out + told.err
    assert "\x1b" not in run_command("find", tmp_path / "out").out


@pytest.mark.usefixtures("forked")
def test_data_steer_no_terminal_either_and_come_whole_where_there_is_none(run_command, tmp_path, monkeypatch):
    (tmp_path / "a\x1b[2J\x9b.txt").write_text(NOTICE, encoding="utf-8")
    run_command("extract", tmp_path / "a\x1b[2J\x9b.txt", "-o", tmp_path / "out", "--model", "none")
    commands = [
        ("find", tmp_path / "out", "--format", "csv"),
        ("find", tmp_path / "out", "--format", "json"),
        ("query", tmp_path / "out", "SELECT record FROM articles", "--format", "csv"),
    ]
    for command in commands:
        assert "\x9b" in run_command(*command).out
    monkeypatch.setattr(sys.stdout.__class__, "isatty", lambda _: True)
    for command in commands:
        assert not set("\x1b\x9b") & set(run_command(*command).out)


def found(run_command, out, *options):
    ended = run_command("find", out, "--format", "json", *options)
    assert ended.code == 0
    return {item["record"] for item in json.loads(ended.out)}


@pytest.mark.parametrize(
    ("options", "records"),
    [
        ((), {"notice.json", "suspension.json"}),
        (("--measure", "ban"), {"suspension.json"}),
        (("--measure", "ban", "--measure", "licence_requirement"), {"notice.json", "suspension.json"}),
        (("--action", "suspend"), {"suspension.json"}),
        (("--issuer", "cn"), {"notice.json", "suspension.json"}),
        (("--issuer", "US"), set()),
        (("--material", "镓"), {"notice.json"}),
        (("--material", "antimony"), {"suspension.json"}),
        (("--since", "2025-11"), {"suspension.json"}),
        (("--until", "2023"), {"notice.json"}),
        (("--text", "暂停实施"), {"suspension.json"}),
        (("--text", "暫停實施"), {"suspension.json"}),
        (("--text", "GALLIUM", "--measure", "quota"), set()),
    ],
)
def test_find_gives_the_records_with_events_that_fit(run_command, out, options, records):
    assert found(run_command, out, *options) == records


def test_find_prints_a_table(run_command, out):
    ended = run_command("find", out, "--measure", "ban")
    assert "suspension.json" in ended.out
    assert ended.out.rstrip().endswith("in 1 record")


def test_find_prints_csv_with_a_line_an_event(run_command, out):
    rows = list(csv.DictReader(io.StringIO(run_command("find", out, "--format", "csv").out)))
    events = [
        event for name in ("notice", "suspension") for event in load_record(out / "records" / f"{name}.json").events
    ]
    assert [row["event"] for row in rows] == [event.id for event in events]
    assert rows[0]["measure"] == events[0].measure


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--measure", "magic"), "licence_requirement"),
        (("--stage", "soon"), "in_force"),
        (("--since", "soon"), "YYYY-MM-DD"),
        (("--until", "2025-01/2025-02"), "YYYY-MM-DD"),
        (("--material", "moonbeams"), "no known material"),
    ],
)
def test_find_refuses_what_no_event_can_have_and_says_what_it_can(run_command, out, options, words):
    ended = run_command("find", out, *options)
    assert ended.code == 2
    assert words in ended.err


def test_evaluate_prints_figures_for_each_language(run_command, tmp_path):
    corpus = ROOT / "corpus" / "gate"
    ended = run_command("evaluate", corpus / "gold", corpus / "gold", "--errors", "1")
    assert ended.code == 0
    assert [line for line in ended.out.splitlines() if line.startswith("language")] == [
        "language en",
        "language zh",
        "language all",
    ]
    assert ended.out.count("score (mean F1 of event, argument, statistic): 1.000") == 3
    (tmp_path / f"{next((corpus / 'gold').glob('*.json')).stem}.json").write_text('{"events": [], "statistics": []}')
    alone = run_command("evaluate", corpus / "gold", tmp_path, "--language", "zh", "--errors", "1").out
    assert "language" not in alone
    assert "missed event:" in alone


def test_evaluate_refuses_a_folder_with_nothing_to_measure(run_command, tmp_path):
    ended = run_command("evaluate", ROOT / "corpus" / "gate" / "gold", tmp_path)
    assert (ended.code, ended.out) == (2, "")
    assert "no record of an annotated article" in ended.err


def test_evaluate_gives_json(run_command):
    corpus = ROOT / "corpus" / "gate"
    told = json.loads(run_command("evaluate", corpus / "gold", corpus / "gold", "--format", "json").out)
    assert list(told) == ["en", "zh", "all"]
    assert told["all"]["event"]["f1"] == 1.0


def test_schema_prints_what_it_writes(run_command, tmp_path):
    printed = json.loads(run_command("schema").out)
    ended = run_command("schema", "-o", tmp_path / "schemas")
    written = {Path(line).stem: json.loads(Path(line).read_text(encoding="utf-8")) for line in ended.out.splitlines()}
    assert written == printed
    assert set(written) == {
        "answer_sheet",
        "article_record",
        "decision",
        "run_manifest",
        "timeline",
        "timeline_difference",
    }


def test_the_version_is_told(run_command):
    ended = run_command("--version")
    assert (ended.code, ended.out.split()[0]) == (0, "regimeline")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("timeline", "nowhere"), 2),
        (("timeline", "nowhere", "--day", "tomorrow"), 2),
        (("diff", "nowhere", "nowhere"), 2),
        (("query", "nowhere", "SELECT 1 FROM events"), 2),
        (("query", "nowhere", "SELECT 1 FROM changes"), 2),
        (("query", "nowhere", "DROP TABLE events"), 2),
        (("query", "nowhere", "SELECT 1", "--param", "a"), 2),
        (("query", "nowhere", "SELECT 1", "--format", "parquet"), 2),
        (("find", "nowhere"), 2),
        (("show", "nowhere"), 2),
        (("show", "."), 2),
        (("show", "a.txt"), 1),
        (("evaluate", "nowhere", "nowhere"), 2),
        (("extract", "nowhere", "-o", "out"), 2),
        (("extract", "nowhere"), 2),
        (("extract", ".", "-o", "out", "--model", "oracle"), 1),
        (("extract", ".", "-o", "out", "--knowledge", "nowhere"), 1),
        (("conjure",), 2),
    ],
)
def test_an_error_is_one_sentence_and_an_exit_code(run_command, tmp_path, monkeypatch, arguments, code):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(NOTICE, encoding="utf-8")
    ended = run_command(*arguments)
    assert (ended.code, ended.out) == (code, "")
    assert "Traceback" not in ended.err
    assert ended.err.startswith(("regimeline: ", "Usage: "))
    assert len(ended.err.splitlines()) <= 4


def test_a_reader_that_leaves_early_is_no_error(out):
    command = f"{sys.executable} -m extract find {out} --format json | head -c 1"
    ended = subprocess.run(["bash", "-o", "pipefail", "-c", command], check=False, capture_output=True, text=True)  # noqa: S607
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "[", "")


def test_starting_loads_no_reader_and_no_terminal_painter():
    """`regimeline --version` answers at once: what is slow to import waits for the command that needs it."""
    program = (
        "import sys\nfrom extract.cli import main\n"
        "try:\n    main(['--version'])\nexcept SystemExit:\n    pass\n"
        "slow = {'rich.console', 'rich.table', 'trafilatura', 'pypdf', 'docx', 'langdetect', 'lxml', 'concurrent.futures.process'}\n"
        "print(*sorted(slow & set(sys.modules)))"
    )
    ended = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    assert ended.stdout.splitlines()[1:] == [""]
