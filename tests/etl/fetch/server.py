"""A server of this machine that answers as it is told, well or badly."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Answer = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Server:
    """What it answers by path, and what it was asked."""

    address: str
    answers: dict[str, list[Answer]] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def says(self, path: str, *answers: Answer) -> str:
        """Give answers, one after the other, the last one ever after; return the address."""
        self.answers[path] = list(answers)
        return self.address + path


@contextmanager
def running() -> Iterator[Server]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            server.asked.append((self.path, dict(self.headers)))
            listed = server.answers.get(self.path, [status(404)])
            (listed.pop(0) if len(listed) > 1 else listed[0])(self)

        def log_message(self, *_: object) -> None:
            pass

    class Quiet(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: object) -> None:
            pass  # those who are asked to misbehave are cut off in the middle of it

    with Quiet(("127.0.0.1", 0), Handler) as httpd:
        server = Server(f"http://127.0.0.1:{httpd.server_port}")
        thread = threading.Thread(target=httpd.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server
        finally:
            httpd.shutdown()
            thread.join()


def file(content: bytes, *, kind: str = "text/plain; charset=utf-8", etag: str = "") -> Answer:
    """Send a file, or say that it has not changed."""

    def answer(to: BaseHTTPRequestHandler) -> None:
        if etag and to.headers["If-None-Match"] == etag:
            _head(to, 304, {"ETag": etag, "Content-Length": "0"})
            return
        headers = {"Content-Type": kind, "Content-Length": str(len(content))}
        _head(to, 200, headers | ({"ETag": etag} if etag else {}))
        to.wfile.write(content)

    return answer


def status(code: int, **headers: str) -> Answer:
    def answer(to: BaseHTTPRequestHandler) -> None:
        _head(
            to,
            code,
            {"Content-Length": "0", **{k.replace("_", "-"): v for k, v in headers.items()}},
        )

    return answer


def truncated(content: bytes) -> Answer:
    """Promise a whole file, send half of it and hang up."""

    def answer(to: BaseHTTPRequestHandler) -> None:
        _head(to, 200, {"Content-Type": "text/plain", "Content-Length": str(len(content))})
        to.wfile.write(content[: len(content) // 2])
        to.close_connection = True

    return answer


def silent(seconds: float) -> Answer:
    """Take the question and say nothing."""

    def answer(to: BaseHTTPRequestHandler) -> None:
        time.sleep(seconds)
        to.close_connection = True

    return answer


def dripping(content: bytes, seconds: float) -> Answer:
    """Send a byte at a time."""

    def answer(to: BaseHTTPRequestHandler) -> None:
        _head(to, 200, {"Content-Type": "text/plain", "Content-Length": str(len(content))})
        for byte in content:
            to.wfile.write(bytes([byte]))
            to.wfile.flush()
            time.sleep(seconds)

    return answer


def endless() -> Answer:
    """Send without an end, and without saying how much it will be."""

    def answer(to: BaseHTTPRequestHandler) -> None:
        _head(to, 200, {"Content-Type": "text/plain", "Connection": "close"})
        while True:
            to.wfile.write(b"x" * 2**16)

    return answer


def _head(to: BaseHTTPRequestHandler, code: int, headers: dict[str, str]) -> None:
    to.send_response(code)
    for name, value in headers.items():
        to.send_header(name, value)
    to.end_headers()
