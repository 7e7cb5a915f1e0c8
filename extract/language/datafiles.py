"""YAML as text: every scalar a string, so that `yes`, `no` and Norway's code stay words."""

from importlib.resources import files
from typing import Any


def parse_yaml(text: str | bytes) -> Any:
    """Return the lists, mappings and strings of `text`. Raises yaml.YAMLError."""
    import yaml  # noqa: PLC0415 - many runs need no YAML before the knowledge is loaded

    loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # the C build is ten times faster
    return yaml.load(text, Loader=loader)  # noqa: S506 - the base loader makes nothing but strings


def load_entries(package: str, name: str) -> list[dict[str, Any]]:
    """Return the entries of the data file `name` of `package`."""
    return list(parse_yaml(files(package).joinpath(name).read_bytes()))
