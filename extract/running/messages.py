"""What the process that runs a batch and those that read for it tell each other."""

from typing import NamedTuple

from extract.running.manifest import Overlooked, ReadArticle, SkippedFile

Outcome = ReadArticle | SkippedFile


class Reached(NamedTuple):
    """An article was read from its file and is about to be extracted; the process waits for a `Reply`.

    `record` is the path that its record will have; articles of one `key` give the same events and figures, those of one `whole`
    the same record, byte for byte.
    """

    record: str
    key: str
    whole: str


class Reply(NamedTuple):
    """What to do with an article: nothing, where its record `stands`; or take over the findings of `text`, a record; or extract it.

    `copy_of` is the path of that record, None where its own source is gone; `overlooked` and `examples` are what was counted and quoted with it.
    """

    stands: bool = False
    text: bytes | None = None
    copy_of: str | None = None
    overlooked: int = 0
    examples: tuple[Overlooked, ...] = ()


class Told(NamedTuple):
    """What became of one result of reading a file; no outcome says that the record stands.

    `size` is that of the record's file in bytes; `text` is the record itself where the process does not write it.
    """

    outcomes: list[Outcome]
    reached: Reached | None = None
    size: int = 0
    text: str | None = None
    overlooked: tuple[Overlooked, ...] = ()


class Stamp(NamedTuple):
    """A file as it was read; `sha256` and `told` are those of `Known`, `mtime_ns` is 0 where the time cannot be trusted."""

    size: int
    mtime_ns: int
    sha256: str
    told: str


class Finished(NamedTuple):
    """A file is done with; `changed` says whether it had to be read, `stamp` is None where a process died of it."""

    stamp: Stamp | None
    changed: bool = True


class Ended(NamedTuple):
    """The run must end: nothing can be written any more, and why."""

    why: str


Message = Reached | Told | Finished | Ended
