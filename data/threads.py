"""Linear algebra on one thread: how a sum is split over threads changes its last digits."""

from __future__ import annotations

import sys

import threadpoolctl

_known: list[tuple[int, threadpoolctl.ThreadpoolController]] = []
"""The libraries that compute, and how many modules had been imported when they were looked up."""


def hold_to_one() -> None:
    """Hold every library that computes to one thread, from now on, in this process.

    It is never undone: whoever restored the number would do so under others that still compute.
    Runs that are worth several cores are spread over processes (`analytics.ensemble`).
    OpenMP keeps the number for each thread apart, so that every thread that computes says so.

    References
    ----------
    threadpoolctl: https://github.com/joblib/threadpoolctl
    """
    n_modules = len(sys.modules)
    if not _known or _known[0][0] != n_modules:  # an import may have brought another library
        _known[:] = [(n_modules, threadpoolctl.ThreadpoolController())]
    _known[0][1].limit(limits=1)
