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
_STYLES = ("base.css", "chart.css", "detail.css", "narrow.css", "print.css")
_SCRIPTS = (
    "dom.js",
    "dates.js",
    "model.js",
    "filters.js",
    "life.js",
    "view.js",
    "packing.js",
    "marks.js",
    "lanes.js",
    "list.js",
    "sources.js",
    "detail.js",
    "series.js",
    "charts.js",
    "keys.js",
    "main.js",
)


def render_page(timeline: Timeline, records: Iterable[tuple[str, ArticleRecord]], *, review: str | None = None) -> str:
    """Return one self-contained HTML document; it loads nothing and runs from a file.

    `records` are the pairs that the timeline was built from: the page quotes their articles. `review` is the http(s)
    address, absolute or from the root of the host, of a review desk; each claim then links to `REVIEW/RECORD#ITEM`.
    """
    data = payload(timeline, records, review=review)
    style, script = _joined(_STYLES), _joined(_SCRIPTS)
    return Template(_part("timeline.html")).substitute(
        style=style,
        style_hash=_hash(style),
        script=script,
        script_hash=_hash(script),
        data=_embedded({**data, "labels": labels(_materials(data))}),
    )


def _materials(data: dict[str, Any]) -> set[str]:
    """Return the ids of all materials and groups that the page may name."""
    named = {told["value"] for change in data["changes"] for told in change.get("materials", ())}
    named |= {id_ for figure in data["figures"] for id_ in figure.get("materials", ())}
    named |= {id_ for above in data["groups"].values() for id_ in above}
    return named | {group for _, _, group in data["regimes"].values() if group}


def _joined(names: Iterable[str]) -> str:
    return "".join(_part(name) for name in names)


def _hash(text: str) -> str:
    """Return the hash by which the page's policy allows this script or style and no other."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


@cache
def _part(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8")


def _embedded(data: Any) -> str:
    """JSON that cannot end the script element it stands in, whatever an article's title says."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.translate(_ESCAPES)


_ESCAPES = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}
