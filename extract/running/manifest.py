"""`run.json`: what a run read, what it skipped and why, with which versions, and when.

Clock time stands here and not in the records, so that records can be reproduced. Credentials in addresses are masked.
"""

import json
from pathlib import Path
from typing import Any, Literal

from pydantic import AwareDatetime, Field, ValidationError, field_validator

from extract.errors import RecordError
from extract.records import SCHEMA_VERSION, Problem, Provenance
from extract.records.base import Record
from extract.records.masking import Masked, masked
from extract.records.upgrades import upgrade


class ReadArticle(Record):
    """One article that was read: its file, its record below records/, and what the record holds.

    `source` is the path below the folder `input`; `seconds` is the time for reading, extracting and writing.
    `problems` are the codes of the record's problems.
    """

    input: Masked
    source: str
    record: str
    text_sha256: str
    record_sha256: str
    characters: int = Field(ge=0)
    events: int = Field(ge=0)
    statistics: int = Field(ge=0)
    problems: tuple[str, ...] = ()
    seconds: float = Field(ge=0)


class SkippedFile(Record):
    """A file, or one article of a file, that gave no record, and why."""

    input: Masked
    source: str
    problem: Problem

    @field_validator("problem")
    @classmethod
    def _without_secrets(cls, problem: Problem) -> Problem:
        return problem.model_copy(update={"message": masked(problem.message)})


class RunOptions(Record):
    """What the run was asked for besides its inputs."""

    published: str | None = None
    knowledge: Masked | None = None
    jobs: int = Field(ge=1)


class RunManifest(Record):
    """One run of `regimeline extract`. Articles and skipped files stand in the order of the inputs and of their names.

    `left` are records below records/ that are from an earlier run and were not written by this one.
    """

    schema_version: Literal["1.0"] = SCHEMA_VERSION
    provenance: Provenance
    python_version: str
    started: AwareDatetime
    finished: AwareDatetime
    seconds: float = Field(ge=0)
    options: RunOptions
    inputs: tuple[Masked, ...]
    articles: tuple[ReadArticle, ...] = ()
    skipped: tuple[SkippedFile, ...] = ()
    left: tuple[str, ...] = ()


def load_manifest(path: Path) -> RunManifest:
    """Read, upgrade and validate `run.json`. Raises RecordError with the reason and what to do."""
    try:
        document: Any = json.loads(path.read_text(encoding="utf-8"))
        if not isinstance(document, dict):
            message = f"{path} holds no manifest; run `regimeline extract` again"
            raise RecordError(message)
        return RunManifest.model_validate_json(json.dumps(upgrade(document)))
    except (OSError, ValueError, RecursionError, ValidationError) as error:
        message = f"{path} is no valid manifest ({error}); run `regimeline extract` again"
        raise RecordError(message) from error
