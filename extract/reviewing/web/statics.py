"""Styles and scripts of the desk: a fixed set of files, held in memory, so that no address can name another file."""

import hashlib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from starlette.requests import Request
from starlette.responses import Response

from extract.timeline import page

_TYPES = {".css": "text/css", ".js": "text/javascript"}


class Static(NamedTuple):
    """A file as it is sent; the tag tells a browser whether the one that it has is still good."""

    content: bytes
    media_type: str
    tag: str


@cache
def statics() -> Mapping[str, Static]:
    """Return all files by name. The sheet of the desk is that of the timeline page, with its own rules after it."""
    held = {entry.name: entry.read_bytes() for entry in files(__package__).joinpath("static").iterdir()}
    held["desk.css"] = files(page).joinpath("base.css").read_bytes() + held["desk.css"]
    return {
        name: Static(content, media_type, f'"{hashlib.sha256(content).hexdigest()[:20]}"')
        for name, content in held.items()
        if (media_type := _TYPES.get(f".{name.rpartition('.')[2]}"))
    }


def static(request: Request) -> Response:
    """Answer with a file, or 304 where the browser has it."""
    found = statics().get(request.path_params["name"])
    if found is None:
        return Response(status_code=404)
    headers = {"etag": found.tag, "cache-control": "no-cache"}
    if request.headers.get("if-none-match") == found.tag:
        return Response(status_code=304, headers=headers)
    return Response(found.content, media_type=found.media_type, headers=headers)
