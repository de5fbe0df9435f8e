"""The batch on a real local Ray cluster: the same bytes as local processes, also when a worker is killed in the middle."""

import os
import signal
import sys
from pathlib import Path

import pytest

from musnad.batch.local import LocalRunner
from musnad.batch.on_ray import RayRunner
from musnad.batch.run import plan_of, run
from musnad.batch.shard import read_shard
from tests.test_batch import assert_same, corpus  # noqa: F401 - the same sixty documents


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
