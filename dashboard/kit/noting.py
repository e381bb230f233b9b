"""What a session writes into the trail: what was looked at, and what was taken away as a file."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

import streamlit as st

from dashboard.desks.person import ALONE
from dashboard.kit import here
from dashboard.plans import trail
from dashboard.plans.trail import Kind

Made = TypeVar("Made")

SEEN = "noting:seen"
"""Key of what this session has looked at already."""

AWAY_UNTIL = "noting:away"
"""Key of when the trail is tried again, after it could not be written."""

AGAIN_SECONDS = 30.0


def saw(kind: Kind, thing: str) -> None:
    """Note that somebody looks at a thing, once a session; nothing where nobody logs in.

    Where the database is away it is noted when the thing is drawn again, but no sooner than after
    `AGAIN_SECONDS`: a page does not wait for the trail again and again.
    """
    person = here.person()
    if person == ALONE:
        return
    seen: set[tuple[str, str]] = st.session_state.setdefault(SEEN, set())
    is_too_soon = time.monotonic() < st.session_state.get(AWAY_UNTIL, 0.0)
    if (kind, thing) in seen or is_too_soon:
        return
    if trail.noted(person, "saw", kind, thing):
        seen.add((kind, thing))
    else:
        st.session_state[AWAY_UNTIL] = time.monotonic() + AGAIN_SECONDS


def exported(kind: Kind, thing: str, make: Callable[[], Made]) -> Callable[[], Made]:
    """Return what makes a file, and notes that it was taken away."""
    person = here.person()  # the file is made in a thread that knows nobody

    def taken() -> Made:
        trail.noted(person, "exported", kind, thing)
        return make()

    return taken
