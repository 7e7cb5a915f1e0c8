import sys

import pytest


@pytest.fixture
def room(tmp_path):
    (tmp_path / "room" / "articles").mkdir(parents=True)
    (tmp_path / "room" / "gold").mkdir()
    (tmp_path / "room" / "articles" / "metadata.csv").write_text("file,language,published\n", encoding="utf-8")
    return tmp_path / "room"


def test_training_without_its_extra_says_how_to_get_it(run_command, monkeypatch, room, tmp_path):
    monkeypatch.setitem(sys.modules, "torch", None)
    for name in [name for name in sys.modules if name.startswith("extract.learning.encoder.")]:
        monkeypatch.delitem(sys.modules, name)
    ended = run_command("train", "--gold", room, "--base", tmp_path, "-o", tmp_path / "model")
    assert ended.code == 2
    assert "pip install 'regimeline[train]'" in ended.err
