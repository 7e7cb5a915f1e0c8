"""YAML as plain values: of strings alone, or of numbers and truth values too. Dates stay words, and so do `yes`, `no` and `off`."""

import re
from functools import cache
from importlib.resources import files
from typing import Any


def parse_yaml(text: str | bytes) -> Any:
    """Return the lists, mappings and strings of `text`; every scalar is a string, also Norway's code. Raises yaml.YAMLError."""
    import yaml  # noqa: PLC0415 - many runs need no YAML before the knowledge is loaded

    loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # the C build is ten times faster
    return yaml.load(text, Loader=loader)  # noqa: S506 - the base loader makes nothing but strings


def parse_values(text: str | bytes) -> Any:
    """Return the values of `text`, with numbers, null, `true` and `false` as such. Raises yaml.YAMLError."""
    import yaml  # noqa: PLC0415 - the same

    return yaml.load(text, Loader=_values_loader())  # noqa: S506 - a safe loader


def load_entries(package: str, name: str) -> list[dict[str, Any]]:
    """Return the entries of the data file `name` of `package`, every scalar a string."""
    return list(parse_yaml(files(package).joinpath(name).read_bytes()))


def load_values(package: str, name: str) -> dict[str, Any]:
    """Return the mapping in the data file `name` of `package`, as `parse_values` reads it."""
    values: dict[str, Any] = parse_values(files(package).joinpath(name).read_bytes())
    return values


@cache
def _values_loader() -> Any:
    import yaml  # noqa: PLC0415 - the same

    base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    loader: Any = type("ValuesLoader", (base,), {})
    kept = ("tag:yaml.org,2002:int", "tag:yaml.org,2002:float", "tag:yaml.org,2002:null")
    loader.yaml_implicit_resolvers = {
        first: [(tag, pattern) for tag, pattern in resolvers if tag in kept]
        for first, resolvers in base.yaml_implicit_resolvers.items()
    }
    loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))
    return loader
