"""Records in shards are the records in files: every command reads both alike, and runs go on and change alike."""

import contextlib
import json

import duckdb
import pytest

from extract.errors import RecordError, UsageError
from extract.records import dump_record, load_record
from extract.records.store import RecordStore
from extract.reviewing.desk import Desk
from extract.running import sharding
from extract.running.batch import run_batch
from extract.running.manifest import load_manifest
from extract.running.options import BatchOptions
from extract.running.parquet import COLUMNS
from extract.running.rebuilding import rebuild

pytestmark = pytest.mark.usefixtures("forked")
TEXT = "Freedonia curbs gallium\n\nFreedonia will require export licences for gallium from {} March 2026.\n"
COUNT = 7
FORMS = ("jsonl", "parquet")


@pytest.fixture
def articles(tmp_path):
    folder = tmp_path / "articles"
    (folder / "deep").mkdir(parents=True)
    for number in range(COUNT):
        place = folder / "deep" if number % 2 else folder
        (place / f"“{number}”.txt").write_text(TEXT.format(number + 1), encoding="utf-8")
    return folder


def run(articles, out, form=None, **options):
    return run_batch([articles], out, options=BatchOptions(model="none", format=form, **options)).coverage


def texts(out):
    return {name: dump_record(record) for name, record in RecordStore(out)}


def shards(out):
    return {path.name: path.stat().st_mtime_ns for path in (out / "records").iterdir()}


@pytest.fixture
def as_files(articles, tmp_path):
    run(articles, tmp_path / "files")
    return tmp_path / "files"


@pytest.mark.parametrize("form", FORMS)
def test_records_in_shards_are_those_in_files_byte_for_byte(articles, as_files, tmp_path, form):
    found = run(articles, tmp_path / "out", form, shard_size=3)
    assert found.articles == COUNT
    assert sorted(shards(tmp_path / "out")) == [f"part-00000{number}.{form}" for number in (1, 2, 3)]
    given = {path.relative_to(as_files / "records").as_posix(): path.read_text(encoding="utf-8")
             for path in (as_files / "records").rglob("*.json")}  # fmt: skip
    assert texts(tmp_path / "out") == given
    hashes = {item.record: item.record_sha256 for item in load_manifest(as_files / "run.json").articles}
    assert {item.record: item.record_sha256 for item in load_manifest(tmp_path / "out" / "run.json").articles} == hashes


@pytest.mark.parametrize("form", FORMS)
def test_a_second_run_over_shards_does_nothing(articles, tmp_path, form):
    run(articles, tmp_path / "out", form, shard_size=3)
    before = shards(tmp_path / "out")
    assert run(articles, tmp_path / "out").unchanged == COUNT
    assert shards(tmp_path / "out") == before


@pytest.mark.parametrize("form", FORMS)
def test_a_changed_and_a_deleted_article_leave_no_old_record_in_a_shard(articles, tmp_path, form):
    out = tmp_path / "out"
    run(articles, out, form, shard_size=3)
    (articles / "“0”.txt").write_text(TEXT.format(20), encoding="utf-8")
    (articles / "“2”.txt").unlink()
    found = run(articles, out, shard_size=3, prune=True)
    assert (found.extracted, found.pruned, found.articles) == (1, 1, COUNT - 1)
    names = [name for unit in RecordStore(out).units() for name, _ in RecordStore(out).texts(unit.name)]
    assert len(names) == len(set(names)) == COUNT - 1
    assert "20 March" in RecordStore(out).load("“0”.json").article.text
    assert run(articles, out).unchanged == COUNT - 1


@pytest.mark.parametrize("form", FORMS)
def test_of_two_records_of_one_path_the_last_shard_counts(articles, tmp_path, form, monkeypatch):
    out = tmp_path / "out"
    run(articles, out, form)
    (articles / "“0”.txt").write_text(TEXT.format(20), encoding="utf-8")
    with monkeypatch.context() as patched:
        patched.setattr(sharding.Shards, "finish", sharding.Shards.write)  # as if it were stopped before tidying up
        run(articles, out)
    assert len(shards(out)) == 2
    assert "20 March" in texts(out)["“0”.json"]
    assert rebuild(out).records == COUNT
    run(articles, out)
    assert sum(1 for unit in RecordStore(out).units() for _ in RecordStore(out).texts(unit.name)) == COUNT


@pytest.mark.parametrize("form", FORMS)
def test_a_copy_of_a_record_in_a_shard_does_not_go_through_the_shard(articles, tmp_path, form, monkeypatch):
    out = tmp_path / "out"
    run(articles, out, form, shard_size=3)
    before = texts(out)
    for number in range(COUNT):
        (articles / f"copy-{number}.txt").write_text(TEXT.format(number + 1), encoding="utf-8")
    monkeypatch.setattr(sharding, "shard_rows", None)
    found = run(articles, out, shard_size=3)
    assert (found.copied, found.extracted, found.duplicates) == (COUNT, 0, COUNT)
    assert {name: text for name, text in texts(out).items() if name in before} == before


@pytest.mark.parametrize("form", FORMS)
def test_a_lost_shard_is_made_again(articles, tmp_path, form):
    out = tmp_path / "out"
    run(articles, out, form, shard_size=3)
    before = texts(out)
    (out / "records" / f"part-000002.{form}").unlink()
    assert run(articles, out).extracted == 3
    assert texts(out) == before


@pytest.mark.parametrize("form", FORMS)
def test_the_timeline_of_shards_is_that_of_files(articles, as_files, tmp_path, form):
    out = tmp_path / "out"
    run(articles, out, form, shard_size=3)
    rebuild(out)
    rebuild(as_files)
    assert (out / "timeline.json").read_bytes() == (as_files / "timeline.json").read_bytes()
    assert rebuild(out).rebuilt == 0
    for folder in (articles, articles / "deep"):
        next(folder.glob("*.txt")).write_text(TEXT.format(30), encoding="utf-8")
    (articles / "“4”.txt").unlink(missing_ok=True)
    for home in (out, as_files):
        run(articles, home, prune=True)
        rebuild(home)
    assert (out / "timeline.json").read_bytes() == (as_files / "timeline.json").read_bytes()


@pytest.mark.parametrize("form", FORMS)
def test_every_command_reads_shards_as_it_reads_files(articles, as_files, tmp_path, form, run_command):
    out = tmp_path / "out"
    run(articles, out, form, shard_size=3)
    gold = tmp_path / "gold"
    gold.mkdir()
    (gold / "“1”.json").write_text('{"events": [], "statistics": []}', encoding="utf-8")
    (articles / "“1”.txt").write_text(TEXT.format(2), encoding="utf-8")
    commands = [
        ["timeline", "{}"],
        ["find", "{}", "--format", "csv"],
        ["query", "{}", "SELECT record, headline_en FROM events ORDER BY ALL", "--format", "csv"],
        ["show", "{}/records/“0”.json"],
        ["as-of", "{}", "2026-06-01"],
        ["evaluate", str(gold), "{}", "--articles", str(articles)],
        ["timeline", "{}", "--format", "csv", "--format", "gta"],
        ["diff", "{}", str(as_files)],
        ["export", "{}", "--format", "label-studio", "-o", str(tmp_path / "there.json")],
        ["agreement", "{}"],
        ["gold", "{}", "--all", "-o", "{}/gold"],
    ]
    written = ["timeline.json", "timeline.csv", "timeline.gta.csv", "gold/gold/“1”.json"]
    for command in commands:
        answers = set()
        for home in (out, as_files):
            ended = run_command(*(part.replace("{}", str(home)) for part in command))
            assert ended.code == 0, ended.err
            answers.add(ended.out.replace(str(home), "OUT"))
        assert len(answers) == 1
    for name in written:
        assert (out / name).read_bytes() == (as_files / name).read_bytes()


@pytest.mark.parametrize("form", FORMS)
def test_the_desk_shows_shards_as_it_shows_files(articles, as_files, tmp_path, form):
    run(articles, tmp_path / "out", form, shard_size=3)
    shown = []
    for home in (tmp_path / "out", as_files):
        with contextlib.closing(Desk.open(home, reviewer="Kari")) as desk:
            queue = desk.queue().rows
            shown.append((queue, [desk.sheet(name) for name in sorted(RecordStore(home).names())]))
    assert shown[0] == shown[1]


def test_the_columns_of_parquet_are_those_that_are_documented(articles, tmp_path):
    run(articles, tmp_path / "out", "parquet")
    found = duckdb.read_parquet(f"{tmp_path}/out/records/*.parquet").order("path")
    assert dict(zip(found.columns, map(str, found.types), strict=True)) == dict(COLUMNS)
    row = dict(zip(found.columns, found.fetchall()[0], strict=True))
    record = json.loads(row["record"])
    assert row["path"] == "deep/“1”.json"
    assert (row["article_id"], row["characters"]) == (record["article"]["id"], len(record["article"]["text"]))
    assert (row["events"], row["problems"]) == (len(record["events"]), [item["code"] for item in record["problems"]])


def test_a_folder_keeps_its_form(articles, tmp_path):
    run(articles, tmp_path / "out", "jsonl")
    with pytest.raises(UsageError, match="--format jsonl"):
        run(articles, tmp_path / "out", "json")


def test_a_run_that_was_stopped_before_its_first_shard_keeps_its_form(articles, tmp_path, monkeypatch):
    with monkeypatch.context() as patched:
        patched.setattr(sharding.Shards, "finish", lambda _: None)  # as if it were stopped before
        run(articles, tmp_path / "out", "parquet")
    assert shards(tmp_path / "out") == {}
    found = run(articles, tmp_path / "out")
    assert (found.unchanged, found.articles) == (COUNT, COUNT)
    assert list(shards(tmp_path / "out")) == ["part-000001.parquet"]


def test_a_shard_that_cannot_be_read_is_a_fault_and_the_others_are_read(articles, tmp_path):
    out = tmp_path / "out"
    run(articles, out, "parquet", shard_size=3)
    (out / "records" / "part-000001.parquet").write_bytes(b"PAR1")
    found = list(RecordStore(out))
    assert sum(isinstance(item, RecordError) for _, item in found) == 1
    assert len(found) == COUNT - 3 + 1
    built = rebuild(out)
    assert (built.records, len(built.faults)) == (COUNT - 3, 1)


def test_a_record_that_is_not_there_is_refused(articles, tmp_path):
    run(articles, tmp_path / "out", "jsonl")
    with pytest.raises(RecordError, match=r"there is no record other\.json"):
        RecordStore(tmp_path / "out").load("other.json")
    with pytest.raises(RecordError):
        load_record(tmp_path / "out" / "records" / "other.json")
