import json
from pathlib import Path

import jsonschema
import pytest

from extract.records.schemas import render
from extract.running.batch import run_batch
from extract.running.formats import all_schemas, write_all_schemas
from extract.running.options import BatchOptions

COMMITTED = Path(__file__).parents[2] / "schemas"


def test_the_committed_schemas_are_those_of_all_formats():
    committed = {path.stem: path.read_text(encoding="utf-8") for path in COMMITTED.glob("*.json")}
    assert committed == {name: render(schema) for name, schema in all_schemas().items()}, "run `make schemas`"


@pytest.mark.parametrize("name", all_schemas())
def test_each_schema_is_a_valid_one(name):
    jsonschema.Draft202012Validator.check_schema(all_schemas()[name])


def test_writing_gives_one_file_a_format(tmp_path):
    paths = write_all_schemas(tmp_path / "new")
    assert {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in paths} == all_schemas()


@pytest.mark.usefixtures("forked")
def test_a_run_writes_a_manifest_of_its_schema(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "one.txt").write_text("Freedonia will license gallium exports.", encoding="utf-8")
    run_batch([tmp_path / "in"], tmp_path / "out", options=BatchOptions(model="none"))
    schemas = all_schemas()
    jsonschema.validate(
        json.loads((tmp_path / "out" / "run.json").read_text(encoding="utf-8")), schemas["run_manifest"]
    )
    record = json.loads((tmp_path / "out" / "records" / "one.json").read_text(encoding="utf-8"))
    jsonschema.validate(record, schemas["article_record"])
