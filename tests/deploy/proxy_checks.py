"""What the proxy lets through, adds and refuses."""

from __future__ import annotations

import socket
import ssl
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import httpx

from tests.deploy.checking import require
from tests.deploy.site import Site

N_TOO_MANY = 600
"""Requests at once, where `burst` allows 200 and 20 more each second."""

N_AT_ONCE = 10
"""Connections that ask."""

BIG = 22 << 20
"""Bytes: uploads of 20 MB are allowed."""

LONG = 20_000
"""Characters of an address, where a line of the headers may have 16 kB."""

READY_SECONDS = 30
"""So long a replica that has just started may say that it is not ready."""

OWN_HEADERS = ("content-security-policy", "x-content-type-options", "referrer-policy")


def tls_only(site: Site) -> str:
    """Readers are led from http to https, programs are not; nobody is served with old TLS."""
    plain = httpx.get(f"http://localhost:{site.proxy.http_port}/state?state=KEN")
    require(plain.status_code == 308, f"http is answered with {plain.status_code}")
    led = plain.headers["location"]
    require(led == "https://localhost/state?state=KEN", f"http leads to {led}")
    program = httpx.get(f"http://localhost:{site.proxy.http_port}/api/v1/tables/states")
    require(program.status_code == 403, f"a program without TLS: {program.status_code}")
    bare = httpx.get(f"http://localhost:{site.proxy.https_port}/")
    require(bare.status_code == 400, f"http at the port of https: {bare.status_code}")
    spoken = _spoken(site, ssl.TLSVersion.TLSv1_2)
    require(spoken in ("TLSv1.2", "TLSv1.3"), f"{spoken} is spoken")
    try:
        old = _spoken(site, ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1)
    except (ssl.SSLError, ConnectionError):
        old = ""
    require(not old, f"{old} is still spoken")
    try:
        httpx.get(site.address)
    except httpx.ConnectError as error:
        require("CERTIFICATE_VERIFY_FAILED" in str(error), f"refused for another reason: {error}")
    else:
        require(False, "a certificate of nobody was trusted: the check proves nothing")
    return f"http leads to https; {spoken}; TLS 1.0 and 1.1 refused"


def headers(site: Site) -> str:
    """The dashboard's own headers arrive, with the proxy's; every cookie is for https only."""
    with site.client() as client:
        answer = client.get("/")
        missing = [
            name
            for name in (*OWN_HEADERS, "strict-transport-security")
            if name not in answer.headers
        ]
        require(answer.status_code == 200 and not missing, f"{answer.status_code}, no {missing}")
        server = answer.headers.get("server", "")
        require(server in ("", "nginx"), f"the version is told: {server}")
        told = [*answer.headers.get_list("set-cookie")]
        told += client.get("/_stcore/health").headers.get_list("set-cookie")
    bare = [one for one in told if "secure" not in one.lower()]
    require(told and not bare, f"cookies that plain http would carry: {bare or 'none at all'}")
    return f"policy, HSTS and {len(told)} cookies, all for https only"


def health(site: Site) -> str:
    """Both routes of health answer through the proxy, once a replica has looked around."""
    paths = ("/health/live", "/health/ready")
    until = time.monotonic() + READY_SECONDS
    with site.client() as client:
        answers = {path: client.get(path) for path in paths}
        while not all(answer.is_success for answer in answers.values()):
            if time.monotonic() > until:
                break
            time.sleep(0.5)
            answers = {path: client.get(path) for path in paths}
    codes = {path: answer.status_code for path, answer in answers.items()}
    kinds = {answer.headers.get("content-type", "") for answer in answers.values()}
    require(set(codes.values()) == {200}, f"{codes}")
    require(not any("html" in kind for kind in kinds), f"a page instead: {kinds}")
    return "/health/live and /health/ready answer 200"


def metrics(site: Site) -> str:
    """Measurements are for within: the proxy refuses them, each replica gives them."""
    with site.client() as client:
        outside = [client.get(path).status_code for path in ("/metrics", "/_stcore/metrics")]
    inside = [httpx.get(f"{one.address}/metrics").status_code for one in site.replicas.values()]
    require(outside == [403, 403], f"from outside: {outside}")
    require(set(inside) == {200}, f"from within: {inside}")
    return "/metrics: 403 from outside, 200 at each replica"


def too_large(site: Site) -> str:
    """A body or an address that is too large is refused by the proxy."""
    with site.client() as client:
        body = client.post("/", content=b"x" * BIG).status_code
        address = client.get("/", params={"x": "y" * LONG}).status_code
    require(body == 413, f"a body of {BIG:,} bytes: {body}")
    require(address in (400, 414), f"an address of {LONG:,} characters: {address}")
    return f"a body of 22 MB: {body}; an address of 20 kB: {address}"


def too_slow(site: Site) -> str:
    """A reader who never ends its headers is let go."""
    trust = ssl.create_default_context(cafile=site.authority)
    started = time.monotonic()
    with (
        socket.create_connection(("localhost", site.proxy.https_port), timeout=40) as bare,
        trust.wrap_socket(bare, server_hostname="localhost") as slow,
    ):
        slow.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n")
        left = slow.recv(1)
    seconds = time.monotonic() - started
    require(not left and seconds < 30, f"{left!r} after {seconds:.0f} s")
    return f"headers that do not end: closed after {seconds:.0f} s"


def too_often(site: Site) -> str:
    """Who asks too often is refused for a while; files of the shell are not counted."""
    codes, files = _asked_at_once(site, "/health/live"), _asked_at_once(site, "/static/none.js")
    require(codes[429] > 0 and codes[200] >= 200, f"{dict(codes)}")
    require(files[429] == 0, f"files: {dict(files)}")
    return f"{codes[200]} of {N_TOO_MANY} requests at once answered, {codes[429]} refused (429)"


def _asked_at_once(site: Site, path: str) -> Counter[int]:
    """Return how many of too many requests at once were answered with which code."""

    def ask(n: int) -> Counter[int]:
        with site.client() as client:
            return Counter(client.get(path).status_code for _each in range(n))

    with ThreadPoolExecutor(N_AT_ONCE) as pool:
        return sum(pool.map(ask, [N_TOO_MANY // N_AT_ONCE] * N_AT_ONCE), Counter())


def configuration(site: Site) -> str:
    """Nginx itself has nothing against our files."""
    said = site.proxy.tested()
    require("[warn]" not in said, said)
    return "nginx -t: successful, no warning"


def _spoken(
    site: Site, least: ssl.TLSVersion, most: ssl.TLSVersion = ssl.TLSVersion.MAXIMUM_SUPPORTED
) -> str:
    """Return the version of TLS that is spoken with a reader who speaks these."""
    trust = ssl.create_default_context(cafile=site.authority)
    trust.minimum_version, trust.maximum_version = least, most
    if most is not ssl.TLSVersion.MAXIMUM_SUPPORTED:
        trust.set_ciphers("ALL:@SECLEVEL=0")  # else our own library refuses before the proxy does
    with (
        socket.create_connection(("localhost", site.proxy.https_port), timeout=10) as bare,
        trust.wrap_socket(bare, server_hostname="localhost") as spoken,
    ):
        return spoken.version() or ""
