"""A disk that is full."""

from contextlib import contextmanager

import pytest


@contextmanager
def room_for(size):
    """Let no file grow beyond `size` bytes: the system takes what fits and refuses the rest, as on a full disk."""
    resource = pytest.importorskip("resource", reason="this system sets no limit to files")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
