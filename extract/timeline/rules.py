"""The weights, the order of trust and the measure families, read from `rules.yaml`."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml


@dataclass(frozen=True)
class Rules:
    """What `rules.yaml` says."""

    join: float
    margin: float
    weights: dict[str, float]
    trust: tuple[str, ...]
    umbrellas: frozenset[str]
    specific: frozenset[str]
    family_of: dict[str, str]
    media: tuple[dict[str, Any], ...]


@cache
def rules() -> Rules:
    """Return the rules of the package."""
    text = (Path(__file__).parent / "rules.yaml").read_text(encoding="utf-8")
    data: dict[str, Any] = yaml.safe_load(text)
    families = {measure: family for family, measures in data["families"].items() for measure in measures}
    return Rules(
        data["join"],
        data["margin"],
        data["weights"],
        tuple(data["trust"]),
        frozenset(data["umbrellas"]),
        frozenset(data["specific"]),
        families,
        tuple(data["media"]),
    )
