"""How long the server takes to draw each page again, beside an empty Streamlit page.

Each page of the menu, and each part of one that is drawn when chosen, runs through the app, as for
a reader who changes a filter: its first run, after a warm start, is reported apart, then it is run
again `N_RUNS` times. The peer is a page with nothing but a title, run as often by the same harness:
it is what Streamlit itself costs, and the ratio says how much of a page's time that is. Beside the
seconds stands the time of the processor, which means something on a machine that others use too.
Drawing in the browser is not in these figures.
"""

from __future__ import annotations

import gc
import logging
import statistics
import time

import streamlit
from streamlit.testing.v1 import AppTest

from dashboard import warm
from tests import parts
from tests.benchmarks.result import Result, memory_mb
from tests.dashboard.conftest import open_page

N_RUNS = 20


def measure() -> Result:
    logging.getLogger("streamlit").setLevel(logging.ERROR)
    warm.up()
    gc.collect()
    gc.freeze()  # as the server does
    empty = AppTest.from_string("import streamlit as st\nst.title('Empty')").run()
    peer = _reruns(empty)
    pages = {}
    for page, query in parts.VIEWS:
        started = time.perf_counter()
        app = open_page(page.path, **query)
        first = time.perf_counter() - started
        pages[parts.name((page, query))] = {"first_ms": 1000 * first, **_in_ms(_reruns(app))}
    medians = [times["median_ms"] for times in pages.values()]
    return Result(
        n=len(pages) * N_RUNS,
        seconds=statistics.mean(medians) / 1000,
        memory_mb=memory_mb(),
        peer=f"streamlit {streamlit.__version__}, a page with a title only",
        peer_seconds=statistics.median(seconds for seconds, _busy in peer),
        quality={
            "first_ms_worst_page": max(times["first_ms"] for times in pages.values()),
            "processor_ms_worst_page": max(times["processor_ms"] for times in pages.values()),
            "peer_processor_ms": _in_ms(peer)["processor_ms"],
            "median_ms_worst_page": max(medians),
            "p95_ms_worst_page": max(times["p95_ms"] for times in pages.values()),
            "pages": pages,
        },
    )


def _reruns(app: AppTest) -> list[tuple[float, float]]:
    """Return the seconds that each of a number of runs took, and those of the processor."""
    times = []
    for _ in range(N_RUNS):
        started, begun = time.perf_counter(), time.process_time()
        app.run()
        times.append((time.perf_counter() - started, time.process_time() - begun))
    return times


def _in_ms(times: list[tuple[float, float]]) -> dict[str, float]:
    seconds, busy = zip(*times, strict=True)
    return {
        "median_ms": 1000 * statistics.median(seconds),
        "p95_ms": 1000 * statistics.quantiles(seconds, n=20, method="inclusive")[-1],
        "processor_ms": 1000 * statistics.median(busy),
    }
