"""The weights, the order of trust and the measure families, read from `rules.yaml`."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from extract.language.datafiles import load_values


@dataclass(frozen=True)
class Rules:
    """What `rules.yaml` says; what each list is for stands there."""

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
    section: re.Pattern[str]
    raised: re.Pattern[str]
    unnamed: re.Pattern[str]


@cache
def rules() -> Rules:
    """Return the rules of the package."""
    data = load_values(__package__, "rules.yaml")
    return Rules(
        expected=data["expected"],
        trust=tuple(data["trust"]),
        umbrellas=frozenset(data["umbrellas"]),
        specific=frozenset(data["specific"]),
        family_of={measure: family for family, measures in data["families"].items() for measure in measures},
        media=tuple(data["media"]),
        citing=dict(_forms(data["citing"])),
        flows=_forms(data["flows"]),
        concerned=_forms(data["concerned"]),
        frames=tuple(data["frames"]),
        common=frozenset(data["common"].split()),
        kin={code: codes[0] for codes in data["kin"] for code in codes},
        affine=tuple(frozenset(group) for group in data["affine"]),
        gazettes=tuple(data["gazettes"]),
        section=re.compile(data["section"]),
        raised=re.compile(data["raised"]),
        unnamed=re.compile("|".join([r"[\W_]+", *data["unnamed"]])),
    )


def _forms(data: dict[str, list[str]]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((name, tuple(forms)) for name, forms in data.items())
