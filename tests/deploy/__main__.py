"""``python -m tests.deploy``: let the deployment of ``deploy/`` stand here, and check it.

Needs what Debian's packages bring: nginx, PostgreSQL, openssl and systemd's tools; what is missing
is installed, where this is root's machine. Every line says what was seen. Exit code 1 if anything
is not as it must be.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial

from tests import dask_cluster
from tests.deploy import confined, outage_check, proxy_checks, session_checks, unit_checks
from tests.deploy.browser_check import browser
from tests.deploy.cluster_check import cluster
from tests.deploy.login_check import login
from tests.deploy.site import ROOT, Site, standing
from tests.oidc.provider import provided
from tests.serving import served

PROGRAMS = {"nginx": "nginx", "openssl": "openssl", "systemd-analyze": "systemd"}
"""What is needed beside PostgreSQL, and the package that brings it."""

CHECKS: tuple[Callable[..., str], ...] = (
    proxy_checks.configuration,
    unit_checks.units,
    unit_checks.facts,
    proxy_checks.tls_only,
    proxy_checks.headers,
    proxy_checks.health,
    proxy_checks.metrics,
    proxy_checks.too_large,
    proxy_checks.too_slow,
    session_checks.sticky,
    session_checks.uploads,
    session_checks.every_page,
    session_checks.saved_plan,
    session_checks.dropped_socket,
    session_checks.rolling_replacement,
    outage_check.database_away,
    browser,
    proxy_checks.too_often,
)
"""In this order: the last one leaves the proxy refusing us for a while."""


N_LINES = 5
"""Of the log of nginx, where a check fails."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Check and return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.deploy", description=__doc__)
    parser.add_argument(
        "--only",
        action="append",
        choices=[one.__name__ for one in (*CHECKS, login, cluster)],
        help="one check; repeat it",
    )
    parser.add_argument(
        "--away",
        type=float,
        default=outage_check.AWAY_SECONDS,
        metavar="SECONDS",
        help="how long the database is away",
    )
    options = parser.parse_args(arguments)
    chosen = [one for one in CHECKS if not options.only or one.__name__ in options.only]
    signal.signal(signal.SIGTERM, lambda _sign, _frame: sys.exit(1))  # all is torn down then too
    _install()
    started = time.monotonic()
    passed: list[bool] = []
    if chosen:
        with standing() as site:
            took = time.monotonic() - started
            print(f"stands   {took:4.0f} s  {confined.in_words()}", flush=True)
            given = {outage_check.database_away: {"seconds": options.away}}
            passed += [
                _passed(check.__name__, partial(check, site, **given.get(check, {})), site)
                for check in chosen
            ]
            for why in site.failed:
                print(f"a socket had to be opened again: {why}")
    if not options.only or "login" in options.only:
        with provided() as provider, standing(provider.settings) as site:
            passed.append(_passed("login", partial(login, site, provider), site))
    if not options.only or "cluster" in options.only:
        passed.append(_cluster_checked())
    print(f"{sum(passed)} of {len(passed)} checks passed; all is torn down")
    return 0 if all(passed) else 1


def _cluster_checked() -> bool:
    """Make the check of replicas with a cluster, and return whether it passed."""
    with contextlib.ExitStack() as stack:
        workers = stack.enter_context(dask_cluster.standing())
        site = stack.enter_context(
            standing(lambda _address: {"TROJKA_SCHEDULER": workers.address}, is_warm=False)
        )
        without, _process = stack.enter_context(
            served(environment={"TROJKA_PLANS_URL": site.database.url})
        )
        return _passed("cluster", partial(cluster, site, workers, without), site)


def _passed(name: str, check: Callable[[], str], site: Site) -> bool:
    """Make a check, say what came of it, and return whether it passed."""
    started = time.monotonic()
    try:
        seen, word = check(), "ok"
    except Exception as error:  # whatever it is, the other checks are made, and all is torn down
        seen, word = f"{type(error).__name__}: {error}", "FAILED"
    words = name.replace("_", " ")
    print(f"{word:8} {time.monotonic() - started:4.0f} s  {words}: {seen}", flush=True)
    if word != "ok":
        for line in site.proxy.said()[-N_LINES:]:
            print(f"{'':17}{line}", flush=True)
    return word == "ok"


def _install() -> None:
    """Install what is missing of Debian's packages."""
    path = f"{os.environ['PATH']}:/usr/sbin"
    missing = [
        package for program, package in PROGRAMS.items() if not shutil.which(program, path=path)
    ]
    if missing:
        print(f"installing {', '.join(missing)}", flush=True)
        subprocess.run(["sh", ".ci/debian", *missing], cwd=ROOT, check=True)


if __name__ == "__main__":
    sys.exit(main())
