"""Older files are upgraded on load: a list of small functions, one for each version that a release left behind."""

from collections.abc import Callable
from typing import Any

from extract.errors import RecordError, SchemaVersionError
from extract.records.base import SCHEMA_VERSION

Upgrade = Callable[[dict[str, Any]], dict[str, Any]]

UPGRADES: list[tuple[str, str, Upgrade]] = []
"""(from version, to version, function), in order. A function takes and returns the parsed JSON of a whole file."""


def upgrade(document: dict[str, Any], *, steps: list[tuple[str, str, Upgrade]] | None = None) -> dict[str, Any]:
    """Return `document` in the current schema version.

    Raises RecordError when it has no version, SchemaVersionError when it is from a newer release.
    """
    version = document.get("schema_version")
    if not isinstance(version, str):
        message = "the file has no schema_version: it was not written by regimeline; extract its article again"
        raise RecordError(message)
    for source, target, step in UPGRADES if steps is None else steps:
        if version == source:
            document, version = {**step(document), "schema_version": target}, target
    if version != SCHEMA_VERSION:
        message = f"the file has schema_version {version}, this release reads up to {SCHEMA_VERSION}; install a newer regimeline"
        raise SchemaVersionError(message)
    return document
