"""What a run leaves that is killed at a given moment, and what the next makes of it."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import threading
import time
from multiprocessing import Pipe
from pathlib import Path

import pytest

from extract.records import dump_record, writing
from extract.records.store import RecordStore
from extract.running import nursery, processes, working
from extract.running.batch import run_batch
from extract.running.journal import JOURNAL
from extract.running.manifest import load_manifest
from extract.running.messages import Reached, Reply
from extract.running.nursery import Nursery
from extract.running.options import BatchOptions
from extract.running.planning import plan
from extract.running.processes import Crew
from extract.running.working import Settings, Worker

ROOT = Path(__file__).parents[2]
TEXT = "Freedonia curbs gallium\n\nFreedonia will require export licences for gallium from {} March 2026.\n"
COUNT = 7
KILLED = """
import os, sys
from pathlib import Path
from extract.running.batch import run_batch
from extract.running.bookkeeping import Books
from extract.running.journal import Journal
from extract.running.options import BatchOptions
from extract.running.sharding import Shards

{}
options = BatchOptions(model="none", jobs=1, shard_size=3, prune=True)
run_batch([Path(sys.argv[1])], Path(sys.argv[2]), options=options)
"""
"""A run that kills itself where the line in its midst says so."""


@pytest.fixture
def articles(tmp_path):
    folder = tmp_path / "articles"
    folder.mkdir()
    for number in range(COUNT):
        write(folder / f"{number}.txt", TEXT.format(number + 1))
    return folder


def write(path, text, *, age=100):
    """Write a file that was last changed some seconds ago: the time of a fresh one is not trusted."""
    path.write_text(text, encoding="utf-8")
    os.utime(path, (time.time() - age, time.time() - age))


def run(articles, out, form=None, **options):
    given = {"shard_size": 3, "prune": True, "jobs": 1, **options}
    return run_batch([articles], out, options=BatchOptions(model="none", format=form, **given)).coverage


def run_killed(articles, out, where):
    command = [sys.executable, "-c", KILLED.format(where), str(articles), str(out)]
    assert subprocess.run(command, cwd=ROOT, check=False).returncode == 9


def texts(out):
    return {name: dump_record(record) for name, record in RecordStore(out)}


def rows(out):
    return [name for unit in RecordStore(out).units() for name, _ in RecordStore(out).texts(unit.name)]


NTH_SHARD = """
calls = []
whole = Shards._done
Shards._done = lambda self, unit: os._exit(9) if len(calls) == {} else (calls.append(unit), whole(self, unit))
"""


@pytest.mark.usefixtures("forked")
@pytest.mark.parametrize("form", ["jsonl", "parquet"])
@pytest.mark.parametrize("done", [0, 1, 2])
def test_a_run_killed_as_it_writes_a_shard_costs_no_record(articles, tmp_path, form, done):
    out = tmp_path / "out"
    run(articles, out, form)
    write(articles / "0.txt", TEXT.format(20))
    write(articles / "3.txt", TEXT.format(21))
    (articles / "1.txt").unlink()
    run_killed(
        articles, out, NTH_SHARD.format(done)
    )  # the shard of what changed; those that held it before, written anew
    read = [text for name, text in texts(out).items() if name in ("0.json", "3.json")]
    assert ["20 March" in read[0], "21 March" in read[1]] == [True, True]
    found = run(articles, out)
    assert (found.extracted, found.articles) == (0, COUNT - 1)
    assert sorted(rows(out)) == [f"{number}.json" for number in (0, 2, 3, 4, 5, 6)]
    assert load_manifest(out / "run.json").left == ()
    run(articles, tmp_path / "whole", form)
    assert texts(out) == texts(tmp_path / "whole")


@pytest.mark.usefixtures("forked")
def test_a_shard_that_a_lost_journal_does_not_know_of_does_not_count(articles, tmp_path):
    out = tmp_path / "out"
    run(articles, out, "jsonl")
    write(articles / "6.txt", TEXT.format(20))
    (out / JOURNAL).unlink()
    run(articles, out, shard_size=100)
    assert "20 March" in texts(out)["6.json"]


FORGETFUL = """
told = []
whole = Books.note
Journal.keep = lambda self, now=False: self.db.commit() if now else None
def note(self, step):
    whole(self, step)
    told.append(step)
    if len(told) == 5: os._exit(9)
Books.note = note
"""
"""Killed within the second in which what is done is not yet written down."""


@pytest.mark.usefixtures("forked")
def test_a_record_that_no_run_knows_of_and_whose_source_went_is_pruned(articles, tmp_path):
    out = tmp_path / "out"
    lines = [json.dumps({"id": f"line-{number}", "text": TEXT.format(number + 10)}) for number in range(4)]
    write(articles / "00.jsonl", "\n".join(lines))
    run_killed(articles, out, FORGETFUL)
    assert {"0.json", "00.jsonl/line-0.json"} <= set(rows(out))
    own = out / "records" / "own.json"
    shutil.copy(next((out / "records").rglob("*.json")), own)
    write(articles / "00.jsonl", "\n".join(lines[1:]))
    (articles / "0.txt").unlink()
    found = run(articles, out)
    assert (found.gone, found.articles) == (0, COUNT - 1 + 3)
    own.unlink()
    run(articles, tmp_path / "whole")
    assert texts(out) == texts(tmp_path / "whole")


@pytest.mark.usefixtures("forked")
def test_what_is_taken_over_from_a_record_is_what_was_written_there(articles, tmp_path):
    """The file of a record may hold what a run made of a later text, and was killed before it could say so."""
    out = tmp_path / "out"
    run(articles, out)
    first = out / "records" / "0.json"
    other = first.read_text(encoding="utf-8").replace("from 1 March", "from 9 March")
    assert len(other.encode()) == first.stat().st_size
    first.write_text(other, encoding="utf-8")
    write(articles / "copy.txt", TEXT.format(1))
    assert run(articles, out).extracted == 1
    assert "from 1 March" in RecordStore(out).load("copy.json").article.text
    run(articles, tmp_path / "whole")
    assert RecordStore(out).text("copy.json") == RecordStore(tmp_path / "whole").text("copy.json")


@pytest.mark.usefixtures("forked")
def test_drafts_that_a_killed_run_left_are_deleted_and_those_of_others_are_not(articles, tmp_path):
    out = tmp_path / "out"
    (out / "records" / "deep").mkdir(parents=True)
    left = [
        out / ".writing-run.json-ab.tmp",
        out / "records" / ".writing-ab.tmp",
        out / "records" / "deep" / ".writing-x.json-a.tmp",
    ]
    others = [out / ".writing-timeline.json-ab.tmp", out / "records" / "deep" / "notes.tmp"]
    for path in left + others:
        path.touch()
    run(articles, out)
    assert [path.exists() for path in left + others] == [False] * 3 + [True] * 2


class DyingAsItWrites(Worker):
    def _kept(self, made, began):
        if made.reached.record == "3.json":
            working.write_whole = dying
        return super()._kept(made, began)


def dying(path, content, **_):
    def pieces():
        yield content[:100]
        os._exit(1)

    writing.write_whole(path, pieces())


def test_what_a_process_left_that_died_as_it_wrote_is_deleted(articles, tmp_path, work_with):
    work_with(DyingAsItWrites)
    assert run(articles, tmp_path / "out").skipped == {"process_died": 1}
    assert not list((tmp_path / "out").rglob("*.tmp"))


class Waiting(Worker):
    """Takes its time with an article: until there is a file `go`."""

    def _extracted(self, task, here, *given):
        while here.record == "3.json" and not (self._settings.records.parent / "go").exists():
            time.sleep(0.05)
        return super()._extracted(task, here, *given)


def test_what_is_done_is_written_down_while_an_article_takes_long(articles, tmp_path, work_with):
    work_with(Waiting)
    out, known, until = tmp_path / "out", set(), time.monotonic() + 60
    running = threading.Thread(target=run, args=(articles, out))
    running.start()
    while time.monotonic() < until and known != {"0.json", "1.json", "2.json"}:
        time.sleep(0.2)
        known = known_to_journal(out, tmp_path / "copy")
    (out / "go").touch()
    running.join()
    assert known == {"0.json", "1.json", "2.json"}


def known_to_journal(out, copy):
    """Return what the journal of a run under way would tell if that were killed now."""
    shutil.rmtree(copy, ignore_errors=True)
    copy.mkdir()
    for path in out.glob(f"{JOURNAL}*"):
        shutil.copy(path, copy)
    db = sqlite3.connect(copy / JOURNAL)
    try:
        return {record for (record,) in db.execute("SELECT record FROM articles")}
    except sqlite3.Error:  # copied as it was being written
        return set()
    finally:
        db.close()


def test_a_process_ends_with_the_run_that_it_reads_for(articles, tmp_path, work_with):
    work_with(Waiting)
    (task,) = plan([articles / "3.txt"], tmp_path / "out")
    with Nursery(Settings(tmp_path / "out" / "records", "none")) as born:
        child = born.start()
        child.connection.send(task)
        assert isinstance(child.connection.recv(), Reached)
        child.connection.send(Reply())
        time.sleep(0.2)
        assert processes.processor_seconds(child.pid) is not None
        child.connection.close()
        until = time.monotonic() + 5
        while Path(f"/proc/{child.pid}").exists():
            assert time.monotonic() < until
            time.sleep(0.05)


@pytest.mark.parametrize("word", [None, (Settings(None, "none"), True)])
def test_a_nursery_whose_run_is_killed_as_it_loads_ends_in_silence(word, capfd):
    ours, theirs = Pipe()
    program = nursery.born(theirs.fileno())
    theirs.close()
    if word:
        ours.send(word)
    ours.close()
    assert program.wait() == 0
    assert capfd.readouterr().err == ""


def test_who_waits_for_articles_may_do_something_else_meanwhile(articles, tmp_path, work_with, monkeypatch):
    monkeypatch.setattr(processes, "_IDLE", 0.1)
    monkeypatch.setattr(processes, "_BY_THE_CLOCK", 0.01)
    work_with(Waiting)
    times = []
    with Nursery(Settings(tmp_path / "out" / "records", "none")) as born:
        crew = Crew(born, jobs=1, max_seconds=100.0, answer=lambda _: Reply(), idle=lambda: times.append(1))
        list(crew.work(plan([articles / "3.txt"], tmp_path / "out")))
    assert len(times) > 3
