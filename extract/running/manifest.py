"""`run.json`: what a run read, what it skipped and why, with which versions, and when.

Clock time stands here and not in the records, so that records can be reproduced. Credentials in addresses are masked.
"""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Literal

from pydantic import AwareDatetime, Field, ValidationError, field_validator

from extract.errors import RecordError
from extract.records import SCHEMA_VERSION, Problem, Provenance
from extract.records.base import Record
from extract.records.masking import Masked, masked
from extract.records.upgrades import upgrade

Form = Literal["json", "jsonl", "parquet"]
"""How records stand on disk: a file each, or many in a shard."""


class ReadArticle(Record):
    """One article that was read: its file, its record below records/, and what the record holds.

    `source` is the path below the folder `input`; `seconds` is the time for extracting and writing. `problems` are the codes of
    the record's problems. `copy_of` is the record of the first of the articles with the same text and date, where that is another.
    `overlooked` counts the passages that look relevant and gave nothing.
    """

    input: Masked
    source: Masked
    record: Masked
    text_sha256: str
    record_sha256: str
    characters: int = Field(ge=0)
    events: int = Field(ge=0)
    statistics: int = Field(ge=0)
    problems: tuple[str, ...] = ()
    seconds: float = Field(ge=0)
    copy_of: Masked | None = None
    overlooked: int = Field(default=0, ge=0)


class SkippedFile(Record):
    """A file, or one article of a file, that gave no record, and why."""

    input: Masked
    source: Masked
    problem: Problem

    @field_validator("problem")
    @classmethod
    def _without_secrets(cls, problem: Problem) -> Problem:
        return problem.model_copy(update={"message": masked(problem.message)})


class Overlooked(Record):
    """A passage that looks relevant and gave nothing: the sentence at `[start, end)` of the text of `record`."""

    record: Masked
    start: int = Field(ge=0)
    end: int
    quote: str


class Coverage(Record):
    """How much of the input became records, in numbers.

    Of `files` given, `unchanged` were as at the last run and not read again. Of the `articles` that have records, `extracted` and
    `copied` are those that this run made; of the copied, whose findings were taken over from another record, `moved` have it from one
    whose source is gone. `duplicates` have the text and the date of another article. `skipped` and `problems` count by code.
    `gone` are records whose source no longer holds their article; `pruned` of them were deleted. `replaced` counts files whose records took the
    place of those of other files, which are still there but were not given. `overlooked` counts passages that
    look relevant and gave nothing, `examples` are the first of them.
    """

    files: int = 0
    unchanged: int = 0
    articles: int = 0
    extracted: int = 0
    copied: int = 0
    moved: int = 0
    duplicates: int = 0
    characters: int = 0
    events: int = 0
    statistics: int = 0
    skipped: dict[str, int] = Field(default_factory=dict)
    problems: dict[str, int] = Field(default_factory=dict)
    gone: int = 0
    pruned: int = 0
    replaced: int = 0
    overlooked: int = 0
    examples: tuple[Overlooked, ...] = ()


class RunOptions(Record):
    """What the run was asked for besides its inputs."""

    published: str | None = None
    knowledge: Masked | None = None
    jobs: int = Field(ge=1)
    format: Form = "json"
    follow_links: bool = False
    engine: Literal["local", "ray"] = "local"


class RunManifest(Record):
    """One run of `regimeline extract`. Articles and skipped files stand in the order of the inputs and of their names.

    `finished` is None while the run goes on, and where it was interrupted. `left` are records that are from an earlier run and that no
    article of this one stands for.
    """

    schema_version: Literal["1.0"] = SCHEMA_VERSION
    provenance: Provenance
    python_version: str
    started: AwareDatetime
    finished: AwareDatetime | None
    seconds: float = Field(ge=0)
    options: RunOptions
    inputs: tuple[Masked, ...]
    coverage: Coverage = Coverage()
    articles: tuple[ReadArticle, ...] = ()
    skipped: tuple[SkippedFile, ...] = ()
    left: tuple[Masked, ...] = ()


def pieces_of(head: RunManifest, **lists: Iterable[str]) -> Iterator[str]:
    """Yield the text of `run.json` piece by piece: `head` has all but the lists, which come as JSON of their items, by name and in order."""
    text = head.model_dump_json(indent=2, exclude=set(lists))
    yield text.removesuffix("\n}")
    for name, items in lists.items():
        yield f',\n  "{name}": ['
        between = "\n    "
        for item in items:
            yield f"{between}{item}"
            between = ",\n    "
        yield "]" if between == "\n    " else "\n  ]"
    yield "\n}\n"


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
