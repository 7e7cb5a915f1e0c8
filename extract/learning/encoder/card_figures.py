"""`figures.json` of a model folder: every figure of its card that is measured, with what it was measured on."""

import hashlib
import re
from pathlib import Path
from typing import Literal

from pydantic import Field

from extract.errors import RecordError
from extract.records import SCHEMA_VERSION
from extract.records.base import Record

NAME = "figures.json"
_MEASURED = ("config.json", "encoder.onnx", "heads.npz", "tokenizer.json")
_INNERMOST = re.compile(r"\[[^\[\]{}]*\]"), re.compile(r"\{[^{}]*\}")
Interval = tuple[float, float, float]
"""A figure and the ends of its 95 % interval."""


class Shares(Record):
    """Precision, recall and F1 of a field, each 0 to 1."""

    p: Interval
    r: Interval
    f1: Interval


class Compared(Record):
    """A field as each way of reading gives it; `gain` is what the F1 of `joined` is above that of `rules`, paired by article."""

    rules: Shares
    model: Shares
    joined: Shares
    gain: Interval


class Bin(Record):
    """What was told with a confidence of `[low, high)`: how much, with what mean confidence, and what share of it is right."""

    low: float
    high: float
    items: int
    confidence: float
    right: float


class Reliability(Record):
    """Confidence against what is right; `ece` is the expected calibration error over the bins."""

    ece: float
    bins: tuple[Bin, ...]


class Part(Record):
    """The figures of one language of a corpus; reliability of `event` and `statistic` by way, and of the heads, by name."""

    articles: int
    fields: dict[str, Compared]
    confidence: dict[str, dict[str, Reliability]]
    heads: dict[str, Reliability]


class CorpusFigures(Record):
    """One corpus of annotated articles, or one `fold` of it; `sha256` names its articles and annotations."""

    sha256: str
    fold: int | None
    parts: dict[str, Part]


class Variant(Record):
    """Another model on the same articles, joined: F1 by language and field; `gain` above the first of the variants."""

    f1: dict[str, dict[str, Interval]]
    gain: dict[str, dict[str, Interval]]


class Figures(Record):
    """Everything that was measured of one model. `model_sha256` names its files, `rooms` are the corpora; these and `variants` go by the name of their folder."""

    schema_version: Literal["1.0"] = SCHEMA_VERSION
    model: str
    model_sha256: str
    knowledge_sha256: str
    tool_version: str
    resamples: int
    seed: int
    rooms: dict[str, CorpusFigures] = Field(default_factory=dict)
    variants: dict[str, dict[str, Variant]] = Field(default_factory=dict)


def model_sha256(folder: Path) -> str:
    """Return a hash of the files that decide what a model says."""
    digest = hashlib.sha256()
    for name in _MEASURED:
        digest.update(f"{name}\0{hashlib.sha256((folder / name).read_bytes()).hexdigest()}\n".encode())
    return digest.hexdigest()


def load_figures(path: Path) -> Figures | None:
    """Read and validate figures; None where there is no file. Raises RecordError."""
    if not path.exists():
        return None
    try:
        return Figures.model_validate_json(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        message = f"{path} holds no valid figures ({error}); delete it and measure anew"
        raise RecordError(message) from error


def dump_figures(figures: Figures) -> str:
    """Return figures as JSON text, what stands innermost on one line."""
    text = figures.model_dump_json(indent=1)
    for innermost in _INNERMOST:
        text = innermost.sub(lambda found: " ".join(found[0].split()), text)
    return text + "\n"
