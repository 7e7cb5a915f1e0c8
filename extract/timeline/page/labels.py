"""Names of codes and materials in both languages, for the page."""

from collections.abc import Iterable
from functools import cache
from typing import Any

from extract.knowledge import load_knowledge
from extract.knowledge.entries import spellings
from extract.language.datafiles import load_values


def labels(materials: Iterable[str]) -> dict[str, Any]:
    """Return each code, and each of `materials` that the knowledge has, with its name in English and in Chinese.

    The words of the page stand under `ui`.
    """
    known = register_names("materials")
    return {**code_names(), "materials": {id_: known[id_] for id_ in sorted(set(materials)) if id_ in known}}


@cache
def code_names() -> dict[str, Any]:
    """Return the English and the Chinese name of each code, by the field that has it; the words of the page stand under `ui`."""
    return load_values(__package__, "labels.yaml")


@cache
def register_names(kind: str) -> dict[str, list[str]]:
    """Return the English and the Chinese name of each entry of a register (`materials`, `jurisdictions`, `authorities`): its first form."""
    names: dict[str, dict[str, str]] = {}
    for entry in load_knowledge().of_kind(kind):
        names.setdefault(entry.value, {}).setdefault(entry.language, next(spellings(entry.forms[0])))
    return {id_: [found.get("en", id_), found.get("zh", id_)] for id_, found in names.items()}
