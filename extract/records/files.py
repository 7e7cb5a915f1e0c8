"""Records to and from files; JSON that people can read and diff."""

import json
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from extract.errors import RecordError
from extract.records.record import ArticleRecord
from extract.records.upgrades import upgrade


def load_record(path: Path) -> ArticleRecord:
    """Read, upgrade and validate the record at `path`. Raises RecordError with the reason and what to do."""
    try:
        content = path.read_bytes()
    except OSError as error:
        message = f"{path} cannot be read ({error.strerror}); extract its article again"
        raise RecordError(message) from error
    return read_record(content, name=str(path))


def read_record(content: str | bytes, *, name: str = "the record") -> ArticleRecord:
    """Upgrade and validate the JSON text of a record. Raises RecordError, with `name`, the reason and what to do."""
    try:
        document: Any = json.loads(content)
    except (ValueError, RecursionError) as error:
        message = f"{name} cannot be read as JSON ({error}); extract its article again"
        raise RecordError(message) from error
    if not isinstance(document, dict):
        message = f"{name} holds no record; give a file that `regimeline extract` wrote"
        raise RecordError(message)
    return parse_record(upgrade(document), name=name)


def parse_record(document: dict[str, Any], *, name: str = "the record") -> ArticleRecord:
    """Validate a parsed record of the current version. Raises RecordError naming the first fault."""
    try:
        return ArticleRecord.model_validate_json(json.dumps(document))
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "as a whole"
        message = f"{name} is not valid ({where}: {first['msg']}); extract its article again or mend the file"
        raise RecordError(message) from error


def dump_record(record: ArticleRecord) -> str:
    """Return the record as JSON text, two spaces deep, Chinese as it is."""
    return record.model_dump_json(indent=2, by_alias=True) + "\n"
