"""Runs the desk on a host and port until it is interrupted."""

import contextlib
import errno
import os
import secrets
import socket
from collections.abc import Callable, Sequence
from typing import NamedTuple

import uvicorn

from extract.errors import UsageError
from extract.reviewing.desk import Desk
from extract.reviewing.web.app import create_app
from extract.reviewing.web.door import Door, is_loopback, names_of


class Place(NamedTuple):
    """Where a desk listens. `names` are further host names that lead to it, such as that of a proxy with TLS before it."""

    host: str
    port: int
    names: Sequence[str] = ()


class Opened(NamedTuple):
    """Where a desk is reached, and the token that it asks for; None on loopback."""

    address: str
    token: str | None


def serve(desk: Desk, place: Place, *, token: str | None = None, ready: Callable[[Opened], None]) -> None:
    """Serve a desk until it is interrupted; `ready` is called once it listens.

    Away from loopback the desk asks for `token`, or for one made here. Raises UsageError when the host or port cannot be had.
    """
    if token is None and not is_loopback(place.host):
        token = secrets.token_urlsafe(18)
    with _listening(place) as listener:
        port = listener.getsockname()[1]
        door = Door(desk.reviewer, names_of(place.host, place.names), token, port)
        config = uvicorn.Config(
            create_app(desk, door),
            log_level="error",
            access_log=False,
            server_header=False,
            proxy_headers=False,
            lifespan="off",
            ws="none",
            timeout_graceful_shutdown=3,
        )
        name = f"[{place.host}]" if ":" in place.host else place.host
        ready(Opened(f"http://{name}:{port}/", token))
        with contextlib.suppress(KeyboardInterrupt):
            uvicorn.Server(config).run(sockets=[listener])


def _listening(place: Place) -> socket.socket:
    family = socket.AF_INET6 if ":" in place.host else socket.AF_INET
    try:
        socket.getaddrinfo(place.host, place.port)  # tells a name that nobody knows from a port that is taken
        return socket.create_server((place.host, place.port), family=family)
    except OSError as error:
        raise UsageError(_why_not(place, error)) from error


def _why_not(place: Place, error: OSError) -> str:
    """Return why a place cannot be had, and what to do."""
    if isinstance(error, socket.gaierror) or error.errno == errno.EADDRNOTAVAIL:
        return f"{place.host} is no address of this machine; give --host 127.0.0.1, or another address that it has"
    if error.errno == errno.EADDRINUSE:
        return f"port {place.port} of {place.host} is in use, perhaps by another desk; open that one, or give another --port, 0 for a free one"
    why = os.strerror(error.errno) if error.errno else str(error)
    return f"the desk cannot listen on {place.host} port {place.port} ({why}); give another --port, or 0 for a free one"
