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
from data.errors import TrojkaError
from data.facts import current_facts

ROOT = Path(__file__).parent.parent

_log = logging.getLogger("trojka.warm")


def up(on_progress: Callable[[int, int], None] | None = None) -> None:
    """Make what every page shows at first, in every language, or recall what it rests on.

    What it says is not kept: some of it depends on the day or on the plans saved by now.

    Parameters
    ----------
    on_progress : callable, optional
        Told how many views are made, and of how many.
    """
    views = [view for page in navigation.PAGES for view in navigation.views(page).values()]
    n_done = 0
    for language in i18n.LANGUAGES:
        i18n.use(language, i18n.translations(language))
        for view in views:
            view(current_facts())
            n_done += 1
            if on_progress is not None:
                on_progress(n_done, len(views) * len(i18n.LANGUAGES))


def beside() -> threading.Thread | None:
    """Warm up beside a server that starts, and return the thread that does.

    None where ``TROJKA_WARM`` is 0.
    """
    if os.environ.get("TROJKA_WARM") == "0":
        return None
    thread = threading.Thread(target=_beside, name="warm", daemon=True)
    thread.start()
    return thread


def _beside() -> None:
    command = [sys.executable, "-m", "dashboard", "warm"]
    done = subprocess.run(  # noqa: S603  # our own command
        command, cwd=ROOT, check=False, capture_output=True, preexec_fn=_last, text=True
    )
    if done.returncode:
        _log.warning("not warmed up: %s", done.stderr.strip())
        return
    try:
        up()
    except TrojkaError as error:
        _log.warning("not warmed up: %s", error)
        return
    gc.collect()
    gc.freeze()


def _last() -> None:
    """Let readers go first."""
    os.nice(10)
