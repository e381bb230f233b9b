"""Somebody who logs in without a browser: follows the links that a browser would."""

from __future__ import annotations

import html
import re

import httpx

BROWSER = {"Accept": "text/html"}
"""By which the gate knows who can be led to a login."""


def log_in(client: httpx.Client, path: str) -> httpx.Response:
    """Ask for a page, log in on the way, and return the answer in the end.

    Parameters
    ----------
    client : httpx.Client
        Follows what it is led to, and keeps the cookies.
    path : str

    Raises
    ------
    RuntimeError
        If there is no way to log in.
    """
    entrance = client.get(path, headers=BROWSER)
    links = re.findall(r"class='button' href='([^']+)'", entrance.text)
    if not links:
        raise RuntimeError(f"no way to log in at {entrance.url}")
    return client.get(str(entrance.url.join(html.unescape(links[0]))), headers=BROWSER)


def cookie(client: httpx.Client) -> str:
    """Return what a browser sends that logged in with this client, once its page has begun."""
    client.get("/_stcore/health")  # a page asks this first, and is given the token of its socket
    return "; ".join(f"{one.name}={one.value}" for one in client.cookies.jar)
