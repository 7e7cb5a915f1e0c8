"""The decision log, OUT/decisions.jsonl: append-only, its first line carries the schema version."""

import json
from collections.abc import Iterable
from pathlib import Path

from pydantic import ValidationError

from extract.errors import RecordError
from extract.records.base import SCHEMA_VERSION
from extract.records.decision import Decision
from extract.records.upgrades import upgrade

DECISIONS = "decisions.jsonl"


def load_decisions(path: Path) -> tuple[Decision, ...]:
    """Read and validate the log at `path`, none where there is no file. Raises RecordError naming the line at fault."""
    if not path.exists():
        return ()
    try:
        head, *lines = path.read_text(encoding="utf-8").splitlines()
        upgrade(dict(json.loads(head)))
    except (OSError, TypeError, ValueError, RecordError) as error:
        message = f"{path} is no decision log ({error}); its first line must be {_head()}"
        raise RecordError(message) from error
    return tuple(_decision(path, number, line) for number, line in enumerate(lines, 2) if line.strip())


def append_decisions(path: Path, decisions: Iterable[Decision]) -> None:
    """Add decisions to the log at `path`, which is begun where there is none."""
    text = "".join(f"{decision.model_dump_json(exclude_defaults=True)}\n" for decision in decisions)
    path.parent.mkdir(parents=True, exist_ok=True)
    begun = path.exists()
    with path.open("a", encoding="utf-8", newline="\n") as file:
        file.write(text if begun else f"{_head()}\n{text}")


def _head() -> str:
    return json.dumps({"schema_version": SCHEMA_VERSION})


def _decision(path: Path, number: int, line: str) -> Decision:
    try:
        return Decision.model_validate_json(line)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "as a whole"
        message = f"{path}, line {number} is no decision ({where}: {first['msg']}); mend or remove the line"
        raise RecordError(message) from error
