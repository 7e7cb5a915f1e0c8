from pathlib import Path

import jsonschema
import pytest

from extract.records.schemas import FORMATS, render, schemas

COMMITTED = Path(__file__).parents[2] / "schemas"


@pytest.mark.parametrize("name", FORMATS)
def test_the_committed_schema_is_the_one_the_records_give(name):
    assert (COMMITTED / f"{name}.json").read_text(encoding="utf-8") == render(schemas()[name]), (
        "run `regimeline schema schemas` and commit what changed"
    )


def test_no_committed_schema_is_left_over():
    others = {"run_manifest"}  # tested with the runs that write it
    assert {path.stem for path in COMMITTED.glob("*.json")} - others == set(FORMATS)


@pytest.mark.parametrize("name", FORMATS)
def test_each_schema_is_a_valid_schema(name):
    jsonschema.Draft202012Validator.check_schema(schemas()[name])


def test_names_in_the_schemas_are_ones_that_people_can_read():
    names = [name for schema in schemas().values() for name in schema.get("$defs", {})]
    assert "Told_Measure" in names
    assert all(len(name) < 30 for name in names)
