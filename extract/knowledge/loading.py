"""Reads the knowledge from YAML files, checks it, and hands it out as one object.

A folder of knowledge holds `materials.yaml`, `jurisdictions.yaml`, `authorities.yaml` (names in both languages) and
a folder a language, `en/` and `zh/`, with the cue files listed in `CUE_KINDS`. A user's own folder may hold any of them.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import yaml

from extract.errors import KnowledgeError
from extract.knowledge.entries import Entry
from extract.knowledge.kinds import CUE_KINDS, REGISTER_KINDS, check_value
from extract.knowledge.lexicon import Lexicon
from extract.language.datafiles import parse_yaml

HOME = Path(__file__).parent
LANGUAGES = ("en", "zh")
"""Languages that are known, each with a folder of its own; `zh` is both scripts."""
_OWN = frozenset({"value", "forms", "yes", "no"})


@dataclass(frozen=True)
class Knowledge:
    """All entries, their automaton, and a hash that says which knowledge made a record."""

    entries: tuple[Entry, ...]
    sha256: str

    @cached_property
    def lexicon(self) -> Lexicon:
        """The automaton over all entries."""
        return Lexicon(self.entries)

    def of_kind(self, kind: str) -> Iterable[Entry]:
        """Yield the entries of one kind."""
        return (entry for entry in self.entries if entry.kind == kind)

    @cached_property
    def material_groups(self) -> Mapping[str, frozenset[str]]:
        """Material id to the ids of all groups above it, near and far."""
        above = {entry.value: tuple((entry.get("groups") or "").split()) for entry in self.of_kind("materials")}
        return {name: _climb(name, above) for name in above}


def _climb(name: str, above: Mapping[str, tuple[str, ...]]) -> frozenset[str]:
    found: set[str] = set()
    waiting = list(above.get(name, ()))
    while waiting:
        group = waiting.pop()
        if group not in found:
            found.add(group)
            waiting.extend(above.get(group, ()))
    return frozenset(found)


@cache
def load_knowledge(extra: Path | None = None) -> Knowledge:
    """Return the knowledge of the package, with the user's folder `extra` added.

    Raises KnowledgeError naming the file and the entry at fault.
    """
    entries: list[Entry] = []
    homes: list[Path] = []
    for home in _homes(extra):
        paths = _files_of(home)
        if not paths:
            message = f"{home} holds no knowledge; name its files as in en/measures.yaml or materials.yaml"
            raise KnowledgeError(message)
        homes.append(home)
        for path in paths:
            entries += _read_entries(path, path.read_bytes())
    return Knowledge(tuple(entries), _hash_of(homes))


def hash_of_knowledge(extra: Path | None = None) -> str:
    """Return the `sha256` that `load_knowledge(extra)` would have, without reading what is in its files."""
    return _hash_of(_homes(extra))


def _homes(extra: Path | None) -> list[Path]:
    """Return the folders of the package and of the user. Raises KnowledgeError when `extra` is none."""
    if extra is not None and not extra.is_dir():
        message = f"{extra} is no folder; give --knowledge a folder with files such as en/measures.yaml"
        raise KnowledgeError(message)
    return [HOME] if extra is None else [HOME, extra]


def _hash_of(homes: Iterable[Path]) -> str:
    """Return the SHA-256 over every YAML and CSV file, lexicons, grammars and tables alike, by path and content."""
    digest = hashlib.sha256()
    for home in homes:
        for path in sorted(path for path in home.rglob("*") if path.suffix in {".yaml", ".csv"}):
            digest.update(path.relative_to(home).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def _files_of(home: Path) -> list[Path]:
    names = [f"{kind}.yaml" for kind in REGISTER_KINDS]
    names += [f"{language}/{kind}.yaml" for language in LANGUAGES for kind in CUE_KINDS]
    return [home / name for name in names if (home / name).is_file()]


def _read_entries(path: Path, content: bytes) -> list[Entry]:
    try:
        items = parse_yaml(content) or []
    except yaml.YAMLError as error:
        message = f"{path} is no valid YAML ({error}); mend it there"
        raise KnowledgeError(message) from error
    if not isinstance(items, list):
        message = f"{path} must be a list of entries; begin each with - value: and give it forms"
        raise KnowledgeError(message)
    return [entry for number, item in enumerate(items, 1) for entry in _entries_of(item, path, number)]


def _entries_of(item: Any, path: Path, number: int) -> list[Entry]:
    kind = path.stem
    where = f"{path}, entry {number}"
    if not isinstance(item, dict) or not isinstance(item.get("value"), str):
        message = f"{where}: an entry needs a value and forms; write it as in extract/knowledge"
        raise KnowledgeError(message)
    check_value(kind, item, where)
    data = {key: _plain(value) for key, value in item.items() if key not in _OWN and key not in LANGUAGES}
    yes, no = _texts(item, "yes", where), _texts(item, "no", where)
    if kind in REGISTER_KINDS:
        return [
            Entry(kind, item["value"], language, _texts(item, language, where), data, yes, no)
            for language in LANGUAGES
            if item.get(language)
        ]
    return [Entry(kind, item["value"], path.parent.name, _texts(item, "forms", where), data, yes, no)]


def _texts(item: Mapping[str, Any], key: str, where: str) -> tuple[str, ...]:
    texts = item.get(key) or []
    if not isinstance(texts, list):
        message = f"{where}: {key} must be a list; put [ ] round it"
        raise KnowledgeError(message)
    for text in texts:
        if not isinstance(text, str) or not text.strip(" .()|"):
            message = f"{where}: {key} holds {text!r}, which is no text; put quotes round a text with a colon in it"
            raise KnowledgeError(message)
    return tuple(texts)


def _plain(value: Any) -> str:
    return " ".join(map(str, value)) if isinstance(value, list) else str(value)
