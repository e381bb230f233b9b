"""Replicas are killed while desks save: sessions go on, and nothing told as saved is lost."""

from __future__ import annotations

import random
import shutil
import threading
import time
from dataclasses import dataclass, field

import pytest

from dashboard.plans import store
from data.store import Snapshot
from tests.deploy.session_checks import PLAN
from tests.deploy.site import BACK_SECONDS, NAMES, Site, standing, wait_until
from tests.socket_session import DroppedError, Session

N_DESKS = 4
PAUSE_SECONDS = 3.0
"""Between two kills both replicas are up for a while, drawn up to so long."""


@dataclass
class SavingDesk:
    """A desk that saves its plan again and again, and comes back whenever its socket ends.

    Attributes
    ----------
    told : dict
        Title by revision, of every save of which the page said that it is kept.
    away : list of float
        Seconds from each end of a socket until the plan was on screen again.
    """

    site: Site
    name: str
    stopped: threading.Event
    plan_id: str = ""
    told: dict[int, str] = field(default_factory=dict)
    away: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def work(self) -> None:
        """Save until told to stop."""
        try:
            session = self.site.session()
            session.open((PLAN, {}))
            number = 0
            while not self.stopped.is_set():
                number += 1
                try:
                    self._save(session, f"{self.name}-{number}")
                except DroppedError:
                    session = self._come_back(session)
        except Exception as error:  # told by the test, which waits for this desk
            self.wrong.append(f"{self.name}: {error!r}")

    def _save(self, session: Session, title: str) -> None:
        session.press("Save", Title=title, Saved_by=self.name)
        self.plan_id = session.query.get("plan", "")
        self.told[revision_shown(session)] = title

    def _come_back(self, session: Session) -> Session:
        """Reload the page at its address, as a reader does, until it is there."""
        view = (PLAN, {"plan": self.plan_id} if self.plan_id else {})
        again, seconds = self.site.again(session.replica, session.session_id, view)
        self.away.append(seconds)
        return again


def revision_shown(session: Session) -> int:
    """Return as which revision the page says that its plan is kept."""
    said = [words for words in session.drawn.words if words.startswith("Kept as revision ")]
    if not said:
        raise RuntimeError(f"the page does not say that it saved: {session.drawn.words}")
    return int(said[-1].split()[3].rstrip(".").replace(",", ""))


@pytest.mark.proof
@pytest.mark.real
@pytest.mark.timeout(1_800)
@pytest.mark.parametrize("n_kills", [3, 20])
def test_no_save_that_was_told_is_lost_when_replicas_are_killed(
    n_kills: int, snapshot: Snapshot, capsys: pytest.CaptureFixture[str]
) -> None:
    if shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/bin") is None:
        pytest.skip("no nginx on this machine: make deploy-check installs it")
    seed = random.SystemRandom().randrange(1 << 32)
    chance = random.Random(seed)  # noqa: S311  # the moment of a kill, not a secret
    with standing() as site:
        stopped = threading.Event()
        desks = [SavingDesk(site, f"desk{number}", stopped) for number in range(N_DESKS)]
        threads = [threading.Thread(target=desk.work) for desk in desks]
        for thread in threads:
            thread.start()
        wait_until(lambda: all(desk.told or desk.wrong for desk in desks), "every desk has saved")
        for _kill in range(n_kills):
            time.sleep(chance.random() * PAUSE_SECONDS)
            replica = site.replicas[chance.choice(NAMES)]
            replica.kill()
            replica.start()
        n_before = [len(desk.told) for desk in desks]
        wait_until(
            lambda: all(
                len(desk.told) > before or desk.wrong
                for desk, before in zip(desks, n_before, strict=True)
            ),
            "every desk saves again after the last kill",
        )
        stopped.set()
        for thread in threads:
            thread.join(timeout=BACK_SECONDS)
        assert [wrong for desk in desks for wrong in desk.wrong] == []
        kept = kept_in(site.database.url, desks)
    away = sorted(seconds for desk in desks for seconds in desk.away)
    n_told = sum(len(desk.told) for desk in desks)
    with capsys.disabled():
        print(
            f"\nseed {seed}: {n_kills} kills, {n_told} saves told, {len(away)} sockets ended, "
            f"back after {away[len(away) // 2]:.1f} s (median), {away[-1]:.1f} s at most"
        )
    assert len(away) >= n_kills / 2, "hardly any kill met a session: this proves nothing"
    for desk in desks:
        assert desk.told.items() <= kept[desk.name].items(), f"lost, with seed {seed}"
        assert sorted(kept[desk.name]) == list(range(1, len(kept[desk.name]) + 1))
        assert len(kept[desk.name]) - len(desk.told) <= len(desk.away), "saved twice"


def kept_in(url: str, desks: list[SavingDesk]) -> dict[str, dict[int, str]]:
    """Return title by revision of the plan of each desk, as the database has it."""
    plans = store.open_plans(url)
    try:
        return {
            desk.name: {one.number: one.document.title for one in plans.history(desk.plan_id)}
            for desk in desks
        }
    finally:
        plans.close()
