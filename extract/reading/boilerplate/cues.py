"""The cues of `en.yaml` and `zh.yaml`, and how a line is compared with them."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from extract.language.datafiles import load_entries
from extract.language.folding import fold

Kind = Literal["whole", "start", "menu", "list"]

LONGEST = 400
"""Longer lines (code points) are running text, whatever they begin with."""

_SHORT = 60
_ALSO_BEGINS_SENTENCES = frozenset({"powered by "})

_BULLET = "#*>-•·|[]()<《» \t\u3000,，、"
_END = "\"'#*>-•·|[]()<» \t\u3000:.…!,，、。"


@dataclass(frozen=True, slots=True)
class Cue:
    """One entry: `kind` as explained in `en.yaml`, its form, and lines that it must and must not match."""

    kind: Kind
    form: str
    yes: tuple[str, ...]
    no: tuple[str, ...]


@cache
def load_cues() -> tuple[Cue, ...]:
    """Return the cues of both languages."""
    entries = [entry for name in ("en.yaml", "zh.yaml") for entry in load_entries(__package__, name)]
    return tuple(Cue(entry["kind"], entry["form"], tuple(entry["yes"]), tuple(entry["no"])) for entry in entries)


def bare(line: str) -> str:
    """Return `line` folded, without bullets before and marks after its words, runs of spaces as one."""
    return _stripped(fold(line))


def kind_of(line: str) -> Kind | None:
    """Return the kind of the cue that `line` matches by itself; None when it matches none.

    `menu` and `list` are decided by the lines around: see `find_boilerplate`.
    """
    if len(line) > LONGEST:
        return None
    folded = fold(line)
    kind = _exact().get(_stripped(folded))
    if kind is not None:
        return kind
    match = _start().match(folded)
    if match is None or (match.group(1) in _ALSO_BEGINS_SENTENCES and len(line) > _SHORT):
        return None
    return "start"


def _stripped(folded: str) -> str:
    return " ".join(folded.lstrip(_BULLET).rstrip(_END).replace("|", " ").split())


@cache
def _exact() -> dict[str, Kind]:
    return {bare(cue.form): cue.kind for cue in load_cues() if cue.kind != "start"}


@cache
def _start() -> re.Pattern[str]:
    forms = "|".join(re.escape(cue.form) for cue in load_cues() if cue.kind == "start")
    return re.compile(rf"[\W_]*({forms})")
