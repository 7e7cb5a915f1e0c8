import re
import stat
from pathlib import Path

import pytest

from extract.records.writing import write_whole


def test_a_file_and_its_folders_are_made(tmp_path):
    write_whole(tmp_path / "a" / "b.json", "镓\n")
    assert (tmp_path / "a" / "b.json").read_bytes() == "镓\n".encode()


def test_a_new_file_has_the_mode_of_any_new_file(tmp_path):
    write_whole(tmp_path / "ours", "")
    (tmp_path / "plain").touch()
    assert stat.S_IMODE((tmp_path / "ours").stat().st_mode) == stat.S_IMODE((tmp_path / "plain").stat().st_mode)


def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(tmp_path):
    path = tmp_path / "a.json"
    write_whole(path, "old")
    with pytest.raises(UnicodeEncodeError):
        write_whole(path, "half\ud800")
    assert [(item.name, item.read_text()) for item in tmp_path.iterdir()] == [("a.json", "old")]


def test_what_cannot_be_written_is_named_not_the_draft_beside_it(tmp_path):
    (tmp_path / "file").touch()
    (tmp_path / "folder").mkdir()
    for path, fault in ((tmp_path / "file" / "a.json", FileExistsError), (tmp_path / "folder", IsADirectoryError)):
        with pytest.raises(fault) as raised:
            write_whole(path, "")
        assert raised.value.filename == str(path)


PARTS = re.compile(r"\.write_(?:text|bytes)\(|open\([^)]*[\"'][wax]b?\+?[\"']")
BELOW = ("cli", "evaluating", "exporting", "records", "reviewing", "running", "timeline")
NOT_KEPT = {
    "exporting/parquet.py",
    "exporting/sql.py",
    "running/batchwork.py",
    "running/cluster.py",
    "running/parquet.py",
}
"""Where files are written that are gone a moment later."""
LOG = {"records/log.py"}


def test_all_that_is_kept_is_written_whole():
    """What writes by itself is what this module writes with, the log, to which lines are added, and drafts of other kinds."""
    home = Path(__file__).parents[2] / "extract"
    found = {path for room in BELOW for path in (home / room).rglob("*.py") if PARTS.search(path.read_text("utf-8"))}
    assert {path.relative_to(home).as_posix() for path in found} == {"records/writing.py"} | NOT_KEPT | LOG
    for name in NOT_KEPT:
        assert re.search(r"with (tempfile\.TemporaryDirectory|beside)\(", (home / name).read_text("utf-8"))
