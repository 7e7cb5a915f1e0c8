"""Stable ids: derived from content, never from run order, and never recomputed when a reviewer edits the record."""

import hashlib
from collections.abc import Iterable

_LENGTH = 12  # 48 bits: a chance of one in a million of a clash among 20,000 items


def content_id(prefix: str, *parts: object) -> str:
    """Return `prefix` and 12 hex digits of the SHA-256 of the parts."""
    joined = "\x1f".join(str(part) for part in parts)
    return f"{prefix}-{hashlib.sha256(joined.encode()).hexdigest()[:_LENGTH]}"


def distinct_ids(prefix: str, keys: Iterable[tuple[object, ...]]) -> list[str]:
    """Return one id a key, in order; equal keys get an ordinal, so that ids never clash."""
    seen: dict[tuple[object, ...], int] = {}
    ids = []
    for key in keys:
        ordinal = seen.get(key, 0)
        seen[key] = ordinal + 1
        ids.append(content_id(prefix, *key, ordinal))
    return ids
