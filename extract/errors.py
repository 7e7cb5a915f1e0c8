"""Every error that a user of the library can catch.

RegimelineError
├── ReadError           a file cannot be turned into an article; carries the `code` that the run reports
├── RecordError         a record, decision log or timeline on disk is not valid
│   └── SchemaVersionError   it was written by a newer release
├── KnowledgeError      a vocabulary or cue file is not valid
├── ModelError          a model folder is missing or does not fit
├── StorageError        there is no room left, or the folder to write to is not to be had
└── UsageError          a command or call cannot be carried out as asked
    └── UnfitError      a decision does not fit its record; carries the `faults`

Each message says what to do about it.
"""

from typing import Any


class RegimelineError(Exception):
    """Base of all errors of this library."""


class ReadError(RegimelineError):
    """A file cannot be turned into an article; `code` is one of the codes of `docs/problems.md`."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class RecordError(RegimelineError):
    """A record, decision log or timeline on disk is not valid."""


class SchemaVersionError(RecordError):
    """A file was written by a newer release than this one."""


class KnowledgeError(RegimelineError):
    """A vocabulary or cue file is not valid."""


class ModelError(RegimelineError):
    """A model folder is missing or does not fit this release."""


class StorageError(RegimelineError):
    """What was made cannot be kept: no room, or another run is writing there."""


class UsageError(RegimelineError):
    """A command or call cannot be carried out as asked."""


class UnfitError(UsageError):
    """A decision does not fit its record; `faults` are those of `extract.deciding.faults`, one a field."""

    def __init__(self, message: str, faults: tuple[Any, ...]) -> None:
        super().__init__(message)
        self.faults = faults
