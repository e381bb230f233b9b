"""What a first visitor would wait for is made before, once for each version of the facts.

Beside a server that has just started, a process of its own makes it and keeps it on disk, so that
the server goes on answering; then the server reads it. What is kept is taken out of the garbage
collector's rounds: there is much of it, it stays, and looking through it again after every answer
is what would take most of a server's time.
"""

from __future__ import annotations

import gc
import logging
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

from dashboard import i18n, navigation
from data.errors import AnalysisError, PlanError, TrojkaError
from data.facts import current_facts

ROOT = Path(__file__).parent.parent

STATES = ("off", "warming", "warm", "failed")
"""How far warming up is: not asked for, under way, done, or given up."""

_log = logging.getLogger("trojka.warm")
_state = [STATES[0]]


def state() -> str:
    """Return how far warming up is in this process: one of `STATES`."""
    return _state[0]


def up(on_view: Callable[[str, int, int], None] | None = None) -> None:
    """Make what every page shows at first, in every language, or recall it.

    The view itself is not kept, only what its page asks for: some of it depends on the day or on
    the plans saved by now. A view whose question these facts cannot answer is passed over, and one
    that asks for plans where none can be read: it says so when it is opened.

    Parameters
    ----------
    on_view : callable, optional
        Told which view is made next, as ``page`` or ``page:part``, how many are made, and of how
        many.
    """
    facts = current_facts()
    views = [
        (language, ":".join(filter(None, (page.path, part))), view)
        for language in i18n.LANGUAGES
        for page in navigation.PAGES
        for part, view in navigation.views(page).items()
    ]
    for n_made, (language, name, view) in enumerate(views):
        if on_view is not None:
            on_view(name, n_made, len(views))
        with i18n.spoken(language):
            try:
                view(facts)
            except (AnalysisError, PlanError) as error:
                _log.info("%s is not made beforehand: %s", name, error)


def beside() -> threading.Thread | None:
    """Warm up beside a server that starts, and return the thread that does.

    None where ``TROJKA_WARM`` is 0.
    """
    if os.environ.get("TROJKA_WARM") == "0":
        return None
    _state[0] = "warming"
    thread = threading.Thread(target=_beside, name="warm", daemon=True)
    thread.start()
    return thread


def _beside() -> None:
    command = [sys.executable, "-m", "dashboard", "warm"]
    done = subprocess.run(  # noqa: S603  # our own command
        command, cwd=ROOT, check=False, capture_output=True, preexec_fn=_last, text=True
    )
    if done.returncode:
        _state[0] = "failed"
        _log.warning("not warmed up: %s", done.stderr.strip())
        return
    try:
        up()
    except TrojkaError as error:
        _state[0] = "failed"
        _log.warning("not warmed up: %s", error)
        return
    _state[0] = "warm"
    gc.collect()
    gc.freeze()


def _last() -> None:
    """Let readers go first."""
    os.nice(10)
