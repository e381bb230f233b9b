"""The database away under load: pages go on, work stays on screen and is kept after."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field

from dashboard import navigation
from dashboard.kit.plan_trouble import SENTENCES
from dashboard.operations import readiness
from dashboard.plans import store
from tests.deploy.checking import require
from tests.deploy.session_checks import PLAN, VIEWS, is_kept
from tests.deploy.site import NAMES, Site, wait_until
from tests.socket_session import Session

AWAY_SECONDS = 60.0
"""How long the database is away, if nothing else is asked for."""

N_READERS = 3
"""At each replica; every one begins a session anew after each round of `VIEWS`."""

THINKING_SECONDS = 0.5
BACK_SECONDS = 30.0
"""Within which the replicas must find the database again."""

GONE = SENTENCES["gone"]
BESIDE = "Beside other plans"
"""Above those that are in the database: they are away with it."""

BEGUN, CHANGED = {"target": "61"}, {"target": "67"}
"""What a desk chose when it saved last, and what it has changed since."""


@dataclass
class Reader:
    """Somebody who reads pages that need no plans, again and again, until told to stop.

    Attributes
    ----------
    times : list of float
        Seconds of each answer while the database was away.
    wrong : list of str
        What was not as it is otherwise.
    """

    site: Site
    home: str
    is_away: threading.Event
    stopped: threading.Event
    times: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def read(self) -> None:
        """Read until told to stop."""
        try:
            while not self.stopped.is_set():
                session = self.site.session(self.home)
                for view in VIEWS:
                    was_away = self.is_away.is_set()
                    took = session.open(view)
                    if was_away:
                        self.times.append(took)
                    if not session.drawn.words or GONE in "".join(session.drawn.words):
                        self.wrong.append(f"{view[1]} showed {session.drawn.words}")
                    time.sleep(THINKING_SECONDS)
                session.close()
        except (OSError, RuntimeError) as error:
            self.wrong.append(f"a reader of {self.home}: {error!r}")


@dataclass
class Saver:
    """A desk that saves its plan again and again, whether or not the database is there.

    Attributes
    ----------
    told : dict
        Title by revision, of every save of which the page said that it is kept.
    n_refused : int
        Saves of which the page said that they are not.
    """

    site: Site
    home: str
    stopped: threading.Event
    plan_id: str = ""
    told: dict[int, str] = field(default_factory=dict)
    n_refused: int = 0
    wrong: list[str] = field(default_factory=list)

    def save(self) -> None:
        """Save until told to stop."""
        try:
            session = self.site.session(self.home)
            session.open((PLAN, {}))
            number = 0
            while not self.stopped.is_set():
                number += 1
                session.press("Save", Title=f"{self.home}-{number}", Saved_by=self.home)
                revision = len(self.told) + 1
                if is_kept(session, revision):
                    self.told[revision] = f"{self.home}-{number}"
                    self.plan_id = session.query["plan"]
                elif n_told_gone(session):
                    self.n_refused += 1
                else:
                    self.wrong.append(f"{self.home}-{number}: {session.drawn.words}")
                time.sleep(THINKING_SECONDS)
            session.close()
        except (OSError, RuntimeError) as error:
            self.wrong.append(f"the desk at {self.home}: {error!r}")


def database_away(site: Site, seconds: float = AWAY_SECONDS) -> str:
    """While PostgreSQL is stopped pages go on; what a desk changed is its next revision after."""
    is_away, stopped = threading.Event(), threading.Event()
    readers = [Reader(site, name, is_away, stopped) for name in NAMES for _each in range(N_READERS)]
    savers = [Saver(site, name, stopped) for name in NAMES]
    threads = [threading.Thread(target=one.read) for one in readers]
    threads += [threading.Thread(target=one.save) for one in savers]
    desk = site.session("a")
    desk.open((PLAN, BEGUN))
    desk.press("Save", Title="Before", Saved_by="Deploy check")
    require(is_kept(desk, 1), f"not saved: {desk.drawn.words}")
    desk.open((PLAN, {**desk.query, **CHANGED}))
    on_screen = desk.drawn.words
    for one in threads:
        one.start()
    try:
        wait_until(lambda: all(one.told or one.wrong for one in savers), "every desk has saved")
        site.database.stop()
        is_away.set()
        until = time.monotonic() + seconds
        took = _saved_in_vain(desk, on_screen)
        others = _told_where_plans_are_needed(site)
        time.sleep(max(0.0, until - time.monotonic()))
        n_before = [len(one.told) for one in savers]
        is_away.clear()
        site.database.start()
        back = wait_until(
            lambda: all(one.is_ready() for one in site.replicas.values()),
            "replicas find the database again",
            BACK_SECONDS,
        )
        desk.press("Save", Title="After", Saved_by="Deploy check")
        require(is_kept(desk, 2), f"not saved afterwards: {desk.drawn.words}")
        wait_until(
            lambda: all(
                len(one.told) > n or one.wrong for one, n in zip(savers, n_before, strict=True)
            ),
            "every desk saves again",
        )
    finally:
        stopped.set()
        for one in threads:
            one.join(timeout=BACK_SECONDS)
        site.database.start()
    wrong = [told for one in (*readers, *savers) for told in one.wrong]
    require(not wrong, f"{len(wrong)} things went wrong, first {wrong[:1]}")
    _require_kept(site, desk.query["plan"], savers)
    desk.close()
    times = [took for one in readers for took in one.times]
    return (
        f"away for {seconds:.0f} s: {len(times)} views without plans went on, the slowest "
        f"{max(times):.1f} s; Save said so after {took:.1f} s and pages with plans after "
        f"{others:.1f} s at most, {sum(one.n_refused for one in savers)} other saves too; ready "
        f"{back:.1f} s after the start; the work on screen became revision 2, "
        f"{sum(len(one.told) for one in savers)} saves that were told are all there"
    )


def n_told_gone(session: Session) -> int:
    """Return how often a page says that the saved plans cannot be reached."""
    return sum(words.startswith(GONE) for words in session.drawn.words)


def _saved_in_vain(desk: Session, on_screen: list[str]) -> float:
    """Press Save, hold that it is said in one sentence and all work stays; return the seconds."""
    took = desk.press("Save", Title="During", Saved_by="Deploy check")
    n_told = n_told_gone(desk)
    require(1 <= n_told <= 2, f"said {n_told} times, above and beside the button: {desk.drawn}")
    lost = [words for words in on_screen if words not in (*desk.drawn.words, BESIDE)]
    require(not lost, f"no longer on screen: {lost}")
    require(CHANGED.items() <= desk.query.items(), f"the address became {desk.query}")
    require("Save this plan as a file" in desk.drawn.fields, "no way to carry the plan as a file")
    return took


def _told_where_plans_are_needed(site: Site) -> float:
    """Hold that both replicas say so on pages that need plans; return the longest seconds."""
    slowest = 0.0
    for name in NAMES:
        session = site.session(name)
        for path in ("log", "briefing", "live"):
            slowest = max(slowest, session.open((navigation.page_at(path), {})))
            require(n_told_gone(session) == 1, f"{path} at {name}: {session.drawn.words}")
        session.close()
        replica = site.replicas[name]
        wait_until(
            lambda replica=replica: not replica.is_ready(),
            f"replica {name} says that it is not ready",
            readiness.HOLDS_SECONDS,
        )
    return slowest


def _require_kept(site: Site, plan_id: str, savers: list[Saver]) -> None:
    """Hold that the database has every save that was told, and none twice."""
    plans = store.open_plans(site.database.url)
    try:
        mine = [
            (one.number, one.document.title, one.document.target) for one in plans.history(plan_id)
        ]
        kept = [
            {one.number: one.document.title for one in plans.history(saver.plan_id)}
            for saver in savers
        ]
    finally:
        plans.close()
    wanted = [(1, "Before", int(BEGUN["target"])), (2, "After", int(CHANGED["target"]))]
    require(mine == wanted, f"of the desk's plan there is {mine}")
    for saver, found in zip(savers, kept, strict=True):
        require(found == saver.told, f"told as saved {saver.told}, kept {found}")
        require(saver.n_refused, "no other desk met the outage: this proves little")
