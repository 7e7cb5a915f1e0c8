import gc
import os

import pytest

from extract.knowledge import load_knowledge
from extract.running import nursery


class Forked:
    """A process that serves, forked from this one; otherwise as `subprocess.Popen` gives it."""

    def __init__(self, handle):
        self.pid = os.fork()
        if not self.pid:
            gc.freeze()  # what the tests hold is large, and no business of the reader's collector
            try:
                nursery.serve(handle)
            finally:
                os._exit(0)

    def kill(self):
        os.kill(self.pid, 9)

    def wait(self):
        return os.waitpid(self.pid, 0)[1]


@pytest.fixture
def forked(monkeypatch):
    """Let processes be forked from this one: they know what is put in place here, and have the knowledge loaded."""
    assert load_knowledge().lexicon
    monkeypatch.setattr(nursery, "born", Forked)


@pytest.fixture
def work_with(forked, monkeypatch):  # noqa: ARG001 -- used for what it puts in place
    """Give a function that puts another class in the place of Worker, in the processes too."""
    return lambda worker: monkeypatch.setattr(nursery, "Worker", worker)
