"""The timeline on disk: `timeline.json` and `timeline.html`."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from extract.errors import RecordError
from extract.records import ArticleRecord
from extract.records.upgrades import upgrade
from extract.records.writing import write_whole
from extract.timeline.answering import Timeline
from extract.timeline.page import render_page


def write_timeline(
    timeline: Timeline, folder: Path, *, records: Iterable[tuple[str, ArticleRecord]]
) -> tuple[Path, Path]:
    """Write `timeline.json` and `timeline.html` into `folder`, made if need be; return their paths.

    `records` are the pairs that the timeline was built from: the page quotes their articles. Each file appears whole or not
    at all; when the page cannot be drawn, neither is written. Raises OSError naming the file that could not be written.
    """
    data, page = folder / "timeline.json", folder / "timeline.html"
    drawn = render_page(timeline, records)
    write_whole(data, timeline.model_dump_json(indent=1) + "\n")
    write_whole(page, drawn)
    return data, page


def load_timeline(path: Path) -> Timeline:
    """Read, upgrade and validate `timeline.json`. Raises RecordError with the reason and what to do."""
    try:
        document: Any = json.loads(path.read_text(encoding="utf-8"))
        if not isinstance(document, dict):
            message = f"{path} holds no timeline; build it with `regimeline timeline`"
            raise RecordError(message)
        return Timeline.model_validate_json(json.dumps(upgrade(document)))
    except (OSError, ValueError, ValidationError) as error:
        message = f"{path} is no valid timeline ({error}); build it again with `regimeline timeline`"
        raise RecordError(message) from error
