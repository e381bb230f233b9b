"""Answers leave at once, instead of waiting until the reader has confirmed the line before.

Streamlit opens its own socket to listen on, without naming the protocol, and asyncio then leaves
Nagle's algorithm on: the second part of every short answer waits for the reader's delayed
acknowledgement, 40 ms. What is set on a listening socket holds for all connections it takes
(Linux).
"""

from __future__ import annotations

import os
import socket
import stat
from pathlib import Path

_OPEN = Path("/proc/self/fd")


def on_listening_sockets() -> int:
    """Switch the delay off on every socket of this process that listens for TCP.

    Returns
    -------
    int
        How many there are; 0 where this system does not say what is open.
    """
    if not _OPEN.is_dir():
        return 0
    return sum(_without_delay(int(one.name)) for one in list(_OPEN.iterdir()))


def _without_delay(descriptor: int) -> bool:
    """Switch the delay off if this is a socket that listens, and return whether it is."""
    try:
        if not stat.S_ISSOCK(os.fstat(descriptor).st_mode):
            return False
        with socket.socket(fileno=os.dup(descriptor)) as same:
            is_tcp = same.family in (socket.AF_INET, socket.AF_INET6)
            if not is_tcp or not same.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN):
                return False
            same.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    except OSError:  # closed meanwhile
        return False
    return True
