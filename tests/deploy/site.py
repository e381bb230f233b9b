"""Two replicas, the proxy before them and their database, made of the files in ``deploy/``.

Ports are the only thing that is put in: everything else is as it is deployed. All of it lies in a
folder of its own, listens on this machine only, and is gone afterwards.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from data import memory, store
from tests import postgresql
from tests.deploy import confined
from tests.deploy.certificate import certify
from tests.serving import free_port
from tests.socket_session import DroppedError, Session, View

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
SECRET = re.compile("SECRET|PLANS_URL")
"""Settings that are no business of whoever lists processes."""

NAMES = ("a", "b")
"""Of the replicas, as the cookie has them."""

START_SECONDS = 120
N_FAILED = 10
"""Sockets that may fail to open at once before the deployment is said to be broken."""

BACK_SECONDS = 60.0
"""Within which a reader must be back on a machine that does much else."""

READY = "/health/ready"

_MAIN = """
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/log/error.log;
worker_processes 2;
events {{ worker_connections 1024; }}
http {{
    default_type application/octet-stream;
    client_body_temp_path {folder}/nginx-body;
    proxy_temp_path {folder}/nginx-proxy;
    fastcgi_temp_path {folder}/nginx-fastcgi;
    uwsgi_temp_path {folder}/nginx-uwsgi;
    scgi_temp_path {folder}/nginx-scgi;
    include {folder}/nginx/replicas.debian.conf;
    include {folder}/nginx/trojka.conf;
}}
"""


@dataclass
class Replica:
    """One server of the dashboard.

    Attributes
    ----------
    name : str
        As the cookie has it.
    port : int
    """

    name: str
    port: int
    folder: Path
    environment: dict[str, str]
    _process: subprocess.Popen[bytes] | None = field(default=None, init=False)

    @property
    def address(self) -> str:
        """Where it answers without the proxy."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def pid(self) -> int:
        """Number of its process."""
        if self._process is None:
            raise RuntimeError(f"replica {self.name} was never started")
        return self._process.pid

    def start(self) -> None:
        """Start it as the unit and the image do, and wait until it is ready."""
        log = (self.folder / "log" / f"replica_{self.name}.log").open("ab")
        with log:
            self._process = subprocess.Popen(
                confined.command(
                    [str(DEPLOY / "start")], self.folder / "facts", self.folder / "temporary"
                ),
                cwd=ROOT,
                env=self.environment | {"STREAMLIT_SERVER_PORT": str(self.port)},
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        wait_until(self.is_ready, f"replica {self.name} is ready")

    def is_ready(self) -> bool:
        """Return whether it says that it can be asked."""
        if self._process is not None and self._process.poll() is not None:
            text = (self.folder / "log" / f"replica_{self.name}.log").read_text(errors="replace")
            raise RuntimeError(f"replica {self.name} ended by itself:\n{text[-2000:]}")
        try:
            return httpx.get(self.address + READY, timeout=5).status_code == 200
        except httpx.TransportError:
            return False

    def stop(self) -> float:
        """Stop it as the unit does, and return the seconds that took."""
        return self._end(signal.SIGTERM)

    def kill(self) -> float:
        """Kill it in the middle of anything."""
        return self._end(signal.SIGKILL)

    def _end(self, sign: signal.Signals) -> float:
        if self._process is None:
            return 0.0
        started = time.monotonic()
        if self._process.poll() is None:
            self._process.send_signal(sign)
            try:
                self._process.wait(timeout=30)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait(timeout=10)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)  # workers that it left behind
        return time.monotonic() - started


@dataclass
class Proxy:
    """Nginx with our configuration."""

    folder: Path
    https_port: int
    http_port: int
    _process: subprocess.Popen[bytes] | None = field(default=None, init=False)

    @property
    def command(self) -> list[str]:
        """What runs it."""
        program = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin") or "nginx"
        folder = str(self.folder)
        return [program, "-p", folder, "-c", f"{folder}/nginx/nginx.conf", "-e", f"{folder}/log/e"]

    def tested(self) -> str:
        """Return what nginx itself says of the configuration."""
        done = subprocess.run([*self.command, "-t"], check=False, capture_output=True, text=True)
        if done.returncode:
            raise RuntimeError(f"nginx refuses our configuration:\n{done.stderr}")
        return done.stderr

    def said(self) -> list[str]:
        """Return the lines of its log of errors."""
        return (self.folder / "log" / "error.log").read_text(encoding="utf-8").splitlines()

    def start(self) -> None:
        """Start it, and wait until it listens."""
        self._process = subprocess.Popen(self.command, stderr=subprocess.DEVNULL)
        wait_until(lambda: is_listening(self.https_port), "nginx listens")

    def reload(self) -> None:
        """Read the configuration anew, as after a new certificate."""
        if self._process:
            self._process.send_signal(signal.SIGHUP)

    def stop(self) -> None:
        """Drop every connection, and end."""
        if self._process:
            self._process.terminate()
            self._process.wait(timeout=30)
            self._process = None


@dataclass(frozen=True)
class Site:
    """The whole.

    Attributes
    ----------
    address : str
        Where readers come: the proxy.
    authority : Path
        Certificate of the authority that vouches for the proxy's.
    database : postgresql.Server
        That the replicas share.
    failed : list of str
        Why a socket was not opened at once.
    """

    folder: Path
    address: str
    authority: Path
    database: postgresql.Server
    proxy: Proxy
    replicas: dict[str, Replica]
    failed: list[str] = field(default_factory=list)

    def client(self, **options: object) -> httpx.Client:
        """Return a client that trusts the proxy's certificate and keeps its cookies."""
        trust = ssl.create_default_context(cafile=self.authority)
        return httpx.Client(base_url=self.address, verify=trust, timeout=60, **options)  # type: ignore[arg-type]

    def session(self, replica: str = "", session_id: str = "") -> Session:
        """Return a reader's session through the proxy, at a replica if the cookie names one.

        A browser whose socket is not opened tries again, and so do we; `failed` keeps why.
        """
        while True:
            try:
                return Session(
                    self.address, replica=replica, authority=self.authority, session_id=session_id
                )
            except DroppedError as error:
                self.failed.append(str(error))
                if len(self.failed) > N_FAILED:
                    raise
                time.sleep(1)

    def again(self, replica: str, session_id: str, view: View) -> tuple[Session, float]:
        """Come back to a view whose socket ended, as a browser does, and try until it is there.

        Parameters
        ----------
        replica, session_id : str
            What the browser has of the session.
        view : View

        Returns
        -------
        tuple of Session and float
            The new session, and the seconds that took.
        """
        started = time.monotonic()
        while True:
            try:
                new = Session(
                    self.address, replica=replica, authority=self.authority, session_id=session_id
                )
                new.open(view)
            except DroppedError:
                if time.monotonic() - started > BACK_SECONDS:
                    raise
                time.sleep(0.2)
            else:
                return new, time.monotonic() - started

    def answered_by(self) -> list[tuple[str, str]]:
        """Return path and replica of every request so far, as the proxy has logged them."""
        by_port = {f"127.0.0.1:{one.port}": name for name, one in self.replicas.items()}
        lines = (self.folder / "log" / "trojka.log").read_text(encoding="utf-8").splitlines()
        found = [json.loads(line) for line in lines]
        return [(one["path"], by_port.get(one["replica"].rpartition(", ")[2], "")) for one in found]


@contextlib.contextmanager
def standing(
    settings: Callable[[str], Mapping[str, str]] | None = None, *, is_warm: bool = True
) -> Iterator[Site]:
    """Let the deployment stand while the context lasts.

    Parameters
    ----------
    settings : callable, optional
        Told the address of the proxy, returns further settings; what is secret goes into files.
    is_warm : bool
        Whether replicas find what is kept beside the facts here; else they make all of it anew.
    """
    folder = Path(tempfile.mkdtemp(prefix="trojka-deploy-"))
    with contextlib.ExitStack() as stack:
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        folder.chmod(0o711)
        for name in ("facts", "temporary", "log", "nginx", "secrets", "tls"):
            (folder / name).mkdir()
        database = stack.enter_context(postgresql.served())
        _facts_into(folder, is_warm=is_warm)
        authority = certify(folder / "tls")
        proxy = _configured(folder, free_port(), free_port(), ports := [free_port(), free_port()])
        address = f"https://localhost:{proxy.https_port}"
        environment = _settings(
            folder, {"TROJKA_PLANS_URL": database.url, **(settings(address) if settings else {})}
        )
        replicas = {
            name: Replica(name, port, folder, environment)
            for name, port in zip(NAMES, ports, strict=True)
        }
        stack.callback(proxy.stop)
        for replica in replicas.values():
            stack.callback(replica.kill)
        for replica in replicas.values():
            replica.start()
        proxy.start()
        yield Site(folder, address, authority, database, proxy, replicas)


def _facts_into(folder: Path, *, is_warm: bool) -> None:
    """Copy the facts, with what is kept beside them, to where replicas may write."""
    left_out = None if is_warm else shutil.ignore_patterns(memory.FOLDER)
    here = store.snapshot_path().parent
    shutil.copytree(here, folder / "facts", ignore=left_out, dirs_exist_ok=True)
    for name in ("facts", "temporary"):
        confined.give(folder / name)


def _settings(folder: Path, named: Mapping[str, str]) -> dict[str, str]:
    """Return the environment of a replica; what is secret goes into files."""
    hidden = {name: value for name, value in named.items() if SECRET.search(name)}
    for name, value in hidden.items():
        path = folder / "secrets" / f"secrets_{name}"
        path.write_text(value, encoding="utf-8")
        path.chmod(0o400)
    confined.give(folder / "secrets")
    open_ones = {name: value for name, value in named.items() if name not in hidden}
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TROJKA_")}
    return {
        **kept,
        **open_ones,
        "CREDENTIALS_DIRECTORY": str(folder / "secrets"),
        "MPLCONFIGDIR": str(folder / "temporary"),
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "PYTHONDONTWRITEBYTECODE": "1",
        "STREAMLIT_SERVER_ADDRESS": "127.0.0.1",
        "TMPDIR": str(folder / "temporary"),
        "TROJKA_SNAPSHOT": str(folder / "facts" / store.snapshot_path().name),
        "TROJKA_WARM": "0",
    }


def _configured(folder: Path, https: int, http: int, replicas: list[int]) -> Proxy:
    """Write our configuration of nginx with ports of its own."""
    ports = {
        "trojka.conf": {
            "listen 443 ": f"listen 127.0.0.1:{https} ",
            "listen 80;": f"listen 127.0.0.1:{http};",
        },
        "replicas.debian.conf": {
            port: str(ours) for port, ours in zip(("8501", "8502"), replicas, strict=True)
        },
    }
    for name, replaced in ports.items():
        text = (DEPLOY / "nginx" / name).read_text(encoding="utf-8")
        for theirs, ours in replaced.items():
            if theirs not in text:
                raise RuntimeError(f"deploy/nginx/{name} has no {theirs!r}")
            text = text.replace(theirs, ours)
        text = text.replace("/var/log/nginx/", f"{folder}/log/")
        (folder / "nginx" / name).write_text(text, encoding="utf-8")
    (folder / "nginx" / "nginx.conf").write_text(_MAIN.format(folder=folder), encoding="utf-8")
    (folder / "nginx" / "trojka").symlink_to(folder / "tls")
    return Proxy(folder, https, http)


def is_listening(port: int) -> bool:
    """Return whether somebody answers at a port of this machine."""
    with socket.socket() as asked:
        return asked.connect_ex(("127.0.0.1", port)) == 0


def wait_until(holds: object, what: str, seconds: float = START_SECONDS) -> float:
    """Wait until something holds, and return the seconds that took.

    Raises
    ------
    TimeoutError
        If it does not in time.
    """
    started = time.monotonic()
    while not holds():  # type: ignore[operator]
        if time.monotonic() - started > seconds:
            raise TimeoutError(f"not within {seconds:g} s: {what}")
        time.sleep(0.1)
    return time.monotonic() - started
