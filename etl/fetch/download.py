"""Ask an address for a file: with patience, within limits, and only for what has changed."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

import httpx

from data.errors import SourceError
from etl.catalog import MAX_BYTES

AGENT = "Trojka/1.0 (record of votes on responsible AI; asks once a day at most)"

N_TRIES = 4
"""How often an address is asked that does not answer, or fails."""

MAX_REDIRECTS = 5
MAX_WAIT_SECONDS = 60.0
"""The longest that we wait before asking again, whatever the server wishes."""

AGAIN = (429, 500, 502, 503, 504)
"""Answers after which it is worth asking again."""

PAGES = ("text/html", "application/xhtml+xml")
"""Kinds of answer that are a page to look at, and no file."""


@dataclass(frozen=True)
class Patience:
    """How long we wait for what.

    Attributes
    ----------
    connect_seconds, read_seconds : float
        For a connection, and for the next bytes.
    total_seconds : float
        For one whole answer.
    back_off_seconds : float
        Before the second try; twice as long before each further one.
    wait : callable
        Waits.
    """

    connect_seconds: float = 10.0
    read_seconds: float = 30.0
    total_seconds: float = 180.0
    back_off_seconds: float = 1.0
    wait: Callable[[float], None] = field(default=time.sleep, compare=False)


@dataclass(frozen=True)
class Answer:
    """What an address answered.

    Attributes
    ----------
    content : bytes or None
        The file; None if it has not changed, or is not there.
    is_there : bool
        Whether there is such a file.
    etag, last_modified : str
        By which the server tells one state of the file from another; may be empty.
    """

    content: bytes | None
    is_there: bool = True
    etag: str = ""
    last_modified: str = ""


class _TryAgainError(Exception):
    """Something that may pass."""

    def __init__(self, found: str, seconds: float | None = None) -> None:
        super().__init__(found)
        self.found = found
        self.seconds = seconds


def download(
    address: str,
    *,
    etag: str = "",
    last_modified: str = "",
    patience: Patience | None = None,
    max_bytes: int = MAX_BYTES,
) -> Answer:
    """Return what an address answers.

    Parameters
    ----------
    address : str
    etag, last_modified : str
        As the server named the state of the file that we have; it is not sent again.
    patience : Patience, optional
    max_bytes : int
        A larger file is refused before it is read.

    Raises
    ------
    SourceError
        If the server cannot be reached, fails again and again, or answers something that is no such
        file.
    """
    patience = patience or Patience()
    headers = {"User-Agent": AGENT, "Accept": "*/*"}
    if etag:
        headers["If-None-Match"] = etag
    if last_modified:
        headers["If-Modified-Since"] = last_modified
    pause = patience.back_off_seconds
    with httpx.Client(
        timeout=httpx.Timeout(patience.read_seconds, connect=patience.connect_seconds),
        follow_redirects=True,
        max_redirects=MAX_REDIRECTS,
        headers=headers,
    ) as client:
        for n in range(1, N_TRIES + 1):
            try:
                return _asked(client, address, patience, max_bytes)
            except _TryAgainError as error:
                if n == N_TRIES:
                    raise SourceError(
                        address,
                        found=f"{error.found}, {N_TRIES} times",
                        expected="the file",
                        do="try again later; nothing was changed",
                    ) from error
                patience.wait(min(error.seconds or pause, MAX_WAIT_SECONDS))
                pause *= 2
    raise AssertionError("the last try returns or raises")


def _asked(client: httpx.Client, address: str, patience: Patience, max_bytes: int) -> Answer:
    started = time.monotonic()
    try:
        with client.stream("GET", address) as response:
            _refuse_another_scheme(address, response)
            if response.status_code == httpx.codes.NOT_MODIFIED:
                return Answer(None)
            if response.status_code == httpx.codes.NOT_FOUND:
                return Answer(None, is_there=False)
            _refuse_status(address, response)
            _refuse_kind(address, response)
            _refuse_size(address, int(response.headers.get("Content-Length") or 0), max_bytes)
            content = bytearray()
            for part in response.iter_bytes():
                content += part
                _refuse_size(address, len(content), max_bytes)
                if time.monotonic() - started > patience.total_seconds:
                    raise _TryAgainError(f"no whole file in {patience.total_seconds:g} seconds")
            return Answer(
                bytes(content),
                etag=response.headers.get("ETag", ""),
                last_modified=response.headers.get("Last-Modified", ""),
            )
    except httpx.TooManyRedirects as error:
        raise SourceError(
            address,
            found=f"more than {MAX_REDIRECTS} redirections",
            expected="the file",
            do="look in a browser where it has gone, and correct the address in the sidecar",
        ) from error
    except httpx.TimeoutException as error:
        raise _TryAgainError("no answer in time") from error
    except httpx.TransportError as error:
        raise _TryAgainError(f"a connection that failed ({str(error) or 'broken off'})") from error
    except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
        raise SourceError(
            address,
            found=f"an answer that cannot be read ({error})",
            expected="the file",
            do="look at the address in a browser",
        ) from error


def _refuse_another_scheme(address: str, response: httpx.Response) -> None:
    if address.startswith("https:") and response.url.scheme != "https":
        raise SourceError(
            address,
            found=f"a redirection to {response.url}, which is not encrypted",
            expected="https all the way",
            do="correct the address in the sidecar",
        )


def _refuse_status(address: str, response: httpx.Response) -> None:
    if response.status_code in AGAIN:
        after = response.headers.get("Retry-After", "")
        raise _TryAgainError(
            f"the answer {response.status_code}", float(after) if after.isdecimal() else None
        )
    if response.status_code != httpx.codes.OK:
        raise SourceError(
            address,
            found=f"the answer {response.status_code} {response.reason_phrase}".rstrip(),
            expected="the file",
            do="look at the address in a browser, and correct it in the sidecar",
        )


def _refuse_kind(address: str, response: httpx.Response) -> None:
    kind = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    if kind in PAGES:
        raise SourceError(
            address,
            found=f"a page ({kind})",
            expected="a file of data",
            do="look at the address in a browser, and correct it in the sidecar",
        )


def _refuse_size(address: str, n_bytes: int, max_bytes: int) -> None:
    if n_bytes > max_bytes:
        raise SourceError(
            address,
            found=f"more than {max_bytes / 2**20:.0f} MB",
            expected=f"at most {max_bytes / 2**20:.0f} MB",
            do="look whether it is the right file; nothing was changed",
        )
