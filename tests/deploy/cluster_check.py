"""Two replicas whose long runs two Dask workers make: the same pages, and no page without them."""

from __future__ import annotations

import threading
import time

from dashboard import navigation
from tests.dask_cluster import Cluster
from tests.deploy.checking import require
from tests.deploy.site import Site, wait_until
from tests.socket_session import Session, View

LONG: tuple[View, ...] = (
    (navigation.page_at("next-vote"), {}),
    (navigation.page_at("opportunities"), {}),
)
"""Pages with long runs; each replica makes one of them."""

LONGEST: View = (navigation.page_at("quality"), {})
"""In the middle of which the scheduler is killed."""

SAID = "The work goes on here."


def cluster(site: Site, workers: Cluster, without: str) -> str:
    """Pages say the same with workers as without, and go on here when their scheduler is gone.

    Parameters
    ----------
    site : Site
        With an empty memory, and replicas that know the cluster.
    workers : Cluster
    without : str
        Address of a server of the same facts that has no cluster.
    """
    sessions = {name: Session(one.address) for name, one in site.replicas.items()}
    here = Session(without)
    before = workers.steps()
    seconds = {}
    for (name, session), view in zip(sessions.items(), LONG, strict=True):
        seconds[name] = session.open(view)
        _require_the_same(session, here, view)
    made = {one: n - before[one] for one, n in workers.steps().items()}
    require(len(made) == 2 and min(made.values()) > 0, f"the workers made {made} steps")
    took = _killed_on_the_way(workers, sessions["a"])
    _require_the_same(sessions["a"], here, LONGEST)
    _require_the_same(sessions["b"], here, LONGEST)  # what a has made, b finds
    for session in (*sessions.values(), here):
        session.close()
    said = _lines_of_log(site, "a")
    require(len(said) == 1, f"replica a says {said}")
    return (
        f"{len(LONG)} pages with long runs at two replicas, made by two workers "
        f"({sum(made.values())} steps) in {max(seconds.values()):.1f} s at most, say the same as "
        f"without; the scheduler killed on the way, a third was whole after {took:.1f} s, "
        "with one line in the log"
    )


def _killed_on_the_way(workers: Cluster, session: Session) -> float:
    """Kill the scheduler while workers make a page; return the seconds until it was whole."""
    before = sum(workers.steps().values())
    took: list[float] = []
    wrong: list[Exception] = []

    def read() -> None:
        try:
            took.append(session.open(LONGEST))
        except RuntimeError as error:
            wrong.append(error)

    reader = threading.Thread(target=read)
    reader.start()
    wait_until(lambda: sum(workers.steps().values()) > before + 20, "workers work for the page")
    require(reader.is_alive(), "the page was whole before: this proves nothing")
    workers.kill()
    reader.join()
    require(not wrong, f"the page broke with its scheduler: {wrong}")
    return took[0]


def _require_the_same(session: Session, here: Session, view: View) -> None:
    """Hold that a page shows what it shows without a cluster, once nothing is made any more."""
    for one in (session, here):
        one.open(view)
        one.open(view)
    unlike = [
        (mine, theirs)
        for mine, theirs in zip(session.drawn.words, here.drawn.words, strict=False)
        if mine != theirs
    ]
    n_words = (len(session.drawn.words), len(here.drawn.words))
    require(not unlike and n_words[0] == n_words[1], f"{view[1]}: {n_words}, {unlike[:1]}")


def _lines_of_log(site: Site, name: str) -> list[str]:
    """Return what a replica has said of a cluster that is gone."""
    time.sleep(1)
    path = site.folder / "log" / f"replica_{name}.log"
    return [line for line in path.read_text(encoding="utf-8").splitlines() if SAID in line]
