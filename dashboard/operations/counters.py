"""What is counted for Prometheus: requests, runs of pages, sessions, memory, facts, results."""

from __future__ import annotations

from collections.abc import Iterator

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Histogram,
    ProcessCollector,
    disable_created_metrics,
)
from prometheus_client.core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    InfoMetricFamily,
    Metric,
)
from prometheus_client.registry import Collector
from streamlit import runtime
from streamlit.runtime.stats import GaugeStat

from dashboard import warm
from data import memory
from data.facts import version_held

# Since when each line is counted would be as many lines again, for nothing.
disable_created_metrics()  # type: ignore[no-untyped-call]  # it takes and returns nothing

REGISTRY = CollectorRegistry()

BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 120.0)
"""Seconds: a file of the shell takes milliseconds, a result that nobody asked for yet a minute."""

REQUESTS = Counter(
    "trojka_requests", "Requests answered", ["route", "method", "status"], registry=REGISTRY
)
REQUEST_SECONDS = Histogram(
    "trojka_request_seconds",
    "Seconds from a request to the end of its answer",
    ["route"],
    buckets=BUCKETS,
    registry=REGISTRY,
)
RERUN_SECONDS = Histogram(
    "trojka_rerun_seconds",
    "Seconds that a run of a page took; each click is one",
    ["page"],
    buckets=BUCKETS,
    registry=REGISTRY,
)

SESSIONS = "active_sessions"
"""Streamlit's own name of the number of open sessions."""


class StateOfServer(Collector):
    """What is asked of the house when somebody looks, and not before."""

    def collect(self) -> Iterator[Metric]:
        """Yield sessions, facts, results and warmth as they are now."""
        if (sessions := _sessions()) is not None:
            yield GaugeMetricFamily("trojka_sessions", "Open sessions of pages", value=sessions)
        facts = InfoMetricFamily("trojka_facts", "Version of the facts; none before the first page")
        if (version := version_held()) is not None:
            facts.add_metric([], {"version": version})
        yield facts
        results = CounterMetricFamily(
            "trojka_results",
            "Results asked for: held in memory, missed, and of those missed read from disk",
            labels=["found"],
        )
        for found, n in memory.counts().items():
            results.add_metric([found], n)
        yield results
        warmth = GaugeMetricFamily(
            "trojka_warm", "1 for what holds: off, warming, warm or failed", labels=["state"]
        )
        now = warm.state()
        for state in warm.STATES:
            warmth.add_metric([state], float(state == now))
        yield warmth


def _sessions() -> int | None:
    """Return the number of open sessions; None where no page is served."""
    if not runtime.exists():
        return None
    told = runtime.get_instance().stats_mgr.get_stats([SESSIONS])
    return sum(one.value for one in told.get(SESSIONS, ()) if isinstance(one, GaugeStat))


ProcessCollector(registry=REGISTRY)
REGISTRY.register(StateOfServer())
