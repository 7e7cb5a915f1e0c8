"""A short form of `make soak`."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent))

from killing import Plan, Soak, undisturbed
from whole_runs import ROOT

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not Path("/proc/self/smaps_rollup").exists(), reason="processes are looked up as Linux tells of them"
    ),
]
PLAN = Plan(articles=120, kills=6, seed=11, shard_size=20)
MEMORY = 1000


@pytest.fixture(scope="module")
def wanted(tmp_path_factory):
    return undisturbed(tmp_path_factory.mktemp("undisturbed"), PLAN)


@pytest.mark.parametrize("form", ["json", "parquet"])
def test_runs_that_are_killed_come_to_what_an_undisturbed_one_does(tmp_path, form, wanted):
    told = Soak(tmp_path, PLAN, form, wanted).go()
    assert told.faults == []
    assert told.kills == PLAN.kills
    assert 0 < told.peak < MEMORY


def test_reading_with_the_model_leaves_no_file_of_a_librarys_own(tmp_path):
    """ONNX Runtime keeps the mark of a session that it may tell its makers of."""
    code = "from extract import Extractor; assert Extractor().extract"
    environment = {**os.environ, "TMPDIR": str(tmp_path)}
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environment, check=False).returncode == 0
    assert list(tmp_path.iterdir()) == []
