"""One bad article never ends a run: whatever it does to the process that reads it, the others are read."""

import errno
import json
import os
import signal
import subprocess
import sys
import time

import pytest

from extract.errors import StorageError
from extract.running import nursery, processes, working
from extract.running.batch import run_batch
from extract.running.manifest import load_manifest
from extract.running.nursery import Child
from extract.running.options import BatchOptions
from extract.running.working import Worker

TEXT = "Freedonia curbs gallium\n\nFreedonia will require export licences for gallium from 1 March, number {}.\n"


@pytest.fixture
def articles(tmp_path):
    folder = tmp_path / "articles"
    folder.mkdir()
    for number in range(6):
        (folder / f"{number}.txt").write_text(TEXT.format(number), encoding="utf-8")
    lines = [json.dumps({"id": f"line-{number}", "text": TEXT.format(number + 10)}) for number in range(4)]
    (folder / "many.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return folder


def run(articles, out, **options):
    run_batch([articles], out, options=BatchOptions(model="none", **options))
    return load_manifest(out / "run.json")


def skipped(manifest):
    return [(item.source, item.problem.code) for item in manifest.skipped]


def records(manifest):
    return sorted(item.record for item in manifest.articles)


ALL = sorted([*(f"{number}.json" for number in range(6)), *(f"many.jsonl/line-{number}.json" for number in range(4))])


class Faulty(Worker):
    """Misbehaves on the articles that `bad` names, as `fault` says."""

    bad = ("3.txt", "line-1")

    def __init__(self, settings):
        super().__init__(settings)
        whole = self.extractor.perceive

        def perceive(article):
            if article.id.partition(".")[0] in {name.partition(".")[0] for name in self.bad}:
                self.fault()
            return whole(article)

        self.extractor.perceive = perceive


class Raising(Faulty):
    def fault(self):
        raise ZeroDivisionError


class Crashing(Faulty):
    def fault(self):
        os.kill(os.getpid(), signal.SIGKILL)


class Hanging(Faulty):
    bad = ("3.txt",)

    def fault(self):
        while True:
            pass


class Waiting(Hanging):
    def fault(self):
        time.sleep(600)


class DyingInReading(Worker):
    def _read(self, task):
        if task.source.name == "3.txt":
            os._exit(1)
        return super()._read(task)


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize(("worker", "code"), [(Raising, "internal_error"), (Crashing, "process_died")])
def test_a_bad_article_is_named_and_all_others_are_read(articles, tmp_path, work_with, worker, code, jobs):
    work_with(worker)
    manifest = run(articles, tmp_path / "out", jobs=jobs)
    assert skipped(manifest) == [("3.txt", code), ("many.jsonl", code)]
    assert records(manifest) == [name for name in ALL if name not in ("3.json", "many.jsonl/line-1.json")]
    assert manifest.coverage.skipped == {code: 2}


def test_an_article_that_takes_too_long_is_named_and_all_others_are_read(articles, tmp_path, work_with):
    work_with(Hanging)
    manifest = run(articles, tmp_path / "out", jobs=2, max_seconds=0.5)
    assert skipped(manifest) == [("3.txt", "too_slow")]
    assert "--max-seconds" in manifest.skipped[0].problem.message
    assert len(manifest.articles) == 9


def test_an_article_that_waits_for_ever_is_named(articles, tmp_path, work_with, monkeypatch):
    monkeypatch.setattr(processes, "_BY_THE_CLOCK", 0.02)
    work_with(Waiting)
    manifest = run(articles / "3.txt", tmp_path / "out", max_seconds=100)
    assert skipped(manifest) == [("3.txt", "too_slow")]


def test_a_file_whose_reading_kills_the_process_is_named(articles, tmp_path, work_with):
    work_with(DyingInReading)
    manifest = run(articles, tmp_path / "out")
    assert skipped(manifest) == [("3.txt", "process_died")]
    assert len(manifest.articles) == 9


def test_what_a_process_died_of_is_tried_again_and_what_is_wrong_with_a_file_is_not(articles, tmp_path, work_with):
    (articles / "empty.txt").write_bytes(b"")
    work_with(Crashing)
    run(articles, tmp_path / "out")
    work_with(Worker)
    summary = run_batch([articles], tmp_path / "out", options=BatchOptions(model="none"))
    assert summary.coverage.extracted == 2
    assert summary.coverage.unchanged == 6
    assert records(load_manifest(tmp_path / "out" / "run.json")) == ALL
    assert summary.coverage.skipped == {"empty_file": 1}


def test_without_forking_the_records_are_the_same(articles, tmp_path, monkeypatch):
    forked = run(articles, tmp_path / "a")
    monkeypatch.setattr(nursery, "FORKING", False)
    alone = run(articles, tmp_path / "b", jobs=1)
    assert [item.record_sha256 for item in alone.articles] == [item.record_sha256 for item in forked.articles]


def test_a_killed_nursery_is_replaced(articles, tmp_path, work_with):
    class Matricide(Faulty):
        def fault(self):
            os.kill(os.getppid(), signal.SIGKILL)
            os._exit(1)

    work_with(Matricide)
    manifest = run(articles, tmp_path / "out", jobs=1)
    assert skipped(manifest) == [("3.txt", "process_died"), ("many.jsonl", "process_died")]
    assert len(manifest.articles) == 8


def test_a_run_goes_on_with_the_processes_that_the_system_gives(articles, tmp_path, work_with, monkeypatch):
    start, started = nursery.Nursery.start, []

    def few(self):
        if len(started) == most:
            raise OSError(errno.EMFILE, os.strerror(errno.EMFILE))
        started.append(start(self))
        return started[-1]

    work_with(Worker)
    monkeypatch.setattr(nursery.Nursery, "start", few)
    most = 2
    assert records(run(articles, tmp_path / "out", jobs=1000)) == ALL
    most = len(started)
    with pytest.raises(StorageError, match="smaller --jobs"):
        run(articles, tmp_path / "none", jobs=1000)


def test_a_full_disk_ends_the_run_with_what_to_do_and_the_next_goes_on(articles, tmp_path, monkeypatch, work_with):
    whole = working.write_whole

    def full(path, content, **options):
        if path.stem == "4":
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))
        whole(path, content, **options)

    work_with(Worker)
    monkeypatch.setattr(working, "write_whole", full)
    with pytest.raises(StorageError, match="make room, then run the same command again"):
        run(articles, tmp_path / "out", jobs=1)
    assert load_manifest(tmp_path / "out" / "run.json").finished is None
    monkeypatch.setattr(working, "write_whole", whole)
    summary = run_batch([articles], tmp_path / "out", options=BatchOptions(model="none", jobs=1))
    assert summary.coverage.extracted == 6
    assert records(load_manifest(tmp_path / "out" / "run.json")) == ALL


def test_a_process_that_has_ended_is_not_taken_for_slow():
    ended = subprocess.Popen([sys.executable, "-c", ""])
    hand = processes._Hand(Child(None, ended.pid))
    hand.begin()
    ended.wait()
    assert processes.processor_seconds(ended.pid) is None
    assert hand.left(5.0) > 5.0
