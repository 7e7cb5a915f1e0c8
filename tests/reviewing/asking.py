"""A browser in miniature: asks an ASGI application, keeps its cookies, and knows the pass that a page showed."""

import asyncio
import json
import re
from concurrent.futures import ThreadPoolExecutor
from http.cookies import SimpleCookie
from typing import Any, NamedTuple
from urllib.parse import quote, unquote


class Answer(NamedTuple):
    """Status, headers in small letters, and body of an answer."""

    status: int
    headers: dict[str, str]
    text: str

    def json(self) -> Any:
        return json.loads(self.text)


class Browser:
    """Asks `app` as a page under `host` would; `headers` of a call replace those that it sends by itself."""

    def __init__(self, app, host="127.0.0.1:8321"):
        self.app = app
        self.host = host
        self.cookies: dict[str, str] = {}

    def get(self, address, **headers):
        return self._ask("GET", address, b"", headers)

    def post(self, address, body, *, chunks=1, **headers):
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        own = {"origin": f"http://{self.host}", "content-length": str(len(content)), "x-desk-pass": self.pass_()}
        return self._ask("POST", address, content, {**own, **headers}, chunks)

    def pass_(self):
        return self.get("/pass").json()["pass"] if self.cookies else ""

    def page(self, address="/"):
        """Open a page, as one does before one acts on it."""
        answer = self.get(address)
        assert answer.status == 200, answer.text
        return answer

    def _ask(self, method, address, content, headers, chunks=1):
        path, _, query = address.partition("?")
        sent = {"host": self.host, **({"cookie": self._cookie()} if self.cookies else {})}
        sent |= {name.replace("_", "-"): value for name, value in headers.items()}
        scope = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": method,
            "scheme": "http",
            "path": unquote(path),
            "raw_path": path.encode(),
            "query_string": quote(query, safe="=&%+/").encode(),
            "root_path": "",
            "headers": [(name.encode(), value.encode()) for name, value in sent.items() if value is not None],
            "client": ("127.0.0.1", 50000),
            "server": ("127.0.0.1", 8321),
        }
        with ThreadPoolExecutor(1) as elsewhere:  # a browser under test may have a loop in this thread
            return elsewhere.submit(asyncio.run, self._run(scope, content, chunks)).result()

    async def _run(self, scope, content, chunks):
        size = max(1, -(-len(content) // chunks))
        parts = [content[at : at + size] for at in range(0, len(content), size)] or [b""]
        messages = [
            {"type": "http.request", "body": part, "more_body": at + 1 < len(parts)} for at, part in enumerate(parts)
        ]
        told: list[dict[str, Any]] = []

        async def receive():
            return messages.pop(0) if messages else {"type": "http.disconnect"}

        async def send(message):
            told.append(message)

        await self.app(scope, receive, send)
        headers = {}
        for name, value in told[0]["headers"]:
            if name == b"set-cookie":
                self.cookies |= {key: morsel.value for key, morsel in SimpleCookie(value.decode()).items()}
            headers[name.decode()] = value.decode()
        body = b"".join(message.get("body", b"") for message in told[1:])
        return Answer(told[0]["status"], headers, body.decode())

    def _cookie(self):
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())


def attributes(text, name):
    """Give the values of an attribute, in the order of the page."""
    return re.findall(rf'{name}="([^"]*)"', text)
