"""Runs over folders with links in them."""

import contextlib

import pytest

from extract.records import dump_record
from extract.records.store import RecordStore
from extract.running.batch import run_batch
from extract.running.manifest import load_manifest
from extract.running.options import BatchOptions

pytestmark = pytest.mark.usefixtures("forked")
TEXT = "Freedonia curbs gallium\n\nFreedonia will require export licences for gallium from {} March.\n"
BOTH = {"a.json", "b.json", "more/c.json", "more/secret.json"}


@pytest.fixture
def articles(tmp_path):
    folder, outside = tmp_path / "in", tmp_path / "outside"
    for place, names in ((folder, "a"), (outside, ("secret", "c"))):
        place.mkdir()
        for name in names:
            (place / f"{name}.txt").write_text(TEXT.format(len(name) + 1), encoding="utf-8")
    (outside / "metadata.csv").write_text("file,publisher\nc.txt,The Gazette\n", encoding="utf-8")
    (folder / "b.txt").symlink_to(outside / "secret.txt")
    (folder / "more").symlink_to(outside)
    return folder


def run(articles, out, **options):
    return run_batch([articles], out, options=BatchOptions(model="none", **options)).coverage


def texts(out):
    return {name: dump_record(record) for name, record in RecordStore(out)}


def test_links_out_of_the_folder_are_read_only_when_that_is_asked_for(articles, tmp_path, run_command):
    out = tmp_path / "out"
    assert run(articles, out).skipped == {"link_not_followed": 2}
    assert texts(out).keys() == {"a.json"}
    assert not load_manifest(out / "run.json").options.follow_links
    ended = run_command("extract", articles, "-o", out, "--model", "none", "--follow-links")
    assert (ended.code, ended.err) == (0, "")
    assert texts(out).keys() == BOTH
    assert load_manifest(out / "run.json").options.follow_links
    assert RecordStore(out).load("more/c.json").article.publisher == "The Gazette"


def test_what_changes_behind_a_link_is_noticed(articles, tmp_path):
    out = tmp_path / "out"
    run(articles, out, follow_links=True)
    (articles.parent / "outside" / "c.txt").write_text(TEXT.format(20), encoding="utf-8")
    found = run(articles, out, follow_links=True)
    assert (found.extracted, found.articles) == (1, 4)
    assert "20 March" in RecordStore(out).load("more/c.json").article.text
    found = run(articles, out, prune=True)
    assert (found.articles, found.pruned, found.skipped) == (1, 3, {"link_not_followed": 2})


def test_records_are_never_read_through_a_link(articles, tmp_path):
    (articles / "all").symlink_to(tmp_path)
    run(articles, tmp_path / "out", follow_links=True)
    found = run(articles, tmp_path / "out", follow_links=True)
    assert (found.files, found.articles, found.extracted) == (5, 4, 0)
    assert all(not name.startswith("all/out/") for name in texts(tmp_path / "out"))


def test_on_a_cluster_the_same_links_are_followed(articles, tmp_path):
    pytest.importorskip("fsspec", reason="fsspec is not installed: pip install 'regimeline[ray]'")
    from extract.running.batches import batches_of, items_of  # noqa: PLC0415 -- needs fsspec
    from extract.running.batchwork import BatchWorker, ClusterSettings  # noqa: PLC0415 -- the same
    from extract.running.places import Place  # noqa: PLC0415 -- the same

    run(articles, tmp_path / "local", follow_links=True)
    place = Place(str(articles), follow_links=True)
    settings = ClusterSettings((str(articles),), str(tmp_path / "out"), "none", None, None, None, 600.0)
    with contextlib.closing(BatchWorker(settings)) as worker:
        for batch in batches_of(items_of([place]), size=100, read_by="x"):
            worker.work(*batch)
    assert texts(tmp_path / "out") == texts(tmp_path / "local")
