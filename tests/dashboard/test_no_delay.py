"""Whoever connects to a listening socket of ours is answered without delay."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest

from dashboard import no_delay


@pytest.fixture
def listening() -> Iterator[socket.socket]:
    """Return a socket as Streamlit opens it: no protocol is named."""
    with socket.socket() as opened:
        opened.bind(("localhost", 0))
        opened.listen()
        yield opened


def is_prompt(one: socket.socket) -> bool:
    return one.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) != 0


def test_a_connection_is_prompt_as_its_listening_socket_is(listening: socket.socket) -> None:
    with socket.create_connection(listening.getsockname()):
        before, _address = listening.accept()
    with before:
        assert not is_prompt(before), "the system does so already: this module is not needed"
    assert no_delay.on_listening_sockets() >= 1
    with socket.create_connection(listening.getsockname()):
        after, _address = listening.accept()
    with after:
        assert is_prompt(after)


def test_other_sockets_are_left_alone(listening: socket.socket) -> None:
    left, right = socket.socketpair()
    with left, right, socket.create_connection(listening.getsockname()) as reader:
        taken, _address = listening.accept()
        with taken:
            no_delay.on_listening_sockets()
            assert not is_prompt(reader)
            assert not is_prompt(taken)
            left.sendall(b"still open")
            assert right.recv(100) == b"still open"
