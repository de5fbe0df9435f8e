"""The batch on a real local Ray cluster: the same bytes as local processes, also when a worker is killed in the middle."""

import os
import signal
import sys
from pathlib import Path

import pytest

from musnad.batch.links.run import link
from musnad.batch.local import LocalRunner
from musnad.batch.on_ray import RayRunner
from musnad.batch.run import plan_of, run
from musnad.batch.shard import read_shard
from tests.test_batch import assert_same, corpus  # noqa: F401 - the same sixty documents
from tests.test_batch_links import ROOT, all_rows, batch_of


@pytest.fixture(scope="module")
def cluster():
    """A local cluster of two worker processes, shut down afterwards."""
    import ray
    from ray import cloudpickle

    cloudpickle.register_pickle_by_value(sys.modules[__name__])
    yield RayRunner(workers=2)
    ray.shutdown()


def dies_once(shard):
    """Kills its worker process at the first try of shard 2."""
    flag = Path(shard.out) / "died"
    if shard.index == 2 and not flag.exists():
        flag.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return read_shard(shard)


def test_ray_writes_what_local_processes_write(cluster, corpus, tmp_path, monkeypatch):  # noqa: F811
    """One worker is killed in the middle; the engine tries its shard again and every byte is the same."""
    plan = plan_of([str(corpus)], None, None, 10)
    run(plan, tmp_path / "local", LocalRunner(2))
    monkeypatch.setattr("musnad.batch.run.read_shard", dies_once)
    summary = run(plan, tmp_path / "ray", cluster)
    assert summary.failed == []
    assert (tmp_path / "ray" / "died").exists()
    (tmp_path / "ray" / "died").unlink()
    assert_same(tmp_path / "local", tmp_path / "ray")


def test_links_on_ray_are_the_links_of_local_processes(cluster, tmp_path):
    """The same queries over five partitions on the engine give the rows of one partition in one process."""
    out = batch_of(ROOT / "examples", tmp_path / "out")
    link(out, 1, LocalRunner(1))
    local = all_rows(out)
    link(out, 5, cluster)
    assert all_rows(out) == local
