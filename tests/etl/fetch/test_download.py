"""Asking an address: what a server may do to us, and what we then say."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

import pytest

from data.errors import SourceError
from etl.fetch import download
from etl.fetch.download import Answer, Patience
from tests.etl.fetch import server
from tests.etl.fetch.server import Server

FILE = b'{"symbol": "A/RES/80/58"}'


@pytest.fixture(scope="module")
def publisher() -> Iterator[Server]:
    with server.running() as running:
        yield running


@pytest.fixture
def waits() -> list[float]:
    """How long was waited between two questions."""
    return []


@pytest.fixture
def patience(waits: list[float]) -> Patience:
    return Patience(read_seconds=0.2, total_seconds=0.5, wait=waits.append)


def test_a_file_is_read_with_what_tells_its_state(publisher: Server) -> None:
    address = publisher.says("/file", server.file(FILE, etag='"one"'))
    assert download.download(address) == Answer(FILE, etag='"one"')
    path, headers = publisher.asked[-1]
    assert path == "/file"
    assert headers["User-Agent"].startswith("Trojka/")


def test_a_file_that_has_not_changed_is_not_sent_again(publisher: Server) -> None:
    address = publisher.says("/same", server.file(FILE, etag='"one"'))
    assert download.download(address, etag='"one"').content is None
    assert download.download(address, etag='"zero"').content == FILE


def test_a_file_that_is_not_there_is_no_fault(publisher: Server) -> None:
    assert not download.download(publisher.address + "/nothing").is_there


def test_a_server_that_fails_is_asked_again_after_ever_longer(
    publisher: Server, patience: Patience, waits: list[float]
) -> None:
    address = publisher.says(
        "/busy", server.status(500), server.status(503), server.status(502), server.file(FILE)
    )
    assert download.download(address, patience=patience).content == FILE
    assert waits == [1, 2, 4]


def test_a_server_that_goes_on_failing_is_named(publisher: Server, patience: Patience) -> None:
    address = publisher.says("/down", server.status(500))
    with pytest.raises(SourceError, match="/down: found the answer 500, 4 times"):
        download.download(address, patience=patience)


def test_the_wish_of_a_server_is_heard_within_reason(
    publisher: Server, patience: Patience, waits: list[float]
) -> None:
    address = publisher.says(
        "/later",
        server.status(429, Retry_After="7"),
        server.status(503, Retry_After="86400"),
        server.status(503, Retry_After="Wed, 21 Oct 2026 07:28:00 GMT"),
        server.file(FILE),
    )
    assert download.download(address, patience=patience).content == FILE
    assert waits == [7, download.MAX_WAIT_SECONDS, 4]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("answer", "found"),
    [
        (server.silent(0.6), "no answer in time, 4 times"),
        (server.truncated(FILE), "a connection that failed"),
        (server.dripping(FILE * 10, 0.05), "no whole file in 0.5 seconds, 4 times"),
        (server.status(403), "the answer 403"),
        (server.status(204), "the answer 204"),
        (server.file(b"<html>", kind="text/html; charset=utf-8"), "a page (text/html)"),
        (server.status(302, Location="/bad"), "more than 5 redirections"),
        (server.status(302, Location="ftp://example.org/"), "a connection that failed"),
    ],
    ids=["slow", "truncated", "dripping", "forbidden", "empty", "page", "loop", "scheme"],
)
def test_a_server_that_misbehaves_is_refused(
    publisher: Server, patience: Patience, answer: server.Answer, found: str
) -> None:
    address = publisher.says("/bad", answer)
    with pytest.raises(SourceError) as caught:
        download.download(address, patience=patience)
    assert found in caught.value.found
    assert caught.value.where == address


@pytest.mark.parametrize("answer", [server.endless(), server.file(b"x" * 3_000_000)])
def test_a_huge_file_is_refused_before_it_is_read(
    publisher: Server, patience: Patience, answer: server.Answer
) -> None:
    address = publisher.says("/huge", answer)
    patience = dataclasses.replace(patience, total_seconds=30)
    with pytest.raises(SourceError, match="found more than 2 MB, expected at most 2 MB"):
        download.download(address, patience=patience, max_bytes=2 * 2**20)


def test_a_server_that_is_not_there_is_named(patience: Patience) -> None:
    with pytest.raises(SourceError, match="a connection that failed"):
        download.download("http://127.0.0.1:9/", patience=patience)
