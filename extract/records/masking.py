"""Addresses as they may be shown: without what gives access to the place."""

import re
from typing import Annotated

from pydantic import AfterValidator

MASK = "***"

_USER = re.compile(r"(?<=://)(?:[^\s/@]+|[^\s/@:]+:(?!\d+/)[^\s@]+)@")
"""`user:password@`, `token@`; a password may hold a slash, so that it goes up to the last @, unless a port stands there."""
_FIELD = re.compile(
    r"(?P<name>(?:^|[?&;#,/\s])[\w.-]*(?:token|secret|passw(?:or)?d|pwd|pass|api[_-]?key|access[_-]?key(?:id)?|account[_-]?key|signature|sig|credentials?|"
    r"auth|authorization|session[_-]?id)=)[^&;#,\s]+",
    re.IGNORECASE,
)
_SHAPES = re.compile(
    r"\b(?:(?:AKIA|ASIA)[0-9A-Z]{16}|gh[pousr]_\w{20,}|github_pat_\w{20,}|hf_\w{20,}|sk-(?:(?:proj|svcacct|admin|ant|or)-[\w-]{16,}|\w{20,})|xox[abprs]-[\w-]{10,}|"
    r"eyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*)"
)
"""Keys of Amazon, tokens of GitHub, Hugging Face, OpenAI and Slack, JSON web tokens: they can be told by their shape alone."""


def masked(text: str) -> str:
    """Return `text` with the credentials of its addresses as `***`: users and passwords, tokens and signatures in queries, known tokens."""
    text = _USER.sub(f"{MASK}@", text)
    text = _FIELD.sub(rf"\g<name>{MASK}", text)
    return _SHAPES.sub(MASK, text)


Masked = Annotated[str, AfterValidator(masked)]
"""A path or address without its credentials."""
