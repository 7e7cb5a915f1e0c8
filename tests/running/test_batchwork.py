"""What a machine of a cluster does with a batch, on folders and on what stands for object storage."""

import contextlib
import json
import os

import pytest

from extract.errors import UsageError
from extract.records import dump_record
from extract.records.store import RecordStore
from extract.running.batch import run_batch
from extract.running.batches import Item, batches_of, items_of
from extract.running.manifest import Coverage
from extract.running.options import BatchOptions

fsspec = pytest.importorskip("fsspec", reason="fsspec is not installed: pip install 'regimeline[ray]'")
from extract.running.batchwork import BatchWorker, ClusterSettings, outcomes_of, shard_of  # noqa: E402 -- needs fsspec
from extract.running.places import Place  # noqa: E402

pytestmark = pytest.mark.usefixtures("forked")
TEXT = "Freedonia curbs gallium\n\nFreedonia will require export licences for gallium from {} March.\n"


@pytest.fixture
def articles(tmp_path):
    folder = tmp_path / "articles"
    (folder / "deep" / "er").mkdir(parents=True)
    for number in range(3):
        (folder / "deep" / "er" / f"{number}.txt").write_text(TEXT.format(number + 1), encoding="utf-8")
    (folder / "one.txt").write_text(TEXT.format(20), encoding="utf-8")
    (folder / "one.html").write_text("", encoding="utf-8")
    (folder / ".hidden").write_text("x", encoding="utf-8")
    (folder / "deep" / "metadata.csv").write_text(
        "file,published,publisher\ner/1.txt,2026-02-03,The Gazette\nnone.txt,2026-02-03,\n", encoding="utf-8"
    )
    return folder


@pytest.fixture
def in_storage(articles):
    """The address of a copy of the articles in what behaves as object storage does."""
    system = fsspec.filesystem("memory")
    system.put(f"{articles}/", "/bucket/articles", recursive=True)
    yield "memory://bucket/articles"
    system.rm("/bucket", recursive=True)


def read(address, out):
    settings = ClusterSettings((address,), str(out), "none", None, None, None, 600.0)
    batches = list(batches_of(items_of([Place(address)]), size=2, read_by="x"))
    with contextlib.closing(BatchWorker(settings)) as worker:
        for batch in batches:
            worker.work(*batch)
    return batches


def texts(out):
    return {name: dump_record(record) for name, record in RecordStore(out)}


@pytest.mark.parametrize("where", ["folder", "storage"])
def test_the_records_of_batches_are_those_of_a_local_run(articles, in_storage, tmp_path, where):
    run_batch([articles], tmp_path / "local", options=BatchOptions(model="none"))
    batches = read(str(articles) if where == "folder" else in_storage, tmp_path / "out")
    assert texts(tmp_path / "out") == texts(tmp_path / "local")
    told = [(tmp_path / "out" / outcomes_of(batch.name)).read_text(encoding="utf-8") for batch in batches]
    outcomes = [json.loads(line) for text in told for line in text.splitlines()]
    problems = [item["problem"]["code"] for item in outcomes if "problem" in item]
    assert sorted(problems) == ["empty_file", "unreadable_metadata"]


def test_names_that_are_no_words_are_read_as_a_local_run_reads_them(articles, tmp_path):
    try:
        (articles / os.fsdecode(b"\xff.txt")).write_text(TEXT.format(21), encoding="utf-8")
    except OSError:
        pytest.skip("this file system takes no such names")
    read(str(articles), tmp_path / "out")
    run_batch([articles], tmp_path / "local", options=BatchOptions(model="none"))
    assert texts(tmp_path / "out") == texts(tmp_path / "local")
    assert "\ufffd.json" in texts(tmp_path / "out")


def test_records_go_to_storage(articles, in_storage, tmp_path):
    batches = read(in_storage, "memory://bucket/out")
    system = fsspec.filesystem("memory")
    system.get("/bucket/out/", f"{tmp_path}/out", recursive=True)
    run_batch([articles], tmp_path / "local", options=BatchOptions(model="none"))
    assert texts(tmp_path / "out") == texts(tmp_path / "local")
    assert Place("memory://bucket/out").names("records") == {shard_of(b.name).partition("/")[2] for b in batches}


def test_each_batch_tells_its_coverage(articles, tmp_path):
    batches = read(str(articles), tmp_path / "out")
    out = Place(str(tmp_path / "out"))
    told = [Coverage.model_validate_json(out.first_line(outcomes_of(batch.name))) for batch in batches]
    assert sum(part.files for part in told) == 6
    assert sum(part.articles for part in told) == 4


def test_a_batch_that_is_there_is_not_read_again(articles, tmp_path):
    batches = read(str(articles), tmp_path / "out")
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "out").rglob("*") if path.is_file()}
    assert read(str(articles), tmp_path / "out") == batches
    assert {path: path.stat().st_mtime_ns for path in before} == before


def test_a_file_more_changes_the_batch_that_it_falls_in_and_no_other():
    def named(names):
        items = [(Item(0, "", f"{name}.txt", name, "1"), 1) for name in names]
        return {batch.name for batch in batches_of(items, size=8, read_by="x")}

    names = [f"{number:04}" for number in range(400)]
    before = named(names)
    assert len(before) > 20
    assert len(named(sorted([*names, "0200a"])) - before) <= 2
    assert named(names[:-1]) - before <= named(names[:-1])
    assert len(named(names[:-1]) - before) <= 1


def test_a_batch_ends_before_it_is_too_large():
    items = [(Item(0, "", f"{n}.txt", str(n), "1"), 40 << 20) for n in range(6)]
    assert [len(batch.items) for batch in batches_of(items, size=1_000_000, read_by="x")] == [2, 2, 2]


def test_a_change_of_a_file_of_a_table_or_of_how_it_is_read_makes_a_batch_another(articles):
    def name(read_by="x"):
        (batch,) = batches_of(items_of([Place(str(articles))]), size=1_000_000, read_by=read_by)
        return batch.name

    names = [name(), name("y")]
    (articles / "deep" / "metadata.csv").write_text("file,published\ner/1.txt,2026-02-04\n", encoding="utf-8")
    names.append(name())
    (articles / "one.txt").write_text("changed", encoding="utf-8")
    names.append(name())
    assert len(set(names)) == 4


def test_several_folders_have_their_own_records(articles, tmp_path):
    (tmp_path / "x" / "articles").mkdir(parents=True)
    (tmp_path / "x" / "articles" / "one.txt").write_text(TEXT.format(1), encoding="utf-8")
    found = [item for item, _ in items_of([Place(str(articles)), Place(str(tmp_path / "x" / "articles"))])]
    assert {item.folder for item in found} == {"articles/", "articles-2/"}


def test_a_folder_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(UsageError, match="is no folder"):
        Place(str(tmp_path / "nowhere")).check()


def test_what_other_machines_wrote_since_a_folder_was_listed_is_seen(monkeypatch):
    """Object storage keeps its listings; here all is kept until it is asked to look again."""
    system = fsspec.filesystem("memory")
    listed = {}
    monkeypatch.setattr(system, "ls", lambda path, **_: listed.setdefault(path, sorted(system.store)))
    monkeypatch.setattr(system, "invalidate_cache", lambda _=None: listed.clear())
    place = Place("memory://bucket/seen")
    assert place.names("records") == set()
    system.pipe_file("/bucket/seen/records/a.parquet", b"")
    assert place.names("records") == {"a.parquet"}
    system.rm("/bucket", recursive=True)


@pytest.mark.parametrize("where", ["folder", "storage"])
def test_what_a_run_writes_is_never_read(articles, in_storage, where):
    home = str(articles) if where == "folder" else in_storage
    before = [item.name for item, _ in items_of([Place(home)])]
    out = Place(f"{home}/out")
    read(home, f"{home}/out")
    assert len(list(items_of([Place(home)]))) > len(before)
    assert [item.name for item, _ in items_of([Place(home)], out=out)] == before
    assert list(items_of([Place(f"{home}/out/outcomes")], out=out)) == []
