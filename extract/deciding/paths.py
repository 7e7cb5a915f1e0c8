"""Fields of an event or statistic by their paths, such as `stage`, `issuer.name`, `dates[1].value`, on the JSON of the item."""

import re
from typing import Any

from extract.deciding.faults import path_of, refuse

Path = tuple[str | int, ...]
Json = dict[str, Any]

_PATH = re.compile(r"[a-z_]+(?:\[\d{1,4}\])?(?:\.[a-z_]+(?:\[\d{1,4}\])?)*")
_PART = re.compile(r"([a-z_]+)|\[(\d+)\]")


def parsed(field: str) -> Path:
    """Return the parts of a path: `("dates", 1, "value")`. Raises UnfitError when it is none."""
    if not _PATH.fullmatch(field):
        refuse("bad_path", field)
    return _parts(field)


def _parts(field: str) -> Path:
    return tuple(int(number) if number else name for name, number in _PART.findall(field))


def touching(one: str | None, other: str | None) -> bool:
    """Tell whether two paths share what they name: `dates` and `dates[1].value` do; None stands for the whole item.

    What is no path, as a log written by hand may have it, shares what its words name.
    """
    if one is None or other is None:
        return True
    first, second = _parts(one), _parts(other)
    shared = min(len(first), len(second))
    return first[:shared] == second[:shared]


def value_at(item: Any, path: Path) -> Any:
    """Return what stands at a path; None where nothing does."""
    for part in path:
        if isinstance(part, int):
            item = item[part] if isinstance(item, list) and part < len(item) else None
        else:
            item = item.get(part) if isinstance(item, dict) else None
    return item


def put(item: Json, path: Path, value: Any) -> None:
    """Put `value` at a path, in place. None takes the item of a list away. Raises UnfitError when nothing can stand there."""
    home = value_at(item, path[:-1])
    last = path[-1]
    if isinstance(last, int):
        if not isinstance(home, list) or last >= len(home):
            refuse("gone", path_of(path))
        home[last : last + 1] = [] if value is None else [value]
    elif isinstance(home, dict):
        home[last] = value
    else:
        refuse("gone", path_of(path))
