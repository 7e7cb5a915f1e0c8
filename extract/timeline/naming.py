"""Names that people give for what a question is about, to the codes that changes carry."""

from functools import cache
from typing import get_args

from extract.errors import UsageError
from extract.knowledge import load_knowledge
from extract.records.codes import TargetClass
from extract.timeline.items import Groups

_CODE = 2  # letters of an ISO 3166 code
_CLASSES: tuple[TargetClass, ...] = get_args(TargetClass)


def material_id(name: str, groups: Groups) -> str:
    """Return the id of a material, given as one or by a name such as gallium or 镓. Raises UsageError for others."""
    if name in groups or name.startswith("other:"):
        return name
    found = _scanned(name, "materials")
    if found is None:
        message = f"{name!r} is no known material; give a name such as gallium or 镓, or an id such as rare_earths"
        raise UsageError(message)
    return found


def jurisdiction_code(name: str) -> str:
    """Return the code of a jurisdiction, given as one or by its name. Raises UsageError for others."""
    code = name.upper()
    if code in _codes() or (len(name) == _CODE and name.isascii() and name.isalpha()):
        return code
    found = _scanned(name, "jurisdictions")
    if found is None:
        message = f"{name!r} is no known jurisdiction; give a code such as US or EU, or a name such as Japan or 日本"
        raise UsageError(message)
    return found


@cache
def _codes() -> frozenset[str]:
    """Return the codes of the register: those of countries, and of bodies such as `G7`."""
    return frozenset(entry.value for entry in load_knowledge().of_kind("jurisdictions"))


def target_class(name: str) -> TargetClass:
    """Return `name` as a class of targets. Raises UsageError for others."""
    for known in _CLASSES:
        if name == known:
            return known
    message = f"{name!r} is no class of end users; give one of {', '.join(_CLASSES)}"
    raise UsageError(message)


def _scanned(name: str, kind: str) -> str | None:
    hits = (hit.entry.value for hit in load_knowledge().lexicon.scan(name) if hit.entry.kind == kind)
    return next(hits, None)
