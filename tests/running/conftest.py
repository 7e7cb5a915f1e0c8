from multiprocessing import get_context

import pytest

from extract.knowledge import load_knowledge
from extract.running import nursery


@pytest.fixture
def forked(monkeypatch):
    """Let processes be forked from this one: they know what is put in place here, and have the knowledge loaded."""
    assert load_knowledge().lexicon
    monkeypatch.setattr(nursery, "_CONTEXT", get_context("fork"))


@pytest.fixture
def work_with(forked, monkeypatch):  # noqa: ARG001 -- used for what it puts in place
    """Give a function that puts another class in the place of Worker, in the processes too."""
    return lambda worker: monkeypatch.setattr(nursery, "Worker", worker)
