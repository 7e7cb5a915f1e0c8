"""A run on a real Ray cluster of two nodes, one of which is killed in its midst."""

import pytest

from extract.records import dump_record
from extract.records.store import RecordStore
from extract.running.batch import run_batch
from extract.running.manifest import load_manifest
from extract.running.options import BatchOptions

ray = pytest.importorskip("ray", reason="Ray is not installed: pip install 'regimeline[ray]'")
from ray.cluster_utils import Cluster  # noqa: E402 -- needs Ray

from extract.running.cluster import run_on_ray  # noqa: E402

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore")]  # Ray warns of itself
TEXT = "Freedonia curbs gallium\n\nFreedonia will require export licences for gallium from {} March, says notice {}.\n"
COUNT = 40


@pytest.fixture
def articles(tmp_path):
    folder = tmp_path / "articles"
    folder.mkdir()
    for number in range(COUNT):
        (folder / f"{number:02}.txt").write_text(TEXT.format(number % 28 + 1, number), encoding="utf-8")
    (folder / "empty.txt").write_bytes(b"")
    return folder


@pytest.fixture
def cluster(monkeypatch):
    monkeypatch.setenv("RAY_USAGE_STATS_ENABLED", "0")
    found = Cluster(initialize_head=True, head_node_args={"num_cpus": 1, "include_dashboard": False})
    found.add_node(num_cpus=1)
    ray.init(address=found.address, log_to_driver=False, logging_level="error")
    yield found
    ray.shutdown()
    found.shutdown()


def texts(out):
    return {name: dump_record(record) for name, record in RecordStore(out)}


def test_a_run_outlives_a_node_and_gives_the_records_of_a_local_run(articles, tmp_path, cluster):
    killed = []

    def kill(done, _):
        if done and not killed:
            killed.append(done)
            cluster.remove_node(cluster.list_all_nodes()[-1], allow_graceful=False)

    def run():
        options = BatchOptions(model="none", shard_size=3)
        return run_on_ray([str(articles)], str(tmp_path / "out"), options=options, watch=kill).coverage

    found = run()
    assert killed
    local = run_batch([articles], tmp_path / "local", options=BatchOptions(model="none")).coverage
    assert texts(tmp_path / "out") == texts(tmp_path / "local")
    assert (found.files, found.articles, found.events) == (local.files, local.articles, local.events)
    assert found.skipped == local.skipped == {"empty_file": 1}
    assert load_manifest(tmp_path / "out" / "run.json").options.engine == "ray"

    assert run().unchanged == COUNT + 1

    (articles / "05.txt").unlink()
    found = run()
    assert found.articles == COUNT - 1
    assert 0 < found.extracted < COUNT - 1
    assert "05.json" not in texts(tmp_path / "out")
