"""Names that are no words, or more than words: each file is read, known again, and told without its secrets."""

import os

import pytest

from extract.records.store import RecordStore
from extract.running.batch import run_batch
from extract.running.manifest import load_manifest
from extract.running.options import BatchOptions

pytestmark = pytest.mark.usefixtures("forked")
TEXT = "Freedonia curbs gallium\n\nFreedonia will require export licences for gallium from {} March.\n"
SECRET = "hunter2hunter2hunter2"  # noqa: S105 - of a test
NAMES = [
    b"\xff.txt",
    b"\xfe.txt",
    b"\xff" * 250 + b".txt",
    b"new\nline.txt",
    b"\x1b[31m.txt",
    "\u202e😀镓.txt".encode(),
    b"-rf.txt",
    b" .txt",
    b"'\"; DROP TABLE files.txt",
    b"deep\xff/\xff.txt",
]


@pytest.fixture
def articles(tmp_path):
    folder = os.fsencode(tmp_path / "articles")
    for number, name in enumerate(NAMES):
        path = os.path.join(folder, name)  # noqa: PTH118 - Path takes no bytes
        try:
            os.makedirs(os.path.dirname(path), exist_ok=True)  # noqa: PTH103, PTH120 - the same
            with open(path, "w", encoding="utf-8") as file:  # noqa: PTH123 - the same
                file.write(TEXT.format(number + 1))
        except OSError:
            pytest.skip("this file system takes no such names")
    return tmp_path / "articles"


def run(articles, out, **options):
    return run_batch([articles], out, options=BatchOptions(model="none", **options)).coverage


@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_files_are_read_and_known_again_whatever_their_names(articles, tmp_path, form):
    out = tmp_path / "out"
    for path in articles.rglob("*.txt"):
        os.utime(path, (1, 1))
    found = run(articles, out, format=form)
    assert (found.articles, found.skipped) == (len(NAMES), {})
    told = load_manifest(out / "run.json").articles
    assert {item.record for item in told} == set(RecordStore(out).names())
    assert run(articles, out).unchanged == len(NAMES)
    (articles / "-rf.txt").unlink()
    assert run(articles, out, prune=True).pruned == 1


def test_folders_are_taken_whatever_their_names(articles, tmp_path):
    odd = articles.rename(tmp_path / os.fsdecode(b"\xff"))
    out = tmp_path / os.fsdecode(b"\xfe")
    run_batch([odd, odd / "-rf.txt"], out, options=BatchOptions(model="none"))
    manifest = load_manifest(out / "run.json")
    assert len(manifest.articles) == len(NAMES) + 1
    assert manifest.inputs[0].endswith("/\ufffd")


def test_secrets_in_names_are_not_told(tmp_path):
    folder = tmp_path / "articles"
    folder.mkdir()
    for name in (f"a?token={SECRET}.txt", f"b.html?token={SECRET}", f"c&token={SECRET}.json", f"d?token={SECRET}.txt"):
        (folder / name).write_text(TEXT.format(1), encoding="utf-8")
    (folder / f"sig={SECRET}.jsonl").write_text('{"text": "Odd. The graphite ban is back."}', encoding="utf-8")
    out = tmp_path / "out"
    found = run(folder, out)
    assert (found.articles, found.duplicates, found.overlooked) == (3, 1, 1)
    assert SECRET not in (out / "run.json").read_text(encoding="utf-8")
    for path in folder.iterdir():
        path.unlink()
    (folder / "other.txt").write_text(TEXT.format(2), encoding="utf-8")
    assert run(folder, out).gone == 3
    assert SECRET not in (out / "run.json").read_text(encoding="utf-8")
