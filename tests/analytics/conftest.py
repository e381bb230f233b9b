"""A cluster for the tests that prove that it changes nothing."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from types import ModuleType

import pytest


@pytest.fixture(scope="session")
def scheduler() -> Iterator[str]:
    """Return the address of a local Dask cluster of two processes.

    A page tested before leaves its script as the main module, which new processes would run again.
    """
    distributed = pytest.importorskip("distributed")
    options = {"processes": True, "n_workers": 2, "threads_per_worker": 1}
    patch = pytest.MonkeyPatch()
    patch.setitem(sys.modules, "__main__", ModuleType("__main__"))
    with distributed.LocalCluster(
        dashboard_address="127.0.0.1:0", host="127.0.0.1", **options
    ) as cluster:
        yield cluster.scheduler_address
    patch.undo()
