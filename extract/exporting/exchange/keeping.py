"""The record that travels with its markup, as one string that tools pass on untouched."""

import json
from collections.abc import Mapping
from typing import Any

from extract.errors import RecordError
from extract.exporting.exchange.markup import Task
from extract.records import ArticleRecord, parse_record
from extract.records.upgrades import upgrade

KEPT = "regimeline"
"""The name under which it stands in the data of a task."""


def keep(task: Task) -> str:
    """Return path and record as a string of JSON; the text, which the tool has, is left out.

    It is a string, since a tool that loads and writes its data as tables (doccano: pandas) rounds the numbers of nested JSON.
    """
    record = task.record.model_dump(mode="json", by_alias=True, exclude={"article": {"text"}})
    return json.dumps({"path": task.path, "record": record}, ensure_ascii=False)


def kept(data: Mapping[str, Any], text: str) -> tuple[str, ArticleRecord] | None:
    """Return path and record that travelled with a text; None where there are none.

    Raises RecordError when they are damaged, or when the tool changed the text, since all offsets would be wrong.
    """
    held = data.get(KEPT)
    if not isinstance(held, str):
        return None
    try:
        found = json.loads(held)
        path, record = str(found["path"]), upgrade(dict(found["record"]))
        article = {**record["article"], "text": text}
    except (KeyError, TypeError, ValueError) as error:
        message = f"the field {KEPT!r} of a task is damaged ({error!r}); export the articles again"
        raise RecordError(message) from error
    return path, parse_record({**record, "article": article}, name=path)
