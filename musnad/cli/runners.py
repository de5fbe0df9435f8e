"""Which runner a command over many documents works with: processes of this machine, or a Ray cluster."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from musnad.batch.local import LocalRunner
    from musnad.batch.on_ray import RayRunner


def runner_of(options: dict[str, object]) -> LocalRunner | RayRunner:
    """The runner that `--runner`, `--workers` and `--address` name; imported only now, since each needs its extra."""
    workers = options["workers"]
    if options["runner"] == "ray":
        from musnad.batch.on_ray import RayRunner

        return RayRunner(options["address"], workers)  # type: ignore[arg-type]
    from musnad.batch.local import LocalRunner

    return LocalRunner(workers)  # type: ignore[arg-type]
