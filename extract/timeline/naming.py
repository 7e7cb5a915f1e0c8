"""Names that people give for what a question is about, to the codes that changes carry."""

from typing import get_args

from extract.errors import UsageError
from extract.knowledge import load_knowledge
from extract.records.codes import TargetClass
from extract.timeline.items import Groups

_CODE = 2  # letters of an ISO 3166 code
_CODES = frozenset({"G7", "G20", "UN", "WTO", "NATO", "OPEC", "ASEAN", "BRICS"})
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
    if name.isascii() and name.isalpha() and (len(name) == _CODE or name.upper() in _CODES):
        return name.upper()
    found = name if name in _CODES else _scanned(name, "jurisdictions")
    if found is None:
        message = f"{name!r} is no known jurisdiction; give a code such as US or EU, or a name such as Japan or 日本"
        raise UsageError(message)
    return found


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
