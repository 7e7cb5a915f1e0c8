"""The pinned figures of the gate, on disk."""

import json
from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError

from extract.errors import RecordError
from extract.records import SCHEMA_VERSION
from extract.records.base import Record
from extract.records.upgrades import upgrade

Share = float


class Floor(Record):
    """The precision and recall that a field must not fall below; 0 to 1."""

    p: Share = Field(ge=0, le=1)
    r: Share = Field(ge=0, le=1)


Floors = dict[str, dict[str, Floor]]
"""Language to field to floor; the fields are those of the score, and `role:<name>` for each role of an argument."""


class Pinned(Record):
    """The figures of one corpus. `sha256` names its articles and annotations: other ones cannot be held to these."""

    sha256: str
    articles: int = Field(ge=1)
    floors: Floors


class Baseline(Record):
    """The figures of all corpora by name."""

    schema_version: Literal["1.0"] = SCHEMA_VERSION
    corpora: dict[str, Pinned] = Field(default_factory=dict)


def load_baseline(path: Path) -> Baseline:
    """Read and validate pinned figures; none are pinned where there is no file. Raises RecordError."""
    if not path.exists():
        return Baseline()
    try:
        return Baseline.model_validate_json(json.dumps(upgrade(json.loads(path.read_text(encoding="utf-8")))))
    except (OSError, ValueError, AttributeError, ValidationError) as error:
        message = f"{path} holds no valid figures ({error}); restore it, or pin new ones with `make gate-update`"
        raise RecordError(message) from error


def dump_baseline(baseline: Baseline) -> str:
    """Return pinned figures as JSON text, one field a line, to be read in a diff."""
    document = baseline.model_dump(mode="json")
    floors = {name: corpus.pop("floors") for name, corpus in document["corpora"].items()}
    for name, corpus in document["corpora"].items():
        corpus["floors"] = {language: f"@{name}/{language}" for language in floors[name]}
    text = json.dumps(document, indent=1)
    for name, languages in floors.items():
        for language, fields in languages.items():
            lines = ",\n".join(f"     {json.dumps(field)}: {json.dumps(floor)}" for field, floor in fields.items())
            text = text.replace(f'"@{name}/{language}"', "{\n" + lines + "\n    }")
    return text + "\n"
