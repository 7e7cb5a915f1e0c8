"""Who may come in: the names under which the desk is reached, the token, and the visits that a signed cookie tells."""

import base64
import hashlib
import hmac
import ipaddress
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_NAME = 80  # characters of a reviewer's name


class Visit(NamedTuple):
    """A browser that was let in, and the reviewer who sits before it."""

    id: str
    reviewer: str


@dataclass(frozen=True, slots=True)
class Door:
    """The rule of entrance of one running desk.

    `names` are the host names under which it may be asked for; a request for another name is one that a hostile page made a
    browser send (DNS rebinding). `token` is None on loopback, where whoever can connect may review as `reviewer`.
    """

    reviewer: str
    names: frozenset[str] = _LOOPBACK
    token: str | None = None
    port: int = 0
    key: bytes = field(default_factory=lambda: secrets.token_bytes(32))

    @property
    def cookie(self) -> str:
        """Name of the cookie: browsers share cookies between the ports of a host, and two desks must not."""
        return f"desk-{self.port}"

    def knows(self, host: str) -> bool:
        """Tell whether the Host header `host` names this desk.

        Behind a token an address in digits is good too: only a name can be made to point elsewhere.
        """
        name = host_name(host)
        return name in self.names or (self.token is not None and is_address(name))

    def admits(self, token: str) -> bool:
        """Tell whether `token` opens the door."""
        return self.token is not None and hmac.compare_digest(token.strip().encode(), self.token.encode())

    def begin(self, reviewer: str) -> Visit:
        """Return a new visit of `reviewer`."""
        return Visit(secrets.token_urlsafe(18), tidy(reviewer) or self.reviewer)

    def seal(self, visit: Visit) -> str:
        """Return the value of the cookie that proves `visit`."""
        told = f"{visit.id}.{base64.urlsafe_b64encode(visit.reviewer.encode()).decode()}"
        return f"{told}.{self._sign('visit', told)}"

    def unseal(self, cookie: str) -> Visit | None:
        """Return the visit that a cookie proves, or None."""
        told, _, signature = cookie.rpartition(".")
        if not hmac.compare_digest(signature.encode(), self._sign("visit", told).encode()):
            return None
        id_, _, reviewer = told.partition(".")
        return Visit(id_, base64.urlsafe_b64decode(reviewer).decode())

    def pass_of(self, visit: Visit) -> str:
        """Return what a request of this visit must carry to change anything: no other page can read it (CSRF)."""
        return self._sign("pass", visit.id)

    def passes(self, visit: Visit, told: str) -> bool:
        """Tell whether a request of `visit` carries its pass."""
        return hmac.compare_digest(told.encode(), self.pass_of(visit).encode())

    def _sign(self, purpose: str, text: str) -> str:
        return hmac.new(self.key, f"{purpose} {text}".encode(), hashlib.sha256).hexdigest()


def names_of(host: str, further: Iterable[str] = ()) -> frozenset[str]:
    """Return the names under which a desk that listens on `host` is asked for, with `further` ones that point to it."""
    return _LOOPBACK | {name.lower().rstrip(".") for name in (host, *further)}


def is_loopback(host: str) -> bool:
    """Tell whether only this machine reaches `host`."""
    return host == "localhost" or (is_address(host) and ipaddress.ip_address(host).is_loopback)


def is_address(name: str) -> bool:
    """Tell whether `name` is an IP address in digits."""
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def host_name(host: str) -> str:
    """Return the name of a Host header, without its port."""
    if host.startswith("["):
        return host[1:].partition("]")[0].lower()
    return host.partition(":")[0].lower().rstrip(".")


def tidy(name: str) -> str:
    """Return a reviewer's name on one line, without what cannot be seen."""
    return " ".join("".join(character for character in name if character.isprintable()).split())[:_NAME]
