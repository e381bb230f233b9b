"""Every run of a page measured: each click is one."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager

from dashboard.operations import counters

_log = logging.getLogger("trojka.reruns")


@contextmanager
def measured(page: str) -> Iterator[None]:
    """Measure the run of a page while the context lasts.

    Parameters
    ----------
    page : str
        Its path in the menu.
    """
    started = time.perf_counter()
    try:
        yield
    finally:
        seconds = time.perf_counter() - started
        counters.RERUN_SECONDS.labels(page).observe(seconds)
        milliseconds = round(1000 * seconds, 1)
        _log.info("rerun", extra={"route": f"/{page}", "milliseconds": milliseconds})
