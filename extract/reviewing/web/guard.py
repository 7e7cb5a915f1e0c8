"""What every request passes before a page sees it, and what every answer carries."""

from typing import Final
from urllib.parse import quote, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from extract.reviewing.web.door import Door, Visit

HEADER: Final = "x-desk-pass"
"""Header in which a page shows its pass."""

_UNKNOWN_NAME: Final = (
    "This desk does not answer under that name. Open the address that it printed when it was started; "
    "if another name leads to it, as that of a proxy, start it with `--name` and that name."
)
_NOT_OURS: Final = "Another page sent this request; only the desk's own pages may. Load the page of the desk again."
MAX_BODY: Final = 256_000
"""Largest body of a request, in bytes: that of a decision on an event of many hundred conditions."""

POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
)
_HEADERS: Final = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "cache-control": "no-store",
}
_SAFE: Final = frozenset({"GET", "HEAD"})
_OPEN: Final = ("/enter", "/static/")
"""What is shown before the token is given: the page that asks for it, and its style and script."""


class Guard:
    """ASGI middleware: Host, size of the body, visit, Origin and pass are checked here and nowhere else.

    The visit stands in `request.state.visit`.
    """

    def __init__(self, app: ASGIApp, door: Door) -> None:
        self._app = app
        self._door = door

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        asked = HTTPConnection(scope)
        visit = self._visit(asked)
        fresh = visit is None and self._door.token is None
        if fresh:
            visit = self._door.begin(self._door.reviewer)
        scope.setdefault("state", {})["visit"] = visit
        sealed = self._door.seal(visit) if fresh and visit else None
        furnished = _furnished(send, cookie_header(self._door.cookie, sealed) if sealed else None)
        answering: ASGIApp | None = self._refusal(asked, visit)
        if answering is None and scope["method"] not in _SAFE:
            body = await _body(receive)
            answering = _too_large() if body is None else None
            receive = _again(body or b"")
        await (answering or self._app)(scope, receive, furnished)

    def _visit(self, asked: HTTPConnection) -> Visit | None:
        return self._door.unseal(asked.cookies.get(self._door.cookie, ""))

    def _refusal(self, asked: HTTPConnection, visit: Visit | None) -> Response | None:
        """Return why the request is not answered, or None."""
        headers = asked.headers
        safe = asked.scope["method"] in _SAFE
        if not self._door.knows(headers.get("host", "")):
            return PlainTextResponse(_UNKNOWN_NAME, 421)
        if not safe and not _same_origin(headers):
            return PlainTextResponse(_NOT_OURS, 403)
        if _length(headers) > MAX_BODY:
            return _too_large()
        return None if asked.url.path.startswith(_OPEN) else self._unproved(asked, visit, safe=safe)

    def _unproved(self, asked: HTTPConnection, visit: Visit | None, *, safe: bool) -> Response | None:
        """Return why a request is not answered that lacks a visit, or to change something its pass; None where it has them."""
        if visit is None:
            return RedirectResponse(f"/enter?to={quote(asked.url.path)}", 303) if safe else _expired()
        return None if safe or self._door.passes(visit, asked.headers.get(HEADER, "")) else _expired()


def _furnished(send: Send, cookie: str | None) -> Send:
    """Return `send` that adds the headers which all answers carry."""

    async def furnished(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in _HEADERS.items():
                headers.setdefault(name, value)
            if cookie:
                headers.append("set-cookie", cookie)
        await send(message)

    return furnished


def cookie_header(name: str, value: str) -> str:
    """Return the Set-Cookie header of a visit: scripts cannot read it, other sites' pages do not send it."""
    return f"{name}={value}; Path=/; HttpOnly; SameSite=Strict"


def _same_origin(headers: Headers) -> bool:
    """Tell whether the page that sent the request was served under the name that was asked for."""
    origin = urlsplit(headers.get("origin", ""))
    return origin.scheme in {"http", "https"} and origin.netloc == headers.get("host", "")


def _length(headers: Headers) -> int:
    told = headers.get("content-length", "0")
    return int(told) if told.isdecimal() else 0


async def _body(receive: Receive) -> bytes | None:
    """Return the body of a request, or None when it is larger than `MAX_BODY`, whatever length was told."""
    body = b""
    while len(body) <= MAX_BODY:
        message = await receive()
        body += message.get("body", b"")
        if not message.get("more_body"):
            return body if len(body) <= MAX_BODY else None
    return None


def _again(body: bytes) -> Receive:
    """Return a `receive` that gives a body that was read."""

    async def again() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    return again


def _too_large() -> Response:
    return PlainTextResponse(f"A request of more than {MAX_BODY:,} bytes is not taken.", 413)


def _expired() -> Response:
    """Refuse a page of a desk that was started anew since: it asks for a new pass and sends again."""
    return PlainTextResponse(
        "This page has no pass of the desk that is running; load it again.", 403, {"x-desk": "pass"}
    )
