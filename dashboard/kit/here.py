"""Who is before this screen."""

from __future__ import annotations

import time

import streamlit as st

from dashboard.desks import claims, login
from dashboard.desks.person import ALONE, Person
from data.errors import AccessError

BEGUN_SECONDS = 2 * claims.LEEWAY_SECONDS
"""The gate closes the line when a login ends; what was begun before may come to its end."""


def person() -> Person:
    """Return the person before this screen; `ALONE` where nobody logs in.

    Raises
    ------
    AccessError
        If people log in here, and nobody is logged in or what the provider says of them does not
        let them in.
    """
    settings = login.current()
    if settings is None:
        return ALONE
    said = st.user.to_dict()
    if not said.get("is_logged_in"):
        raise AccessError(
            "this page",
            found="no login",
            expected="somebody who is logged in",
            do="log in",
            reason="again",
        )
    return claims.person(
        said,
        settings.rules,
        audience=settings.client_id,
        now=time.time(),
        leeway_seconds=BEGUN_SECONDS,
    )
