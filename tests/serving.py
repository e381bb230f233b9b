"""A dashboard served as in use, by a process of its own, for browser tests and timings."""

import contextlib
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO

ROOT = Path(__file__).parents[1]
START_SECONDS = 60


@contextlib.contextmanager
def served(
    script: str = "dashboard/server.py",
    environment: Mapping[str, str] | None = None,
    errors: IO[bytes] | None = None,
    port: int | None = None,
) -> Iterator[tuple[str, int]]:
    """Serve a script while the context lasts; yield its address and the number of its process.

    What it writes to its standard error stream goes to ``errors``, or nowhere.
    """
    port = port or free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", script, f"--server.port={port}"],
        cwd=ROOT,
        env={**os.environ, "TROJKA_WARM": "0", **(environment or {})},
        stdout=subprocess.DEVNULL,
        stderr=errors or subprocess.DEVNULL,
    )
    address = f"http://localhost:{port}"
    try:
        _wait_until_up(address)
        yield address, process.pid
    finally:
        process.terminate()
        process.wait(timeout=30)


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as free:
        free.bind(("localhost", 0))
        return int(free.getsockname()[1])


def _wait_until_up(address: str) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(address + "/_stcore/health"):  # noqa: S310  # our own server
                return
        except urllib.error.HTTPError:
            return  # it answers whom it does not know: people log in there
        except OSError:
            pass
        time.sleep(0.2)
    raise TimeoutError(f"the dashboard did not start within {START_SECONDS} s")
