"""A run goes on where another stopped, and does again only what changed."""

import contextlib
import errno
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time

import pytest

from extract.errors import StorageError
from extract.finding.encoder import load_folder
from extract.pipeline import SHIPPED_MODEL
from extract.records import load_record
from extract.running import making
from extract.running.batch import run_batch
from extract.running.journal import JOURNAL, open_journal
from extract.running.manifest import load_manifest
from extract.running.options import BatchOptions

pytestmark = pytest.mark.usefixtures("forked")
TEXT = "Freedonia curbs gallium\n\nFreedonia will require export licences for gallium from 1 March, number {}.\n"
COUNT = 6


@pytest.fixture
def articles(tmp_path):
    folder = tmp_path / "articles"
    folder.mkdir()
    for number in range(COUNT):
        write(folder / f"{number}.txt", TEXT.format(number))
    return folder


def write(path, text, *, age=100):
    """Write a file that was last changed some seconds ago: the time of a fresh one is not trusted."""
    path.write_text(text, encoding="utf-8")
    os.utime(path, (time.time() - age, time.time() - age))


def run(articles, out, **options):
    return run_batch([articles], out, options=BatchOptions(model="none", **options)).coverage


def contents(out):
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in (out / "records").rglob("*.json")}


@pytest.fixture
def out(articles, tmp_path):
    run(articles, tmp_path / "out")
    return tmp_path / "out"


def test_a_second_run_does_nothing_and_writes_nothing(articles, out):
    before = {path: path.stat().st_mtime_ns for path in out.rglob("*") if path.is_file() and path.name != JOURNAL}
    found = run(articles, out)
    assert (found.files, found.unchanged, found.extracted, found.articles) == (COUNT, COUNT, 0, COUNT)
    assert {path: path.stat().st_mtime_ns for path in before} == before


def test_a_changed_article_is_read_again_and_no_other(articles, out):
    write(articles / "2.txt", TEXT.format("changed"))
    found = run(articles, out)
    assert (found.extracted, found.unchanged, found.articles) == (1, COUNT - 1, COUNT)
    assert "changed" in load_record(out / "records" / "2.json").article.text


def test_an_article_whose_time_cannot_be_trusted_is_looked_into(articles, out):
    path = articles / "2.txt"
    write(path, TEXT.format("a"), age=-3600)
    told = path.stat()
    run(articles, out)
    path.write_text(TEXT.format("b"), encoding="utf-8")
    os.utime(path, ns=(told.st_mtime_ns, told.st_mtime_ns))
    assert run(articles, out).extracted == 1
    assert "number b" in load_record(out / "records" / "2.json").article.text


def test_a_touched_article_is_not_extracted_again(articles, out):
    os.utime(articles / "2.txt", (1, 1))
    assert run(articles, out).extracted == 0
    assert run(articles, out).unchanged == COUNT


def test_a_changed_row_of_metadata_makes_its_article_new_and_no_other(articles, out):
    write(articles / "metadata.csv", "file,published\n1.txt,2026-01-02\n")
    found = run(articles, out)
    assert (found.extracted, found.articles) == (1, COUNT)
    assert load_record(out / "records" / "1.json").article.published == "2026-01-02"
    write(articles / "metadata.csv", "file,published,publisher\n1.txt,2026-01-02,The Gazette\n", age=90)
    found = run(articles, out)
    assert (found.extracted, found.copied, found.duplicates) == (0, 1, 0)
    assert load_record(out / "records" / "1.json").article.publisher == "The Gazette"


def test_another_date_for_articles_without_one_makes_those_new(articles, out):
    write(articles / "1.txt", TEXT.format(1) + "\nPublished: Nov 12, 2025\n")
    run(articles, out)
    assert run(articles, out, published="2026-01-02").extracted == COUNT - 1


def test_a_deleted_article_is_told_and_its_record_kept_until_it_is_pruned(articles, out):
    (articles / "3.txt").unlink()
    found = run(articles, out)
    assert (found.gone, found.articles, found.unchanged) == (1, COUNT - 1, COUNT - 1)
    assert load_manifest(out / "run.json").left == ("3.json",)
    assert (out / "records" / "3.json").exists()
    found = run(articles, out, prune=True)
    assert (found.gone, found.pruned) == (0, 1)
    assert load_manifest(out / "run.json").left == ()
    assert not (out / "records" / "3.json").exists()


def test_what_cannot_be_reached_for_now_is_not_gone(articles, tmp_path, monkeypatch):
    (articles / "sub" / "deep").mkdir(parents=True)
    write(articles / "sub" / "deep" / "a.txt", TEXT.format(10))
    write(articles / "sub-2.txt", TEXT.format(11))
    run(articles, tmp_path / "out")
    listed = os.scandir

    def scandir(path):
        if os.fspath(path) == str(articles / "sub"):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        return listed(path)

    (articles / "sub-2.txt").unlink()
    (articles / "1.txt").unlink()
    (articles / "2.txt").unlink()
    (articles / "2.txt").symlink_to("2.txt")
    with monkeypatch.context() as patched:
        patched.setattr(os, "scandir", scandir)
        found = run(articles, tmp_path / "out", prune=True)
    assert found.skipped == {"unreadable_file": 1, "unreadable_folder": 1}
    assert (found.pruned, found.gone) == (2, 0)
    left = {"0.json", "2.json", "3.json", "4.json", "5.json", "sub/deep/a.json"}
    assert {name.removeprefix("records/") for name in contents(tmp_path / "out")} == left
    (articles / "2.txt").unlink()
    write(articles / "2.txt", TEXT.format(2))
    found = run(articles, tmp_path / "out", prune=True)
    assert (found.articles, found.pruned, found.extracted, found.skipped) == (6, 0, 0, {})


def test_a_record_that_takes_the_place_of_one_of_another_file_is_told(articles, out, tmp_path, run_command):
    other = tmp_path / "other"
    other.mkdir()
    write(other / "1.txt", TEXT.format(11))
    write(other / "9.txt", TEXT.format(19))
    told = run_command("extract", other, "-o", out, "--model", "none").err
    assert told.startswith("records of 1 file took the place of those of others of the same name")
    assert load_manifest(out / "run.json").coverage.replaced == 1
    assert run(other, out).replaced == 0
    shutil.rmtree(other)
    assert run(articles, out).replaced == 0  # what is gone has lost nothing
    assert run_batch([articles, articles / "1.txt"], out, options=BatchOptions(model="none")).coverage.replaced == 0


def test_a_neighbour_of_a_file_given_by_itself_is_not_gone(articles, tmp_path):
    run(articles / "1.txt", tmp_path / "out")
    assert run(articles / "2.txt", tmp_path / "out", prune=True).pruned == 0
    assert load_manifest(tmp_path / "out" / "run.json").left == ("1.json",)


def test_pruning_leaves_what_the_runs_did_not_make(articles, out):
    shutil.copy(out / "records" / "1.json", out / "records" / "own.json")
    (articles / "3.txt").unlink()
    assert run(articles, out, prune=True).pruned == 1
    assert load_manifest(out / "run.json").left == ("own.json",)


def test_a_moved_article_is_not_extracted_again(articles, out):
    (articles / "deep").mkdir()
    (articles / "3.txt").rename(articles / "deep" / "three.txt")
    found = run(articles, out, prune=True)
    assert (found.extracted, found.moved, found.pruned, found.articles, found.duplicates) == (0, 1, 1, COUNT, 0)
    record = load_record(out / "records" / "deep" / "three.json")
    assert (record.article.id, record.article.source) == ("deep/three", "deep/three.txt")


def test_copies_are_extracted_once_and_each_has_its_record(articles, tmp_path):
    for name in ("copy", "other"):
        write(articles / f"{name}.txt", TEXT.format(1))
    write(articles / "metadata.csv", "file,publisher\ncopy.txt,The Gazette\n")
    found = run(articles, tmp_path / "out", jobs=2)
    assert (found.extracted, found.copied, found.duplicates, found.articles) == (COUNT, 2, 2, COUNT + 2)
    run(articles / "copy.txt", tmp_path / "alone")
    alone = load_record(tmp_path / "alone" / "records" / "copy.json")
    assert load_record(tmp_path / "out" / "records" / "copy.json") == alone.model_copy(
        update={"article": alone.article.model_copy(update={"publisher": "The Gazette"})}
    )
    told = {item.record: item.copy_of for item in load_manifest(tmp_path / "out" / "run.json").articles}
    alike = {told[name] for name in ("1.json", "copy.json", "other.json")}
    assert len(alike) == 2
    assert None in alike


def test_a_copy_is_one_of_what_is_there_now(articles, tmp_path):
    out = tmp_path / "out"
    write(articles / "copy.txt", TEXT.format(0))
    assert run(articles, out).duplicates == 1
    (articles / "0.txt").rename(articles / "moved.txt")
    found = run(articles, out)
    assert (found.duplicates, found.articles) == (1, COUNT + 1)
    told = {item.record: item.copy_of for item in load_manifest(out / "run.json").articles}
    assert (told["copy.json"], told["moved.json"]) == (None, "copy.json")
    run(articles, out, prune=True)
    told = {item.record: item.copy_of for item in load_manifest(out / "run.json").articles}
    assert set(filter(None, told.values())) <= set(told)
    (articles / "copy.txt").unlink()
    assert run(articles, out).duplicates == 0


def test_another_version_of_what_makes_records_makes_them_anew(articles, out, monkeypatch, tmp_path):
    (tmp_path / "own" / "en").mkdir(parents=True)
    (tmp_path / "own" / "en" / "masks.yaml").write_text("- value: mask\n  forms: [abracadabra]\n", encoding="utf-8")
    assert run(articles, out, knowledge=tmp_path / "own").extracted == COUNT
    assert run(articles, out).extracted == COUNT
    monkeypatch.setattr(making, "tool_version", lambda: "99")
    assert run(articles, out).extracted == COUNT


def test_other_weights_make_other_records(tmp_path):
    model = shutil.copytree(load_folder(SHIPPED_MODEL).path, tmp_path / "model")
    shipped = making.maker_of(str(model), None)
    for name in ("heads.npz", "encoder.onnx", "tokenizer.json"):
        with (model / name).open("ab") as file:
            file.write(b" ")
        changed = making.maker_of(str(model), None)
        assert changed.sha256 != shipped.sha256
        shipped = changed


@pytest.mark.parametrize("damage", [lambda path: path.unlink(), lambda path: path.write_bytes(b"")])
def test_a_lost_or_torn_record_is_made_again(articles, out, damage):
    before = contents(out)
    damage(out / "records" / "4.json")
    assert run(articles, out).extracted + run(articles, out).extracted == 1
    assert contents(out) == before


@pytest.mark.parametrize("damage", [b"", b"not a database at all" * 99, None])
def test_a_lost_or_damaged_journal_costs_time_and_nothing_else(articles, out, damage):
    before = contents(out)
    journal = out / JOURNAL
    journal.write_bytes(damage if damage is not None else journal.read_bytes()[:5000])
    assert run(articles, out).articles == COUNT
    assert contents(out) == before
    assert load_manifest(out / "run.json").left == ()


@pytest.mark.parametrize(
    "statement",
    ["DROP TABLE pending", "ALTER TABLE meta RENAME value TO word", "CREATE VIEW more AS SELECT 1", "DELETE FROM meta"],
)
def test_a_journal_of_another_shape_is_begun_anew(articles, out, statement):
    before = contents(out)
    with contextlib.closing(sqlite3.connect(out / JOURNAL)) as db, db:
        db.execute(statement)
    assert run(articles, out).extracted == COUNT
    assert contents(out) == before


def test_two_runs_do_not_write_to_one_folder(articles, out):
    with open_journal(out), pytest.raises(StorageError, match="another run is writing"):
        run(articles, out)


@pytest.mark.parametrize(("stop", "code"), [(signal.SIGKILL, -9), (signal.SIGINT, 130)])
def test_a_run_that_was_stopped_goes_on_where_it_was(articles, tmp_path, stop, code):
    count = 500
    lines = [json.dumps({"id": f"line-{number}", "text": TEXT.format(number + 10)}) for number in range(count)]
    write(articles / "many.jsonl", "\n".join(lines))
    run(articles, tmp_path / "whole")
    stopped = tmp_path / "stopped"
    command = [sys.executable, "-m", "extract", "extract", str(articles), "-o", str(stopped), "--model", "none"]
    process = subprocess.Popen(command, preexec_fn=heed_ctrl_c)  # noqa: PLW1509 -- no threads run here
    try:
        wait_for(lambda: len(contents(stopped)) >= 20)
        begun = (stopped / JOURNAL).stat().st_mtime_ns
        wait_for(lambda: (stopped / JOURNAL).stat().st_mtime_ns > begun)  # what was done is written down once a second
    finally:
        process.send_signal(stop)
        assert process.wait() == code
    wait_for(lambda: can_be_opened(stopped))
    if stop == signal.SIGINT:
        assert load_manifest(stopped / "run.json").finished is None
    found = run(articles, stopped)
    assert found.articles == COUNT + count
    assert found.extracted < COUNT + count
    assert contents(stopped) == contents(tmp_path / "whole")
    assert load_manifest(stopped / "run.json").finished is not None


def heed_ctrl_c():
    """Undo what a shell does to jobs that it starts in the background."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def can_be_opened(out):
    try:
        with open_journal(out):
            return True
    except StorageError:
        return False


def wait_for(condition, seconds=60):
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until
        time.sleep(0.05)
