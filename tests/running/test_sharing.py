"""Processes that read share the memory of what they read with."""

import sys
from pathlib import Path

import pytest

from extract.running.nursery import FORKING, Nursery
from extract.running.working import Settings

pytestmark = pytest.mark.skipif(not FORKING or sys.platform != "linux", reason="processes are not forked here")


def memory(pid, name):
    """Return a figure of all memory of a process in bytes: its resident set, or its share of it, pages that others have too divided."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith(f"{name}:"))


def test_the_model_and_the_knowledge_are_in_memory_once(tmp_path):
    with Nursery(Settings(tmp_path)) as nursery:
        children = [nursery.start() for _ in range(4)]
        whole = memory(children[0].pid, "Rss")
        own = [memory(child.pid, "Private_Dirty") + memory(child.pid, "Private_Clean") for child in children]
        for child in children:
            child.connection.close()
    assert max(own) < whole / 5
