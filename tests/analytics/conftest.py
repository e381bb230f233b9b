"""A cluster for the tests that prove that it changes nothing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest


@pytest.fixture(scope="session")
def scheduler() -> Iterator[str]:
    """Return the address of a local Dask cluster of two processes."""
    distributed = pytest.importorskip("distributed")
    options = {"processes": True, "n_workers": 2, "threads_per_worker": 1}
    with distributed.LocalCluster(
        dashboard_address="127.0.0.1:0", host="127.0.0.1", **options
    ) as cluster:
        yield cluster.scheduler_address
