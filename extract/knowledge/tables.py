"""Small tables of the knowledge that are no lexicon: headline words, directions, confidence weights."""

from functools import cache
from typing import Any

import yaml

from extract.knowledge.loading import HOME, TextLoader


@cache
def load_table(name: str) -> dict[str, Any]:
    """Return the parsed `knowledge/<name>.yaml`; it is part of the package and checked by tests."""
    table: dict[str, Any] = yaml.load((HOME / f"{name}.yaml").read_bytes(), Loader=TextLoader)  # noqa: S506 -- a safe loader
    return table
