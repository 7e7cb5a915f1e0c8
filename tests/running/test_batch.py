import hashlib
import json
from pathlib import Path

import pytest

from extract.errors import KnowledgeError, ModelError, StorageError, UsageError
from extract.records import load_record
from extract.running import batch
from extract.running.batch import run_batch
from extract.running.manifest import load_manifest
from extract.running.options import BatchOptions

pytestmark = pytest.mark.usefixtures("forked")
ENGLISH = (
    "Freedonia curbs gallium\n\nFreedonia said on Monday it would require export licences for gallium from 1 March.\n"
)
CHINESE = "某国收紧镓出口\n\n某国商务部周一宣布，自3月1日起对镓实施出口许可管理。\n"


@pytest.fixture
def articles(tmp_path):
    folder = tmp_path / "articles"
    (folder / "deep" / "er").mkdir(parents=True)
    (folder / "one.txt").write_text(ENGLISH, encoding="utf-8")
    (folder / "deep" / "er" / "two.md").write_text(CHINESE, encoding="utf-8")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    return folder


def run(*inputs, out, **options):
    run_batch(inputs, out, options=BatchOptions(**{"model": "none", **options}))
    return load_manifest(out / "run.json")


def files_below(folder):
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_records_stand_where_their_articles_stood(articles, tmp_path):
    run(articles, out=tmp_path / "out")
    assert files_below(tmp_path / "out") == ["records/deep/er/two.json", "records/one.json", "run.cache", "run.json"]


def test_the_manifest_tells_what_was_read_and_what_was_skipped_and_why(articles, tmp_path):
    read = run(articles, out=tmp_path / "out", published="2026-02-03")
    assert [item.source for item in read.articles] == ["deep/er/two.md", "one.txt"]
    assert {item.source: item.problem.code for item in read.skipped} == {
        "empty.txt": "empty_file",
        "picture.png": "unsupported_format",
    }
    assert read.options.published == "2026-02-03"
    assert read.finished >= read.started
    record = load_record(tmp_path / "out" / "records" / "one.json")
    assert (read.articles[1].events, read.articles[1].text_sha256) == (len(record.events), record.article.text_sha256)
    assert record.provenance == read.provenance
    assert record.article.published == "2026-02-03"


def test_the_hash_in_the_manifest_is_that_of_the_file(articles, tmp_path):
    manifest = run(articles, out=tmp_path / "out")
    for article in manifest.articles:
        content = (tmp_path / "out" / "records" / article.record).read_bytes()
        assert hashlib.sha256(content).hexdigest() == article.record_sha256


def test_a_second_run_writes_the_same_records(articles, tmp_path):
    first, second = run(articles, out=tmp_path / "a"), run(articles, out=tmp_path / "b")
    assert [item.record_sha256 for item in first.articles] == [item.record_sha256 for item in second.articles]


def test_two_processes_write_what_one_writes(articles, tmp_path):
    one, two = run(articles, out=tmp_path / "a", jobs=1), run(articles, out=tmp_path / "b", jobs=2)
    assert [(item.record, item.record_sha256) for item in one.articles] == [
        (item.record, item.record_sha256) for item in two.articles
    ]
    assert one.skipped == two.skipped


def test_each_of_several_folders_gets_its_own_and_namesakes_a_number(tmp_path):
    for place in ("x/news", "y/news"):
        (tmp_path / place).mkdir(parents=True)
        (tmp_path / place / "one.txt").write_text(ENGLISH, encoding="utf-8")
    (tmp_path / "one.txt").write_text(ENGLISH, encoding="utf-8")
    run(tmp_path / "x" / "news", tmp_path / "y" / "news", tmp_path / "one.txt", out=tmp_path / "out")
    assert files_below(tmp_path / "out" / "records") == ["news-2/one.json", "news/one.json", "one.json"]


def test_files_of_one_name_from_different_places_do_not_overwrite_each_other(tmp_path):
    for place, text in (("x", ENGLISH), ("y", CHINESE)):
        (tmp_path / place).mkdir()
        (tmp_path / place / "One.txt" if place == "x" else tmp_path / place / "one.txt").write_text(
            text, encoding="utf-8"
        )
    run(tmp_path / "x" / "One.txt", tmp_path / "y" / "one.txt", out=tmp_path / "out")
    assert files_below(tmp_path / "out" / "records") == ["One.json", "one-2.json"]


def test_articles_of_a_jsonl_file_stand_below_its_name(tmp_path):
    lines = [{"id": "a/1", "text": ENGLISH}, {"text": CHINESE}, {"id": "x"}]
    source = tmp_path / "in" / "news.jsonl"
    source.parent.mkdir()
    source.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    manifest = run(tmp_path / "in", out=tmp_path / "out")
    assert files_below(tmp_path / "out" / "records") == ["news.jsonl/2.json", "news.jsonl/a-1.json"]
    assert [item.problem.code for item in manifest.skipped] == ["no_article"]


def test_what_an_earlier_run_wrote_is_not_read_as_articles(articles):
    run(articles, out=articles / "out")
    again = run(articles, out=articles / "out")
    assert [item.source for item in again.articles] == ["deep/er/two.md", "one.txt"]


def test_records_of_earlier_runs_are_left_and_named(articles, tmp_path):
    run(articles, out=tmp_path / "out")
    (articles / "one.txt").unlink()
    assert run(articles, out=tmp_path / "out").left == ("one.json",)


def test_a_record_that_cannot_be_written_is_reported_and_the_run_goes_on(articles, tmp_path):
    (tmp_path / "out" / "records" / "one.json").mkdir(parents=True)
    manifest = run(articles, out=tmp_path / "out")
    assert {item.source: item.problem.code for item in manifest.skipped}["one.txt"] == "unwritable_record"
    assert [item.source for item in manifest.articles] == ["deep/er/two.md"]


def test_the_watcher_sees_every_file_done(articles, tmp_path):
    seen = []
    run_batch([articles], tmp_path / "out", watch=lambda done, total: seen.append((done, total)))
    assert seen == [(number, 4) for number in range(5)]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"published": "yesterday"}, "YYYY-MM-DD"),
        ({"jobs": 0}, "--jobs 1"),
        ({"max_bytes": 0}, "--max-bytes 1"),
        ({"max_seconds": 0}, "--max-seconds 1"),
        ({"max_seconds": float("nan")}, "--max-seconds 1"),
        ({"shard_size": 0}, "--shard-size 1"),
    ],
)
def test_an_option_that_cannot_be_followed_is_refused(articles, tmp_path, options, words):
    with pytest.raises(UsageError, match=words):
        run(articles, out=tmp_path / "out", **options)


@pytest.mark.parametrize("seconds", [float("inf"), 1e9])
def test_any_time_may_be_given(articles, tmp_path, seconds):
    assert len(run(articles, out=tmp_path / "out", model="none", max_seconds=seconds).articles) == 2


def test_a_model_that_is_not_there_is_refused(articles, tmp_path):
    with pytest.raises(ModelError, match="`none` for the rules"):
        run(articles, out=tmp_path / "out", model="oracle")


def test_an_input_that_does_not_exist_is_refused(tmp_path):
    with pytest.raises(UsageError, match="neither a file nor a folder"):
        run(tmp_path / "nowhere", out=tmp_path / "out")


def test_an_empty_folder_is_refused(tmp_path):
    (tmp_path / "in").mkdir()
    with pytest.raises(UsageError, match="no files"):
        run(tmp_path / "in", out=tmp_path / "out")


def test_an_output_that_holds_all_articles_is_refused(articles):
    with pytest.raises(UsageError, match="give another folder with -o"):
        run(articles, out=articles)


def test_an_output_that_is_a_file_is_refused(articles, tmp_path):
    Path(tmp_path / "out").write_text("", encoding="utf-8")
    with pytest.raises(UsageError, match="-o"):
        run(articles, out=tmp_path / "out")


def test_knowledge_that_is_not_valid_is_refused(articles, tmp_path):
    (tmp_path / "own" / "en").mkdir(parents=True)
    (tmp_path / "own" / "en" / "measures.yaml").write_text("- value: magic\n  forms: [abracadabra]\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match="magic"):
        run(articles, out=tmp_path / "out", knowledge=tmp_path / "own")


def test_the_coverage_tells_what_became_of_the_input(articles, tmp_path):
    (articles / "missed.txt").write_text("Odd. The graphite ban is back.\n", encoding="utf-8")
    (articles / "late.txt").write_text("Freedonia will ban exports of gallium next week.\n", encoding="utf-8")
    manifest = run(articles, out=tmp_path / "out", model="none")
    found = manifest.coverage
    assert (found.files, found.articles, found.extracted, found.unchanged) == (6, 4, 4, 0)
    assert found.skipped == {"empty_file": 1, "unsupported_format": 1}
    assert found.problems == {"no_article_date": len([item for item in manifest.articles if item.problems])}
    assert found.events == sum(item.events for item in manifest.articles)
    assert found.characters == sum(item.characters for item in manifest.articles)
    (missed,) = found.examples
    assert (found.overlooked, missed.record, missed.quote) == (1, "missed.json", "The graphite ban is back.")
    text = load_record(tmp_path / "out" / "records" / missed.record).article.text
    assert text[missed.start : missed.end] == missed.quote


def test_what_is_said_of_the_last_run_does_not_stand_while_the_next_goes_on(articles, tmp_path):
    assert run(articles, out=tmp_path / "out").finished
    (articles / "three.txt").write_text(ENGLISH.replace("gallium", "tungsten"), encoding="utf-8")
    seen = []

    def watch(done, _):
        seen.append((done, load_manifest(tmp_path / "out" / "run.json")))

    run_batch([articles], tmp_path / "out", options=BatchOptions(model="none"), watch=watch)
    assert [manifest.finished for done, manifest in seen if done > 4] == [None]


def test_a_report_that_cannot_be_written_ends_the_run_with_what_to_do(articles, tmp_path):
    (tmp_path / "out" / "run.json").mkdir(parents=True)
    with pytest.raises(StorageError, match=r"run\.json cannot be written .*; see that it can be"):
        run(articles, out=tmp_path / "out")


def test_the_report_is_written_while_the_run_goes_on(articles, tmp_path, monkeypatch):
    monkeypatch.setattr(batch, "_REPORTED_EVERY", 0.0)
    seen = []

    def watch(done, _):
        if (tmp_path / "out" / "run.json").exists():
            seen.append((done, load_manifest(tmp_path / "out" / "run.json")))

    run_batch([articles], tmp_path / "out", options=BatchOptions(model="none"), watch=watch)
    assert seen
    assert all(manifest.finished is None for _, manifest in seen)
    assert all(len(manifest.articles) + len(manifest.skipped) <= done for done, manifest in seen)
