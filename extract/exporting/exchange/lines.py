"""JSON Lines: one object a line."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from extract.errors import RecordError

Json = Mapping[str, Any]


def to_lines(objects: Iterable[Json]) -> str:
    """Return the objects as JSON Lines, Chinese as it is."""
    return "".join(json.dumps(item, ensure_ascii=False) + "\n" for item in objects)


def from_lines(content: str) -> Iterator[Json]:
    """Yield the objects of JSON Lines. Raises RecordError naming the line that is none."""
    for number, line in enumerate(content.split("\n"), 1):
        if line.strip():
            try:
                found = json.loads(line)
            except ValueError as error:
                message = f"line {number} is no JSON ({error}); export the annotations as JSONL"
                raise RecordError(message) from error
            if not isinstance(found, dict):
                message = f"line {number} is no object; export the annotations as JSONL"
                raise RecordError(message)
            yield found
