"""Knowledge files are read as text, checked entry by entry, and a user's folder adds to the package's own."""

import shutil

import pytest

from extract.errors import KnowledgeError
from extract.knowledge import load_knowledge, loading


def write(folder, name, text):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_a_users_folder_adds_entries_and_changes_the_hash(tmp_path):
    write(tmp_path, "materials.yaml", "- value: other:unobtainium\n  en: [unobtainium]\n  zh: [难得素]\n")
    write(tmp_path, "en/measures.yaml", "- value: ban\n  forms: [frobnicated]\n")
    own, added = load_knowledge(), load_knowledge(tmp_path)
    assert len(added.entries) == len(own.entries) + 3
    assert added.sha256 != own.sha256
    values = {hit.entry.value for hit in added.lexicon.scan("Unobtainium was frobnicated; 难得素")}
    assert {"other:unobtainium", "ban"} <= values
    assert own.lexicon.scan("Unobtainium was frobnicated") == []


def test_yes_no_and_norway_are_texts(tmp_path):
    write(
        tmp_path,
        "jurisdictions.yaml",
        "- value: NO\n  en: [Noregr]\n  yes: [Noregr sells fish.]\n  no: [On it goes.]\n",
    )
    added = load_knowledge(tmp_path).entries[-1]
    assert (added.value, added.yes, added.no) == ("NO", ("Noregr sells fish.",), ("On it goes.",))


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("en/measures.yaml", "- value: bann\n  forms: [x]\n", "entry 1: value 'bann' is none of"),
        ("en/measures.yaml", "- value: ban\n  forms: [x]\n- value: ban\n", "entry 2: give a list of forms"),
        ("en/measures.yaml", "- value: ban\n  forms: x\n", "entry 1: give a list of forms"),
        ("en/measures.yaml", "- value: ban\n  forms: [{a: b}]\n", "entry 1: forms holds {'a': 'b'}"),
        ("en/measures.yaml", "- value: ban\n  forms: ['...']\n", "entry 1: forms holds '...'"),
        ("en/measures.yaml", "- value: ban\n  forms: [x]\n  yes: one\n", "entry 1: yes must be a list"),
        ("en/measures.yaml", "- forms: [x]\n", "entry 1: an entry needs a value"),
        ("en/measures.yaml", "value: ban\n", "must be a list of entries"),
        ("zh/targets.yaml", "- value: [\n", "is no valid YAML"),
        ("materials.yaml", "- value: iron\n  forms: [iron]\n", "give a list of forms under en or zh"),
    ],
)
def test_an_error_names_the_file_and_the_entry(tmp_path, name, text, told):
    path = write(tmp_path, name, text)
    with pytest.raises(KnowledgeError) as caught:
        load_knowledge(tmp_path)
    assert str(path) in str(caught.value)
    assert told in str(caught.value)


def test_a_missing_or_empty_folder_is_told(tmp_path):
    with pytest.raises(KnowledgeError, match="is no folder"):
        load_knowledge(tmp_path / "none")
    with pytest.raises(KnowledgeError, match="is no folder"):
        loading.hash_of_knowledge(tmp_path / "none")  # a run that finds nothing new asks for this alone
    with pytest.raises(KnowledgeError, match="holds no knowledge"):
        load_knowledge(tmp_path)


def test_the_hash_covers_tables_and_grammars_too(tmp_path, monkeypatch):
    home = tmp_path / "knowledge"
    shutil.copytree(loading.HOME, home, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    monkeypatch.setattr(loading, "HOME", home)
    before = loading.load_knowledge.__wrapped__().sha256
    table = home / "confidence.yaml"
    table.write_text(table.read_text(encoding="utf-8") + "# changed\n", encoding="utf-8")
    assert loading.load_knowledge.__wrapped__().sha256 != before
