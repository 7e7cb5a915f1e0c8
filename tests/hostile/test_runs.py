"""A whole run over a folder of hostile things: it ends, names each of them, and tells no secrets."""

import json
import os

import pytest

from extract.running.batch import run_batch
from extract.running.manifest import load_manifest
from extract.running.options import BatchOptions

pytestmark = pytest.mark.usefixtures("forked")
BODY = (
    "Freedonia curbs gallium\n\nFreedonia said on Monday it would require export licences for gallium from 1 March.\n"
)
SECRET = "hunter2hunter2hunter2"  # noqa: S105 - of a test


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text(BODY)
    os.mkfifo(folder / "pipe.txt")
    (folder / "loop.txt").symlink_to("loop.txt")
    (folder / "out.txt").symlink_to(tmp_path)
    (folder / "above").symlink_to(tmp_path)
    (folder / "deep.json").write_text("[" * 100_000)
    (folder / "bomb.docx").write_bytes(b"PK\x03\x04" + b"\x00" * 100)
    (folder / "odd.jsonl").write_text(
        '{"id": "../../../escaped", "text": "'
        + "Gallium is banned. " * 9
        + '"}\n{"id": "\\ud800", "text": "Gallium \\ud800."}\n'
    )
    return folder


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_run_names_what_it_refuses_and_reads_the_rest(folder, tmp_path, jobs):
    run_batch([folder], tmp_path / "out", options=BatchOptions(model="none", jobs=jobs))
    manifest = load_manifest(tmp_path / "out" / "run.json")
    assert {item.source: item.problem.code for item in manifest.skipped} == {
        "pipe.txt": "special_file",
        "loop.txt": "unreadable_file",
        "out.txt": "link_not_followed",
        "above": "link_not_followed",
        "deep.json": "broken_file",
        "bomb.docx": "broken_file",
    }
    assert [article.source for article in manifest.articles] == ["a.txt", "odd.jsonl", "odd.jsonl"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in", "out"]
    assert all((tmp_path / "out" / "records" / article.record).is_file() for article in manifest.articles)


def test_a_second_run_over_hostile_things_does_nothing(folder, tmp_path):
    options = BatchOptions(model="none", jobs=1)
    os.utime(folder / "pipe.txt", (1, 1))
    run_batch([folder], tmp_path / "out", options=options)
    (folder / "loop.txt").unlink()  # what cannot be opened is tried each time
    run_batch([folder], tmp_path / "out", options=options)
    again = run_batch([folder], tmp_path / "out", options=options).coverage
    assert again.unchanged == again.files


def test_an_input_with_a_secret_in_its_name_is_not_told(folder, tmp_path):
    named = folder.rename(tmp_path / f"token={SECRET}")
    run_batch([named], tmp_path / "out", options=BatchOptions(model="none", jobs=1))
    assert SECRET not in (tmp_path / "out" / "run.json").read_text(encoding="utf-8")


def test_a_run_writes_no_secrets(folder, tmp_path, monkeypatch):
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", SECRET)
    knowledge = tmp_path / f"token={SECRET}"
    knowledge.mkdir()
    (knowledge / "materials.yaml").write_text("- value: unobtainium\n  category: product\n  en: [unobtainium]\n")
    run_batch([folder], tmp_path / "out", options=BatchOptions(model="none", jobs=1, knowledge=knowledge))
    written = (tmp_path / "out" / "run.json").read_text(encoding="utf-8")
    assert SECRET not in written
    assert "token=***" in json.loads(written)["options"]["knowledge"]
