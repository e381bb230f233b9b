"""``python -m tests.deploy``: let the deployment of ``deploy/`` stand here, and check it.

Needs what Debian's packages bring: nginx, PostgreSQL, openssl and systemd's tools; what is missing
is installed, where this is root's machine. Every line says what was seen. Exit code 1 if anything
is not as it must be.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Sequence

from tests.deploy import confined, proxy_checks, session_checks, unit_checks
from tests.deploy.browser_check import browser
from tests.deploy.site import ROOT, Site, standing

PROGRAMS = {"nginx": "nginx", "openssl": "openssl", "systemd-analyze": "systemd"}
"""What is needed beside PostgreSQL, and the package that brings it."""

CHECKS: tuple[Callable[[Site], str], ...] = (
    proxy_checks.configuration,
    unit_checks.units,
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
        "--only", action="append", choices=[one.__name__ for one in CHECKS], help="one check"
    )
    options = parser.parse_args(arguments)
    chosen = [one for one in CHECKS if not options.only or one.__name__ in options.only]
    _install()
    started = time.monotonic()
    failed = 0
    with standing() as site:
        print(f"stands   {time.monotonic() - started:4.0f} s  {confined.in_words()}", flush=True)
        for check in chosen:
            failed += not _passed(check, site)
    print(f"{len(chosen) - failed} of {len(chosen)} checks passed; all is torn down")
    return 1 if failed else 0


def _passed(check: Callable[[Site], str], site: Site) -> bool:
    """Make a check, say what came of it, and return whether it passed."""
    started = time.monotonic()
    try:
        seen, word = check(site), "ok"
    except Exception as error:  # whatever it is, the other checks are made, and all is torn down
        seen, word = f"{type(error).__name__}: {error}", "FAILED"
    name = check.__name__.replace("_", " ")
    print(f"{word:8} {time.monotonic() - started:4.0f} s  {name}: {seen}", flush=True)
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
