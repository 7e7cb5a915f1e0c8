"""Why a value does not fit, in plain words of both languages; the words are `faults.yaml`."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, NoReturn

from pydantic import ValidationError

from extract.errors import UnfitError
from extract.language.datafiles import load_values

_CODES = {
    "missing": "missing",
    "literal_error": "choice",
    "extra_forbidden": "extra",
    "string_pattern_mismatch": "jurisdiction",
    "string_type": "text",
    "string_too_short": "empty",
    "too_short": "last_trigger",
    "none_required": "empty",
    "float_type": "number",
    "float_parsing": "number",
    "int_type": "number",
    "finite_number": "number",
    "greater_than_equal": "range",
    "less_than_equal": "range",
}
"""What pydantic calls a fault to our code of it."""


@dataclass(frozen=True)
class Fault:
    """A value that does not fit: the path of its field, the code of the fault, and what to do in English and Chinese."""

    field: str
    code: str
    message: str
    message_zh: str

    @classmethod
    def of(cls, code: str, field: str, **about: object) -> "Fault":
        """Return the fault `code` of `faults.yaml` at `field`."""
        words = _words()[code]
        told = {"field": field, **about}
        return cls(field, code, words["en"].format(**told), words["zh"].format(**told))


def refuse(code: str, field: str, **about: object) -> NoReturn:
    """Raise the error of one fault."""
    raise raised([Fault.of(code, field, **about)])


def raised(faults: Iterable[Fault]) -> UnfitError:
    """Return the error of some faults, to be raised."""
    found = tuple(faults)
    return UnfitError("; ".join(f"{fault.field}: {fault.message}" for fault in found), found)


def faults_in(error: ValidationError) -> tuple[Fault, ...]:
    """Return what pydantic found, in plain words; fields are named by their paths, as in `dates[1].value`."""
    return tuple(_fault(found) for found in error.errors(include_url=False))


def _fault(found: Mapping[str, Any]) -> Fault:
    field = path_of(found["loc"])
    if found["type"] == "value_error":
        return _own(field, str(found["msg"]).removeprefix("Value error, "))
    if found["type"] == "none_required" or (
        found["input"] is None and found["type"].endswith(("_type", "literal_error"))
    ):
        return Fault.of("empty", field)
    code = _CODES.get(found["type"], "other")
    choices = str(found.get("ctx", {}).get("expected", "")).replace(" or ", ", ").replace("'", "")
    return Fault.of(code, field, choices=choices, detail=found["msg"])


def _own(field: str, message: str) -> Fault:
    """Return the fault that one of our own validators found."""
    if "EDTF" in message:
        return Fault.of("date", field)
    return Fault.of("words_elsewhere" if "span" in message else "other", field, detail=message)


def path_of(parts: Iterable[str | int]) -> str:
    """Return the path of a field from its parts: `("dates", 1, "value")` is `dates[1].value`."""
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in parts).removeprefix(".")


@cache
def _words() -> Mapping[str, Mapping[str, str]]:
    return load_values(__package__, "faults.yaml")
