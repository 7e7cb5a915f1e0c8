"""The YAML head of a text: `---`, lines `key: value`, `---`."""

import re

from extract.language.datafiles import parse_yaml
from extract.reading.draft import Told
from extract.reading.fields import told_by
from extract.records import Problem

_HEAD = re.compile(r"\s*---[ \t]*\r?\n(.*?\n)---[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_KEY = re.compile(r"^\w[\w -]*:", re.MULTILINE)
_LONGEST = 10_000


def read_front_matter(text: str) -> tuple[int, tuple[Told, ...], tuple[Problem, ...]]:
    """Return where the head of `text` ends (0: it has none), what it tells, and why it cannot be read."""
    match = _HEAD.match(text, 0, _LONGEST)
    if match is None or not _KEY.search(match.group(1)):
        return 0, (), ()
    from yaml import YAMLError  # noqa: PLC0415 - few texts have a head

    try:
        fields = parse_yaml(match.group(1))
    except (YAMLError, RecursionError) as error:
        message = (
            f"the head between the --- lines is no YAML ({_first_line(error)}); mend it, or its fields are not used"
        )
        return match.end(), (), (Problem(code="unreadable_metadata", message=message),)
    told = told_by(fields, "front matter") if isinstance(fields, dict) else ()
    return match.end(), told, ()


def _first_line(error: Exception) -> str:
    return str(error).splitlines()[0] if str(error) else type(error).__name__
