"""A login through the proxy: nothing is shown before, and it holds at both replicas."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import httpx

from tests.deploy.checking import require
from tests.deploy.site import NAMES, Site
from tests.oidc.provider import Provider
from tests.socket_session import COOKIE, DroppedError, Session

ASKED = "/state?state=KEN"


def login(site: Site, provider: Provider) -> str:
    """Nobody gets in without a login; who logged in at one replica is known to the other."""
    provider.who = "desk"
    with site.client() as stranger:
        turned = stranger.get(ASKED)
        require(turned.status_code in (302, 303, 307), f"a stranger gets {turned.status_code}")
        told = stranger.get("/state", headers={"Accept": "application/json"}).status_code
    try:
        Session(site.address, authority=site.authority).close()
    except DroppedError:
        pass
    else:
        require(False, "a stranger's socket is opened")
    with site.client(follow_redirects=True) as client:
        entrance = client.get(ASKED)
        links = [one for one in re.findall(r'href="([^"]+)"', entrance.text) if "auth/" in one]
        require(links, f"no way to log in at {entrance.url}")
        inside = client.get(httpx.URL(str(entrance.url)).join(links[0].replace("&amp;", "&")))
        require(inside.status_code == 200, f"after the login: {inside.status_code}")
        require(urlsplit(str(inside.url)).path == "/state", f"the login ends at {inside.url}")
        require(all(provider.challenged), "the login was made without a challenge")
        mine = {name: value for name, value in client.cookies.items() if name != COOKIE}
    answered = {}
    for name in NAMES:
        words = "; ".join(f"{key}={value}" for key, value in {**mine, COOKIE: name}.items())
        with site.client(headers={"Cookie": words}) as client:
            answered[name] = client.get(ASKED).status_code
    require(set(answered.values()) == {200}, f"the login holds at {answered}")
    return f"a stranger is led to the login (programs: {told}); it holds at both replicas"
