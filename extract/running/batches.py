"""Files in batches, each read by one process of a cluster and written as one shard.

Where a batch ends hangs on its files alone: one that is added or removed changes the batch that it falls in, and no other.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from extract.reading.sources import shown
from extract.running.places import Place
from extract.running.planning import Names

_LARGEST = 64 << 20
"""Bytes of a batch, after which the next begins."""


class Item(NamedTuple):
    """One file to read: the number of its input, the folder below records/, its name and stem there, and what says that it changed.

    `problem` is as that of `Stored`.
    """

    place: int
    folder: str
    name: str
    stem: str
    version: str
    problem: str = ""


class Batch(NamedTuple):
    """Files that are read together; `name` is a hash of all that their records hang on."""

    name: str
    items: tuple[Item, ...]


def items_of(places: Sequence[Place], *, out: Place | None = None) -> Iterator[tuple[Item, int]]:
    """Yield the files to read and their sizes, in an order that is the same each time; those in `out` are left alone."""
    names = Names()
    for number, place in enumerate(places):
        last = place.address.rstrip("/").rpartition("/")[2]
        folder = "" if len(places) == 1 else names.take(shown(last) or "root") + "/"
        for found in place.files():
            if out and out.holds(place, found.name):
                continue
            version = f"{found.size} {found.version} {place.tables(found.name)}"
            yield Item(number, folder, found.name, found.stem, version, found.problem), found.size


def batches_of(items: Iterable[tuple[Item, int]], *, size: int, read_by: str) -> Iterator[Batch]:
    """Yield the files in batches of `size` in the mean, four times that at most; `read_by` is a hash of how they are read."""
    waiting: list[Item] = []
    held = 0
    for item, length in items:
        waiting.append(item)
        held += length
        last = int(_hash(item.folder + item.stem)[:8], 16) % size == 0
        if last or len(waiting) >= 4 * size or held >= _LARGEST:
            yield _batch(waiting, read_by)
            waiting, held = [], 0
    if waiting:
        yield _batch(waiting, read_by)


def _batch(items: Sequence[Item], read_by: str) -> Batch:
    told = "\n".join(json.dumps([item.folder, item.name, item.stem, item.version]) for item in items)
    return Batch(_hash(f"{read_by}\n{told}")[:20], tuple(items))


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
