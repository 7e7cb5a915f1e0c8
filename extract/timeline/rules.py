"""The weights, the order of trust and the measure families, read from `rules.yaml`."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from extract.language.datafiles import load_values


@dataclass(frozen=True)
class Rules:
    """What `rules.yaml` says."""

    expected: dict[str, float]
    trust: tuple[str, ...]
    umbrellas: frozenset[str]
    specific: frozenset[str]
    family_of: dict[str, str]
    media: tuple[dict[str, Any], ...]
    citing: dict[str, tuple[str, ...]]
    flows: tuple[tuple[str, tuple[str, ...]], ...]
    concerned: tuple[tuple[str, tuple[str, ...]], ...]
    frames: tuple[str, ...]
    common: frozenset[str]
    kin: dict[str, str]
    affine: tuple[frozenset[str], ...]
    gazettes: tuple[str, ...]


@cache
def rules() -> Rules:
    """Return the rules of the package."""
    data = load_values(__package__, "rules.yaml")
    families = {measure: family for family, measures in data["families"].items() for measure in measures}
    return Rules(
        data["expected"],
        tuple(data["trust"]),
        frozenset(data["umbrellas"]),
        frozenset(data["specific"]),
        families,
        tuple(data["media"]),
        dict(_forms(data["citing"])),
        _forms(data["flows"]),
        _forms(data["concerned"]),
        tuple(data["frames"]),
        frozenset(data["common"].split()),
        {code: codes[0] for codes in data["kin"] for code in codes},
        tuple(frozenset(group) for group in data["affine"]),
        tuple(data["gazettes"]),
    )


def _forms(data: dict[str, list[str]]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((name, tuple(forms)) for name, forms in data.items())
