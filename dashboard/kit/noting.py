"""What a session writes into the trail: what was looked at, and what was taken away as a file.

What is taken from a page is called by the page and what of it: ``state/votes.csv``.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

import streamlit as st

from dashboard import i18n
from dashboard.desks.person import ALONE
from dashboard.kit import here
from dashboard.plans import trail
from dashboard.plans.trail import Kind
from data.facts import current_facts, looking_at, version_looked_at

Made = TypeVar("Made")

PAGE = "noting:page"
"""Key of the path of the page that is drawn."""

SEEN = "noting:seen"
"""Key of what this session has looked at already."""

AWAY_UNTIL = "noting:away"
"""Key of when the trail is tried again, after it could not be written."""

AGAIN_SECONDS = 30.0


def at(page_path: str) -> None:
    """Remember which page is drawn from now on."""
    st.session_state[PAGE] = page_path


def on_page(what: str) -> str:
    """Return what the trail calls a part of the page that is drawn."""
    return f"{st.session_state.get(PAGE, '')}/{what}"


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
    """Return what makes a file, and notes that it was taken away.

    It is called in a thread that knows nobody, no language and no facts but today's: there it is
    what it is here.
    """
    person, language, version = here.person(), i18n.language(), version_looked_at()
    drawn = current_facts().version

    def taken() -> Made:
        with i18n.spoken(language), looking_at(version):
            trail.noted(person, "exported", kind, thing, facts_version=drawn)
            return make()

    return taken


def took(thing: str, facts_version: str) -> None:
    """Note that a part of a page was taken away, made in the browser of facts of that version."""
    trail.noted(here.person(), "exported", "page", thing, facts_version=facts_version)
