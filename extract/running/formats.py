"""The JSON Schemas of every file that the product reads or writes, those of a run included."""

from pathlib import Path
from typing import Any

from extract.records.schemas import render, schemas
from extract.records.writing import write_whole
from extract.running.manifest import RunManifest

RUN = "run_manifest"


def all_schemas() -> dict[str, dict[str, Any]]:
    """Return the JSON Schema (draft 2020-12) of each file format by name."""
    known = schemas()
    dialect = next(iter(known.values()))["$schema"]
    run = RunManifest.model_json_schema(by_alias=True, mode="serialization")
    return {**known, RUN: {**run, "$schema": dialect, "title": RUN}}


def write_all_schemas(folder: Path) -> list[Path]:
    """Write `<name>.json` for each format into `folder`, made if need be; return the paths."""
    paths = []
    for name, schema in all_schemas().items():
        write_whole(folder / f"{name}.json", render(schema))
        paths.append(folder / f"{name}.json")
    return paths
