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
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
INSTALL_SECONDS = 240
IS_ROOT = os.geteuid() == 0


class NotInstalledError(Exception):
    """There is no PostgreSQL on this machine, and none can be installed."""


@dataclass(frozen=True)
class Server:
    """A server with one empty database.

    Attributes
    ----------
    url : str
        The address of the database.
    """

    url: str
    _run: Callable[..., None]
    _start: tuple[str, ...]
    _cluster: Path

    def start(self) -> None:
        """Start it, and wait until it answers; nothing if it is up."""
        if not self._is_up():
            self._run("pg_ctl", *self._start, "start")

    def stop(self) -> None:
        """Stop it in the middle of anything, as a failing machine does; nothing if it is not up."""
        if self._is_up():
            self._run("pg_ctl", "-D", str(self._cluster), "-w", "-m", "immediate", "stop")

    def _is_up(self) -> bool:
        return (self._cluster / "postmaster.pid").exists()


@contextlib.contextmanager
def served() -> Iterator[Server]:
    """Serve an empty database while the context lasts.

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
    options = f"-p {port} -c listen_addresses=localhost -k {folder}"
    server = Server(
        f"postgresql://trojka:{password}@localhost:{port}/postgres",
        run,
        ("-D", cluster, "-w", "-o", options, "-l", str(folder / "log")),
        folder / "cluster",
    )
    try:
        run(
            "initdb",
            *("-D", cluster, "-U", "trojka", "-E", "UTF8", "--locale=C.UTF-8"),
            *("--auth=scram-sha-256", f"--pwfile={folder / 'password'}"),
        )
        server.start()
        yield server
    finally:
        server.stop()
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
