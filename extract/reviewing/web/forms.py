"""Forms from the JSON Schema of what is reviewed: one tree of parts an item, which the templates draw."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, Literal

from pydantic import BaseModel

from extract.records import Event, Span, Statistic

Kind = Literal["choice", "text", "number", "words", "basis", "group", "list"]

GIVEN: Final = frozenset({"id", "direction", "headline", "basis", "confidence"})
"""What a reviewer does not write: it is given at extraction or follows from the other fields."""

_SUGGESTED: Final = {
    "materials.id": "materials",
    "jurisdiction": "jurisdictions",
    "origin": "jurisdictions",
    "destination": "jurisdictions",
    "authority_id": "authorities",
    "event_id": "items",
    "unit": "units",
}


@dataclass(frozen=True, slots=True)
class Part:
    """One control, or the parts that it is made of.

    `words` is evidence: a stretch of the article; `basis` tells what stands in for it. `codes` are those of a choice;
    `suggested` names the list of values that a text is chosen from. A `list` has one part, the form of its items.
    """

    name: str
    kind: Kind
    optional: bool = False
    codes: tuple[str, ...] = ()
    suggested: str | None = None
    parts: tuple["Part", ...] = ()

    @property
    def item(self) -> "Part":
        """The form of the items of a list."""
        return self.parts[0]

    def blank(self) -> Any:
        """Return the value of a part that nobody has filled in."""
        match self.kind:
            case "choice":
                return None if self.optional else self.codes[0]
            case "group":
                return {part.name: part.blank() for part in self.parts}
            case "list":
                return []
            case "text" if not self.optional:
                return ""
        return None


def register_of(path: str) -> str | None:
    """Return the name of the list (`materials`, ...) that values at the path of a field (`dates.value`) are chosen from."""
    return _SUGGESTED.get(path) or _SUGGESTED.get(path.rpartition(".")[2])


@cache
def form_of(model: type[BaseModel]) -> tuple[Part, ...]:
    """Return the parts of the form of an Event or a Statistic, in the order of its schema."""
    schema = model.model_json_schema(by_alias=True)
    read = _Reading(schema.get("$defs", {}))
    return tuple(read.part(name, below) for name, below in schema["properties"].items() if name not in GIVEN)


def event_form() -> tuple[Part, ...]:
    """Return the parts of the form of an event."""
    return form_of(Event)


def statistic_form() -> tuple[Part, ...]:
    """Return the parts of the form of a statistic."""
    return form_of(Statistic)


@dataclass(frozen=True, slots=True)
class _Reading:
    """Reads the parts out of a schema with its definitions."""

    defined: Mapping[str, Mapping[str, Any]]

    def part(self, path: str, schema: Mapping[str, Any]) -> Part:
        options = [option for option in schema.get("anyOf", [schema]) if option.get("type") != "null"]
        (plain,) = options
        optional = "anyOf" in schema and len(schema["anyOf"]) > len(options)
        reference = plain.get("$ref", "").rpartition("/")[2]
        found = self.defined[reference] if reference else plain
        name = path.rpartition(".")[2]
        if reference == Span.__name__:
            return Part(name, "words", optional)
        if "enum" in found:
            return Part(name, "choice", optional, codes=tuple(found["enum"]))
        match found.get("type"):
            case "object":
                return Part(name, "group", optional, parts=self._below(found, path))
            case "array":
                return Part(name, "list", parts=(self.part(path, found["items"]),))
            case "number":
                return Part(name, "number", optional)
        kind: Kind = "basis" if name == "basis" else "text"
        return Part(name, kind, optional, suggested=register_of(path))

    def _below(self, schema: Mapping[str, Any], path: str) -> tuple[Part, ...]:
        return tuple(self.part(f"{path}.{name}", below) for name, below in schema["properties"].items())
