"""A session through the proxy: its one replica, the pages, what it saves, and who takes over."""

from __future__ import annotations

import time
import uuid
from collections import Counter
from collections.abc import Sequence

from dashboard import navigation
from tests.deploy.checking import require
from tests.deploy.site import NAMES, Site
from tests.socket_session import COOKIE, DroppedError, Session, View

N_READERS = 8
N_REQUESTS = 20
DOWN_SECONDS = 3.0

PLAN = navigation.page_at("plan")
VIEWS: tuple[View, ...] = (
    (navigation.page_at("state"), {"state": "KEN"}),
    (navigation.page_at("rollcalls"), {}),
    (navigation.page_at("compare"), {"a": "FRA", "b": "KEN"}),
)
"""That readers look at while a replica is replaced."""


def sticky(site: Site) -> str:
    """All that a reader asks goes to the replica of its socket, and both replicas have readers."""
    homes: Counter[str] = Counter()
    sessions: list[Session] = []
    for number in range(N_READERS):
        path = f"/static/reader-{number}"
        with site.client() as client:
            client.get("/")
            home = client.cookies[COOKIE]
            session = site.session(home)
            sessions.append(session)
            session.open((None, {}))
            require(session.replica == home, f"socket at {session.replica}, page at {home}")
            for _each in range(N_REQUESTS):
                client.get(path)
        homes[home] += 1
        answered = {by for asked, by in site.answered_by() if asked == path}
        require(answered == {home}, f"a reader of {home} was answered by {answered}")
    for session in sessions:
        session.close()
    require(min(homes[name] for name in NAMES) >= 2, f"readers are shared out as {dict(homes)}")
    return f"{N_READERS} readers, {N_REQUESTS} requests each, at {dict(homes)}"


def uploads(site: Site) -> str:
    """A file reaches the replica of its session; the other would refuse it."""
    with site.client() as client:
        client.get("/_stcore/health")
        home, token = client.cookies[COOKIE], client.cookies["_streamlit_xsrf"]
        (other,) = set(NAMES) - {home}
        session = site.session(home)
        session.open((None, {}))
    codes = {}
    for name in (home, other):
        with site.client() as client:
            codes[name] = client.put(
                f"/_stcore/upload_file/{session.session_id}/{uuid.uuid4()}",
                files={"file": ("list.csv", b"iso3\nKEN\n")},
                headers={
                    "Cookie": f"{COOKIE}={name}; _streamlit_xsrf={token}",
                    "X-Xsrftoken": token,
                },
            ).status_code
    session.close()
    require(codes[home] == 204, f"its own replica says {codes[home]}")
    require(codes[other] == 400, f"the other replica says {codes[other]}: this proves nothing")
    return "an upload is taken by the replica of its session (204), and only there (400)"


def every_page(site: Site) -> str:
    """Every page of the menu is drawn by both replicas."""
    worst = 0.0
    for name in NAMES:
        session = site.session(name)
        worst = max(worst, *(session.open((page, {})) for page in navigation.PAGES))
        require(session.drawn.words, "the last page showed nothing")
        session.close()
    return f"{len(navigation.PAGES)} pages at both replicas, the slowest first view {worst:.1f} s"


def saved_plan(site: Site) -> str:
    """What is saved at one replica is opened at the other."""
    plan_id = save(site, "a", "Seen by both")
    session = site.session("b")
    session.open((PLAN, {"plan": plan_id}))
    require(is_kept(session, 1), f"replica b does not know plan {plan_id}")
    session.close()
    return "a plan saved at replica a is opened at replica b"


def rolling_replacement(site: Site) -> str:
    """Each replica is stopped and started: its readers go on at the other, with what they saw."""
    plan_id = save(site, "a", "Survives both")
    views = (*VIEWS, (PLAN, {"plan": plan_id}))
    readers = [(site.session(name), view) for name in NAMES for view in views]
    for session, view in readers:
        session.open(view)
    seconds: list[float] = []
    stopping = 0.0
    for name in NAMES:
        (other,) = set(NAMES) - {name}
        stopping = max(stopping, site.replicas[name].stop())
        _all_answered_by_other(site, name, other)
        for number, (session, view) in enumerate(readers):
            readers[number], took = _gone_on(site, session, view)
            seconds += took
        require({one.replica for one, _view in readers} == {other}, "a reader is at no replica")
        site.replicas[name].start()
        for number, (session, view) in enumerate(readers[: len(views)]):
            session.close()
            readers[number] = (site.again(name, "", view)[0], view)
    last = readers[-1][0]
    last.open((PLAN, {"plan": plan_id}))
    require(is_kept(last, 1), "the plan is gone")
    for session, _view in readers:
        session.close()
    return (
        f"{len(seconds)} sessions of a stopped replica went on at the other with the same page, "
        f"the slowest after {max(seconds):.1f} s; the plan is there; "
        f"a replica took at most {stopping:.1f} s to stop"
    )


def dropped_socket(site: Site) -> str:
    """A proxy that reads its files anew drops nobody; after one that stops, sessions go on."""
    session = site.session("a")
    session.open(VIEWS[0])
    site.proxy.reload()
    time.sleep(1)
    session.open(VIEWS[1])
    site.proxy.stop()
    time.sleep(DOWN_SECONDS)
    site.proxy.start()
    try:
        session.open(VIEWS[1])
    except DroppedError:
        pass
    else:
        require(False, "the socket outlived its proxy: this proves nothing")
    again = site.session(session.replica, session.session_id)
    again.open(VIEWS[1])
    require(again.session_id == session.session_id, "the replica began another session")
    again.close()
    return (
        "a reload of the proxy drops no socket; "
        f"after {DOWN_SECONDS:g} s without a proxy the same session goes on"
    )


def save(site: Site, replica: str, title: str) -> str:
    """Save a new plan at a replica, as a reader does, and return its id."""
    session = site.session(replica)
    session.open((PLAN, {}))
    session.press("Save", Title=title, Saved_by="Deploy check")
    require(is_kept(session, 1), f"not saved: {session.drawn.words}")
    session.close()
    return session.query["plan"]


def is_kept(session: Session, revision: int) -> bool:
    """Return whether the page says that its plan is kept as this revision."""
    return any(f"Kept as revision {revision}." in words for words in session.drawn.words)


def _all_answered_by_other(site: Site, gone: str, other: str) -> None:
    """Hold that the readers of a replica that is gone are answered, every time, by the other."""
    path = f"/static/without-{gone}"
    with site.client() as client:
        client.headers["Cookie"] = f"{COOKIE}={gone}"
        codes = Counter(client.get("/").status_code for _each in range(N_REQUESTS))
        client.get(path)
    require(codes == {200: N_REQUESTS}, f"without {gone}: {dict(codes)}")
    answered = {by for asked, by in site.answered_by() if asked == path}
    require(answered == {other}, f"without {gone} readers are answered by {answered}")


def _gone_on(
    site: Site, session: Session, view: View
) -> tuple[tuple[Session, View], Sequence[float]]:
    """Return a session that shows the same: this one, or where it ended, one at the other."""
    seen = session.drawn.words
    try:
        session.open(view)
    except DroppedError:
        pass
    else:
        return (session, view), ()
    again, took = site.again(session.replica, session.session_id, view)
    require(again.replica != session.replica, "the cookie still names the replica that is gone")
    require(again.drawn.words == seen, f"{seen} became {again.drawn.words}")
    return (again, view), [took]
