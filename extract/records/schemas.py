"""JSON Schemas of every file format, generated from the records; `schemas/` holds them and is checked for drift."""

import json
import re
from typing import Any, get_args

from extract.records import codes
from extract.records.answer import AnswerSheet
from extract.records.base import Record
from extract.records.decision import Decision
from extract.records.difference import TimelineDifference
from extract.records.record import ArticleRecord
from extract.records.timeline import Timeline

FORMATS: dict[str, type[Record]] = {
    "answer_sheet": AnswerSheet,
    "article_record": ArticleRecord,
    "decision": Decision,
    "timeline": Timeline,
    "timeline_difference": TimelineDifference,
}
"""File format by name; one file `<name>.json` each."""

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_CODE_LISTS = (
    (codes.Measure, "Measure"),
    (codes.Action, "Action"),
    (codes.Stage, "Stage"),
    (codes.Certainty, "Certainty"),
    (codes.Direction, "Direction"),
)


def schemas() -> dict[str, dict[str, Any]]:
    """Return the JSON Schema (draft 2020-12) of each file format by name."""
    return {name: _schema(name, model) for name, model in FORMATS.items()}


def render(schema: dict[str, Any]) -> str:
    """Return the text of a schema file."""
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def _schema(name: str, model: type[Record]) -> dict[str, Any]:
    schema = model.model_json_schema(by_alias=True, mode="serialization")
    return {"$schema": _DIALECT, **_with_short_names(schema), "title": name}


def _with_short_names(schema: dict[str, Any]) -> dict[str, Any]:
    """Give generics such as `Told[Literal['stated', ...]]` the name of their code list: `Told_Certainty`."""
    text = json.dumps(schema)
    for old in schema.get("$defs", {}):
        if old.endswith("_"):
            text = text.replace(f'"{old}"', f'"{_short(old)}"').replace(f'/{old}"', f'/{_short(old)}"')
    named: dict[str, Any] = json.loads(text)
    for definition, body in named.get("$defs", {}).items():
        body["title"] = definition
    return named


def _short(name: str) -> str:
    generic, _, parameter = name.rstrip("_").partition("_")
    for values, code_list in _CODE_LISTS:
        if parameter == "Literal__" + "____".join(get_args(values)):
            return f"{generic}_{code_list}"
    return f"{generic}_{re.sub(r'[^A-Za-z]', '', parameter).removesuffix('Value') or 'Value'}"
