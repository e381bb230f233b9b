"""A login through the proxy: nothing is shown before, and it holds at both replicas."""

from __future__ import annotations

from urllib.parse import urlsplit

from dashboard import navigation
from tests.deploy.checking import require
from tests.deploy.site import NAMES, Site
from tests.load.crowd import together
from tests.oidc import visitor
from tests.oidc.provider import Provider
from tests.oidc.visitor import BROWSER
from tests.socket_session import COOKIE, DroppedError, Session

ASKED = "/state?state=KEN"
N_READERS = 4


def login(site: Site, provider: Provider) -> str:
    """Nobody gets in without a login; who logged in at one replica is known to the other."""
    provider.who = "desk"
    with site.client() as stranger:
        turned = stranger.get(ASKED, headers=BROWSER)
        require(turned.status_code in (302, 303, 307), f"a stranger gets {turned.status_code}")
        told = stranger.get(ASKED, headers={"Accept": "application/json"}).status_code
        require(told == 401, f"a program that is nobody's gets {told}")
    try:
        Session(site.address, authority=site.authority).close()
    except DroppedError:
        pass
    else:
        require(False, "a stranger's socket is opened")
    with site.client(follow_redirects=True, headers=BROWSER) as client:
        inside = visitor.log_in(client, ASKED)
        require(inside.status_code == 200, f"after the login: {inside.status_code}")
        require(urlsplit(str(inside.url)).path == "/state", f"the login ends at {inside.url}")
        require(all(provider.challenged), "the login was made without a challenge")
        mine = {name: value for name, value in client.cookies.items() if name != COOKIE}
        whole = visitor.cookie(client)
    answered = {}
    for name in NAMES:
        words = "; ".join(f"{key}={value}" for key, value in {**mine, COOKIE: name}.items())
        with site.client(headers={**BROWSER, "Cookie": words}) as client:
            answered[name] = client.get(ASKED).status_code
    require(set(answered.values()) == {200}, f"the login holds at {answered}")
    crowd = together(
        [site.address],
        [(navigation.page_at("plan"), {})],
        n_sessions=N_READERS,
        n_views=2,
        thinking_seconds=0.5,
        authority=site.authority,
        cookie=whole,
    )
    require(len(crowd.times) == 2 * N_READERS, f"the load test cannot read: {crowd.errors}")
    return (
        f"a stranger is led to the login (programs: {told}); it holds at both replicas, "
        f"and for the {N_READERS} readers of a load test"
    )
