import pytest

from extract.errors import RecordError, UsageError
from extract.pipeline import Extractor
from extract.records import dump_record
from extract.running.manifest import load_manifest
from extract.running.outputs import load_records


@pytest.fixture(scope="module")
def record():
    return Extractor().extract("Freedonia will require licences for gallium exports.", published="2026-02-02")


def write(out, **files):
    (out / "records" / "deep").mkdir(parents=True)
    for name, text in files.items():
        (out / "records" / f"{name.replace('__', '/')}.json").write_text(text, encoding="utf-8")


def test_records_come_by_their_paths_in_order(tmp_path, record):
    write(tmp_path, b=dump_record(record), deep__a=dump_record(record), a=dump_record(record))
    loaded = load_records(tmp_path)
    assert [name for name, _ in loaded.records] == ["a.json", "b.json", "deep/a.json"]
    assert all(item == record for _, item in loaded.records)
    assert loaded.faults == ()


def test_a_record_that_is_not_valid_is_named_and_the_others_are_given(tmp_path, record):
    write(tmp_path, good=dump_record(record), bad="{}")
    loaded = load_records(tmp_path)
    assert [name for name, _ in loaded.records] == ["good.json"]
    assert len(loaded.faults) == 1
    assert "bad.json" in loaded.faults[0]


def test_a_folder_without_records_is_refused_with_what_to_do(tmp_path):
    with pytest.raises(UsageError, match="run `regimeline extract"):
        load_records(tmp_path)


def test_a_folder_with_no_valid_record_is_refused(tmp_path):
    write(tmp_path, bad="[]")
    with pytest.raises(RecordError):
        load_records(tmp_path)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"schema_version": "1.0"}', '{"schema_version": "99.0"}'])
def test_a_manifest_that_is_not_valid_is_refused(tmp_path, text):
    (tmp_path / "run.json").write_text(text, encoding="utf-8")
    with pytest.raises(RecordError):
        load_manifest(tmp_path / "run.json")
