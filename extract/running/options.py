"""What a run is asked for, and what it comes to."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from extract.errors import UsageError
from extract.records.edtf import is_edtf
from extract.running.manifest import Coverage, Form, SkippedFile

Watcher = Callable[[int, int], None]
"""Called with the number of files that are done, and of all files."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchOptions:
    """How a run reads and writes: see `Extractor` for `model` and `knowledge`.

    `published` is the EDTF date of articles that tell none; `jobs` the number of processes, by default one a core; `max_bytes` the largest
    file that is read; `max_seconds` the longest that an article may take, in seconds of a processor. `format` is a file a record or shards of up to `shard_size` records, by
    default what the folder holds already. `follow_links` reads through links that lead out of a folder, or to folders, each folder once. `prune` deletes the records whose sources no longer hold their articles.
    """

    model: str | None = None
    knowledge: Path | None = None
    published: str | None = None
    jobs: int | None = None
    max_bytes: int | None = None
    max_seconds: float = 600.0
    follow_links: bool = False
    format: Form | None = None
    shard_size: int | None = None
    prune: bool = False


class Summary(NamedTuple):
    """What a run came to; `run.json` names every article. `skipped` are the first, `left` counts the records of earlier runs."""

    coverage: Coverage
    seconds: float
    skipped: list[SkippedFile]
    left: int
    first_left: str | None


def check(options: BatchOptions) -> None:
    """Raise UsageError, saying what to give, for an option that cannot be followed."""
    if options.published is not None and not is_edtf(options.published):
        message = f"{options.published!r} is no date; write it as YYYY-MM-DD, YYYY-MM or YYYY"
        raise UsageError(message)
    if options.jobs is not None and options.jobs < 1:
        message = f"{options.jobs} processes cannot read anything; give --jobs 1 or more"
        raise UsageError(message)
    if options.max_bytes is not None and options.max_bytes < 1:
        message = f"no file has {options.max_bytes} bytes or fewer; give --max-bytes 1 or more"
        raise UsageError(message)
    if not options.max_seconds > 0:  # what is no number is not either
        message = f"nothing is read in {options.max_seconds:g} seconds; give --max-seconds 1 or more"
        raise UsageError(message)
    if options.shard_size is not None and options.shard_size < 1:
        message = f"a shard cannot hold {options.shard_size} records; give --shard-size 1 or more"
        raise UsageError(message)
