"""Names of codes and materials in both languages, for the page."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from extract.knowledge import load_knowledge
from extract.knowledge.entries import spellings


def labels(materials: Iterable[str]) -> dict[str, Any]:
    """Return each code, and each of `materials` that the knowledge has, with its name in English and in Chinese.

    The words of the page stand under `ui`.
    """
    known = _materials()
    return {**_codes(), "materials": {id_: known[id_] for id_ in sorted(set(materials)) if id_ in known}}


@cache
def _codes() -> dict[str, Any]:
    text = (Path(__file__).parent / "labels.yaml").read_text(encoding="utf-8")
    data: dict[str, Any] = yaml.safe_load(text)
    return data


@cache
def _materials() -> dict[str, list[str]]:
    """Return the name of each material, which is its first form."""
    names: dict[str, dict[str, str]] = {}
    for entry in load_knowledge().of_kind("materials"):
        names.setdefault(entry.value, {})[entry.language] = next(spellings(entry.forms[0]))
    return {id_: [found.get("en", id_), found.get("zh", id_)] for id_, found in names.items()}
