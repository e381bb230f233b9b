"""A PostgreSQL server of one's own on this machine, as an unprivileged user, while it is needed."""

from __future__ import annotations

import contextlib
import fcntl
import os
import secrets
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
INSTALL_SECONDS = 240
IS_ROOT = os.geteuid() == 0


class NotInstalledError(Exception):
    """There is no PostgreSQL on this machine, and none can be installed."""


@contextlib.contextmanager
def served() -> Iterator[str]:
    """Serve an empty database while the context lasts, and yield its address.

    Debian's server is installed if it is missing and this machine lets us.

    Raises
    ------
    NotInstalledError
        If there is none and none can be installed.
    """
    programs = _programs()
    folder = Path(tempfile.mkdtemp(prefix="trojka-postgresql-"))
    user = "postgres" if IS_ROOT else None
    if IS_ROOT:
        shutil.chown(folder, "postgres")
    password = secrets.token_hex(8)
    with socket.socket() as free:
        free.bind(("localhost", 0))
        port = free.getsockname()[1]

    def run(program: str, *arguments: str) -> None:
        subprocess.run(
            [programs / program, *arguments],
            check=True,
            timeout=120,
            user=user,
            cwd=folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    (folder / "password").write_text(password)
    if IS_ROOT:
        shutil.chown(folder / "password", "postgres")
    cluster = str(folder / "cluster")
    try:
        run(
            "initdb",
            *("-D", cluster, "-U", "trojka", "-E", "UTF8", "--locale=C.UTF-8"),
            *("--auth=scram-sha-256", f"--pwfile={folder / 'password'}"),
        )
        options = f"-p {port} -c listen_addresses=localhost -k {folder}"
        run("pg_ctl", "-D", cluster, "-w", "-o", options, "-l", str(folder / "log"), "start")
        yield f"postgresql://trojka:{password}@localhost:{port}/postgres"
    finally:
        if (folder / "cluster" / "postmaster.pid").exists():
            run("pg_ctl", "-D", cluster, "-w", "-m", "immediate", "stop")
        shutil.rmtree(folder)


def _programs() -> Path:
    """Return the folder of PostgreSQL's programs."""
    if _installed() is None and not IS_ROOT:
        raise NotInstalledError("PostgreSQL is not installed, and only root may install it")
    with Path(tempfile.gettempdir(), "trojka-postgresql.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # other workers wait instead of failing
        why = "" if _installed() else _install()
    found = _installed()
    if found is None:
        raise NotInstalledError(f"PostgreSQL cannot be installed here: {why}")
    return found


def _install() -> str:
    """Install Debian's PostgreSQL, or say why not."""
    try:
        done = subprocess.run(
            ["sh", ".ci/debian", "postgresql"],
            cwd=ROOT,
            check=False,
            timeout=INSTALL_SECONDS,
            capture_output=True,
            text=True,
        )
    except subprocess.TimeoutExpired:
        return f"not within {INSTALL_SECONDS} s"
    return done.stderr.strip()[-200:]


def _installed() -> Path | None:
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    return next((f for f in reversed(folders) if (f / "initdb").exists()), None)
