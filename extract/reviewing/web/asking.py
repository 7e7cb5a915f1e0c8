"""What a request says: the language and theme of its pages, and what the queue is to hold."""

from collections.abc import Mapping
from typing import Final, Literal, NamedTuple, cast
from urllib.parse import parse_qsl, urlencode

from starlette.requests import Request
from starlette.responses import Response

from extract.reviewing.queue import State, Why, Wish
from extract.reviewing.web.door import Visit
from extract.reviewing.web.wording import LANGUAGES, Language, Wording, wording

Theme = Literal["auto", "light", "dark"]
THEMES: Final[tuple[Theme, ...]] = ("auto", "light", "dark")
SURENESS: Final[Mapping[str, tuple[float, float]]] = {"low": (0.0, 0.5), "middle": (0.5, 0.8), "high": (0.8, 1.0)}
"""What the filter by confidence offers."""

By = Literal["event", "statistic", "article"]
BYS: Final[tuple[By, ...]] = ("event", "statistic", "article")
PAGE: Final = 50
"""Rows on a page of the queue."""
_PAGES: Final = 1_000_000
_DIGITS: Final = 12
_YEAR = 365 * 24 * 3600
_TO_DO: Final[tuple[State, ...]] = ("open", "second_look")
_WISHES: Final = ("by", "state", "why", "sure", "measure", "issuer", "material", "language", "q")


class Look(NamedTuple):
    """How pages are shown to one browser; kept in cookies that hold nothing else."""

    words: Wording
    theme: Theme

    def keep(self, request: Request, response: Response) -> None:
        """Remember what the address asks for."""
        for name, value in (("lang", self.words.language), ("theme", self.theme)):
            if request.query_params.get(name) == value:
                response.set_cookie(name, value, max_age=_YEAR, samesite="strict", httponly=True)


def look_of(request: Request) -> Look:
    """Return the language and theme that the address, else a cookie, else the browser's preference asks for."""
    asked = request.query_params.get("lang") or request.cookies.get("lang")
    language: Language = "en"
    if asked in LANGUAGES:
        language = asked
    elif request.headers.get("accept-language", "").lower().startswith("zh"):
        language = "zh"
    theme = request.query_params.get("theme") or request.cookies.get("theme") or "auto"
    return Look(wording(language), theme if theme in THEMES else "auto")


def visit_of(request: Request) -> Visit | None:
    """Return the visit that the guard has proved."""
    return cast("Visit | None", request.state.visit)


def turned(request: Request, **changes: object) -> str:
    """Return the address of the request with `changes` in its query."""
    query = {**dict(request.query_params), **{name: str(value) for name, value in changes.items()}}
    return f"{request.url.path}?{urlencode(query)}"


def wish_of(query: Mapping[str, str]) -> Wish:
    """Return what the query of an address wants of the queue: whatever is open, where it says nothing of states."""
    one = {name: (query[name],) if query.get(name) else () for name in _WISHES}
    by = cast("By", query["by"]) if query.get("by") in BYS else "event"
    state = query.get("state", "todo")
    states = {"any": (), "todo": _TO_DO}.get(state, (cast("State", state),))
    return Wish(
        by=by,
        state=states,
        why=cast("tuple[Why, ...]", one["why"]),
        confidence=SURENESS.get(query.get("sure", ""), (0.0, 1.0)),
        measure=one["measure"],
        issuer=one["issuer"],
        material=one["material"],
        language=one["language"],
        text=query.get("q", "").strip(),
    )


def number_of(told: str) -> int:
    """Return a whole number of an address; -1 for what is none."""
    return int(told) if told.isdecimal() and told.isascii() and len(told) <= _DIGITS else -1


def page_of(query: Mapping[str, str]) -> int:
    """Return which page of the queue is asked for, the first being 0."""
    return min(max(number_of(query.get("page", "")), 0), _PAGES)


def wish_query(request: Request) -> str:
    """Return the part of the address that tells what the queue is to hold, to be carried from article to article."""
    told = [(name, value) for name, value in parse_qsl(request.url.query) if name in _WISHES]
    return urlencode(told)
