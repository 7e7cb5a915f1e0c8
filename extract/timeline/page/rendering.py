"""Puts the data of a timeline, the style and the script into the template."""

import base64
import hashlib
import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from string import Template
from typing import Any

from extract.records import ArticleRecord, Timeline
from extract.timeline.page.labels import labels
from extract.timeline.page.payload import payload

_FOLDER = Path(__file__).parent
_SCRIPTS = ("dom.js", "dates.js", "entries.js", "axis.js", "panels.js", "main.js")


def render_page(timeline: Timeline, records: Iterable[tuple[str, ArticleRecord]]) -> str:
    """Return one self-contained HTML document; it loads nothing and runs from a file."""
    data = {**payload(timeline, records), "labels": labels()}
    template = Template(_part("timeline.html"))
    script = "".join(_part(name) for name in _SCRIPTS)
    return template.substitute(
        style=_part("timeline.css"), script=script, script_hash=_hash(script), data=_embedded(data)
    )


def _hash(script: str) -> str:
    """Return the hash by which the page's policy allows this script and no other."""
    return "sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()


@cache
def _part(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8")


def _embedded(data: Any) -> str:
    """JSON that cannot end the script element it stands in, whatever an article's title says."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.translate(_ESCAPES)


_ESCAPES = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}
