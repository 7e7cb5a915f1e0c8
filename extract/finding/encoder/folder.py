"""A model's folder: `config.json`, `tokenizer.json`, `encoder.onnx` and `heads.npz`; nothing in it is unpickled.

`config.json` says what form the folder has, how texts are cut into windows, the labels of the heads and how the reader's word is
joined with that of the rules. `extract.learning` writes such folders; `card.md` beside the files is for people.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extract.errors import ModelError
from extract.finding.opinion import JOINED, Join

FORMAT = 2
"""The form of the folder that this release reads."""
_SHIPPED = (Path(__file__).parents[2] / "_data" / "models", Path(__file__).parents[3] / "models")
"""Where models are shipped: in an installed package, and in a checkout."""
_FILES = ("config.json", "tokenizer.json", "encoder.onnx", "heads.npz")


@dataclass(frozen=True, slots=True)
class ModelFolder:
    """A model folder that was checked: every file is there and the form is known. `window` and `overlap` are in tokens."""

    path: Path
    name: str
    window: int
    overlap: int
    labels: Mapping[str, Sequence[str]]
    joins: Mapping[str, Join]

    def sha256(self) -> str:
        """Return the hash of all files that a reader loads: two folders with the same one read alike."""
        found = hashlib.sha256()
        for name in _FILES:
            with (self.path / name).open("rb") as file:
                found.update(hashlib.file_digest(file, "sha256").digest())
        return found.hexdigest()


def load_folder(path: Path | str) -> ModelFolder:
    """Read and check a model folder, given by its path or by the name of one that is shipped.

    Raises ModelError saying what is missing or does not fit.
    """
    path = next((room / path for room in _SHIPPED if (room / path / _FILES[0]).is_file()), Path(path))
    missing = [name for name in _FILES if not (path / name).is_file()]
    if missing:
        message = f"{path} is no model folder: it lacks {', '.join(missing)}; give a folder that training wrote, or `none` for the rules alone"
        raise ModelError(message)
    try:
        config: dict[str, Any] = json.loads((path / "config.json").read_text(encoding="utf-8"))
        if config["format"] != FORMAT:
            message = (
                f"{path} has form {config['format']}, this release reads {FORMAT}; train it anew or take its release"
            )
            raise ModelError(message)
        joins = {question: Join(**config["joins"][question]) for question in JOINED}
        return ModelFolder(path, config["name"], config["window"], config["overlap"], config["labels"], joins)
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        message = f"{path / 'config.json'} cannot be read ({error!r}); train the model anew"
        raise ModelError(message) from error
