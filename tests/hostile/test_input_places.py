"""Folders with more than files in them: nothing is waited for, nothing outside is read unasked, nothing is lost in silence."""

import os
import socket
import stat
from pathlib import Path

import pytest

from extract import read_file, read_folder
from extract.errors import ReadError
from extract.reading import list_sources
from extract.reading.bounds import MAX_DEPTH

BODY = "The ministry said that exporters of gallium must hold a licence for each shipment, and that it will review them all."


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(BODY)
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "secret.txt").write_text(f"{BODY} It is secret.")
    return tmp_path / "in"


def codes(folder, **options):
    return {
        result.source: result.problems[0].code if result.article is None else "read"
        for result in read_folder(folder, **options)
    }


@pytest.mark.parametrize("name", ["b.txt", "b.jsonl", "b.json", "metadata.csv"])
def test_a_pipe_is_not_waited_for(folder, name):
    os.mkfifo(folder / name)
    assert codes(folder) == {"a.txt": "read", name: "unreadable_metadata" if name == "metadata.csv" else "special_file"}


def test_a_pipe_that_is_asked_for_is_not_waited_for_either(folder):
    os.mkfifo(folder / "b.txt")
    with pytest.raises(ReadError, match="pipe") as caught:
        read_file(folder / "b.txt")
    assert caught.value.code == "special_file"


def test_a_socket_is_not_read(folder, monkeypatch):
    monkeypatch.chdir(folder)  # a socket's path may have a hundred characters
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("b.txt")
        assert codes(folder)["b.txt"] == "special_file"


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no devices here")
def test_a_link_to_a_device_is_not_read_even_when_links_are_followed(folder):
    (folder / "b.txt").symlink_to("/dev/zero")
    assert codes(folder)["b.txt"] == "link_not_followed"
    assert codes(folder, follow_links=True)["b.txt"] == "special_file"


def test_links_out_of_the_folder_are_read_only_when_that_is_asked_for(folder):
    (folder / "b.txt").symlink_to(folder.parent / "outside" / "secret.txt")
    (folder / "more").symlink_to(folder.parent / "outside")
    assert codes(folder) == {"a.txt": "read", "b.txt": "link_not_followed", "more": "link_not_followed"}
    assert codes(folder, follow_links=True) == dict.fromkeys(["a.txt", "b.txt", "more/secret.txt"], "read")


def test_a_link_to_a_file_of_the_folder_is_read(folder):
    (folder / "sub").mkdir()
    (folder / "sub" / "b.txt").symlink_to("../a.txt")
    assert codes(folder) == {"a.txt": "read", "sub/b.txt": "read"}


def test_a_folder_that_is_given_by_a_link_is_read(folder):
    (folder.parent / "link").symlink_to(folder)
    assert codes(folder.parent / "link") == {"a.txt": "read"}


def test_links_in_a_circle_end(folder):
    (folder / "self").symlink_to(folder)
    (folder / "above").symlink_to(folder.parent)
    (folder / "loop.txt").symlink_to("loop.txt")
    assert codes(folder) == {
        "a.txt": "read",
        "self": "link_not_followed",
        "above": "link_not_followed",
        "loop.txt": "unreadable_file",
    }
    found = codes(folder, follow_links=True)
    assert found.pop("loop.txt") == "unreadable_file"
    assert found == {"a.txt": "read", "above/outside/secret.txt": "read"}


def test_a_link_to_nowhere_is_told(folder):
    (folder / "b.txt").symlink_to("gone.txt")
    assert codes(folder)["b.txt"] == "unreadable_file"


def test_folders_within_folders_without_end_are_told(folder):
    deep = folder
    for _ in range(MAX_DEPTH + 1):
        deep /= "d"
        deep.mkdir()
    (deep / "b.txt").write_text(BODY)
    assert codes(folder) == {"a.txt": "read", "/".join("d" * (MAX_DEPTH + 1)): "unreadable_folder"}


@pytest.mark.skipif(os.geteuid() == 0, reason="root may list every folder")
def test_a_folder_that_may_not_be_listed_is_told(folder):
    (folder / "closed").mkdir(mode=0)
    assert codes(folder)["closed"] == "unreadable_folder"
    (folder / "closed").chmod(stat.S_IRWXU)


def test_a_folder_that_vanishes_is_told(folder, monkeypatch):
    (folder / "gone").mkdir()
    listed = os.scandir

    def scandir(path):
        if Path(path).name == "gone":
            raise FileNotFoundError(2, "No such file or directory")
        return listed(path)

    monkeypatch.setattr(os, "scandir", scandir)
    assert codes(folder)["gone"] == "unreadable_folder"


@pytest.mark.parametrize("path", ["a\0.txt", "x" * 5_000 + ".txt", "\ud800.txt"])
def test_a_name_that_no_file_can_have_is_refused(path):
    with pytest.raises(ReadError) as caught:
        read_file(path)
    assert caught.value.code == "unreadable_file"


def test_a_file_that_grows_while_it_is_read_is_read_up_to_the_bound(folder, monkeypatch):
    (folder / "b.txt").write_text(BODY * 100)
    real = os.fstat

    def fstat(descriptor):
        return os.stat_result((real(descriptor).st_mode, *real(descriptor)[1:6], 0, *real(descriptor)[7:]))

    monkeypatch.setattr(os, "fstat", fstat)
    assert codes(folder, max_bytes=len(BODY) + 1) == {"a.txt": "read", "b.txt": "too_large"}


def test_the_order_of_files_is_that_of_their_names_whatever_the_disk_says(folder):
    for name in ("z.txt", "B.txt", "m/a.txt", "m/z.txt", "m.txt"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(BODY)
    names = [source.name for source in list_sources(folder)]
    assert names == sorted(names)
