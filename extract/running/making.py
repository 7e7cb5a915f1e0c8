"""What makes records: the code, the knowledge and the model. Records made by the same are the same, byte for byte."""

import hashlib
from pathlib import Path
from typing import NamedTuple

import extract
from extract.knowledge.loading import hash_of_knowledge
from extract.pipeline import SHIPPED_MODEL, tool_version
from extract.records import Provenance

_ROOMS = ("pipeline.py", "assembling", "finding", "knowledge", "language", "reading", "records")
"""Where the code is that records hang on; the knowledge's files of data have a hash of their own."""


class Maker(NamedTuple):
    """What the records of a run say made them, and a hash of it all, code and weights included."""

    provenance: Provenance
    sha256: str


def maker_of(model: str | None, knowledge: Path | None) -> Maker:
    """Return what an `Extractor` of this model and knowledge would make records with, without loading it.

    Raises ModelError when the model's folder is not valid.
    """
    name, weights = "none", ""
    if model != "none":
        from extract.finding.encoder import load_folder  # noqa: PLC0415 -- numpy only with a model

        folder = load_folder(model or SHIPPED_MODEL)
        name, weights = folder.name, folder.sha256()
    known = hash_of_knowledge(knowledge)
    provenance = Provenance(tool_version=tool_version(), model=name, knowledge_sha256=known)
    found = hashlib.sha256(f"{provenance.model_dump_json()} {weights}".encode())
    for path in _code():
        found.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return Maker(provenance, found.hexdigest())


def _code() -> list[Path]:
    home = Path(extract.__file__).parent
    rooms = [home / room for room in _ROOMS]
    return sorted(path for room in rooms for path in ([room] if room.is_file() else room.rglob("*.py")))
