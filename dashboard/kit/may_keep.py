"""Whether who looks may keep something here; where they may not, why, in the place of the form."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from dashboard.desks.person import ALONE, Person
from dashboard.i18n import _
from dashboard.kit import here
from dashboard.kit.plan_trouble import REFUSALS
from dashboard.plans.sharing import Sharing
from data.errors import PlanError

Opened = Callable[[Person], Sharing]
"""Opens what is kept of a kind, such as `saved_plans`."""


def offered(opened: Opened, thing: str = "") -> bool:
    """Return whether a form that keeps something is to be drawn; where it is not, say why.

    Parameters
    ----------
    opened : callable
    thing : str
        Key of what would be changed; empty where something new would be kept.
    """
    reason = refusal(opened, thing)
    if reason is not None:
        st.caption(f":material/lock: {_(REFUSALS[reason])}")
    return reason is None


def refusal(opened: Opened, thing: str = "") -> str | None:
    """Return why who looks may keep nothing: a key of `REFUSALS`; None where they may.

    Nor does it stand in the way that it cannot be asked: then the form says so once it is sent.
    """
    person = here.person()
    if person == ALONE:
        return None
    try:
        return opened(person).refusal(thing)
    except PlanError:
        return None
