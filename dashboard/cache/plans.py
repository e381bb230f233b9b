"""Saved plans: the database stays open between reruns; what it holds is read afresh each time."""

from __future__ import annotations

import streamlit as st

from dashboard.plans import address, store


def plans() -> store.Plans:
    """Return the saved plans.

    Raises
    ------
    PlanError
        If their database cannot be opened.
    """
    return _opened(address.of_plans())


@st.cache_resource(max_entries=4, show_spinner=False)
def _opened(url: str) -> store.Plans:
    return store.open_plans(url)
