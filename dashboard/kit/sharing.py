"""Whose a plan, a briefing or a count is, and the way to share it with other desks."""

from __future__ import annotations

import streamlit as st

from dashboard.desks.person import ALONE, Person, Role
from dashboard.i18n import _
from dashboard.kit import here, plan_trouble
from dashboard.kit.blocks_on_screen import draw
from dashboard.plans.rights import DeskShare
from dashboard.plans.sharing import Sharing
from dashboard.words import shared_with
from data.errors import PlanError


def render(kept: Sharing, thing: str) -> None:
    """Draw with whom a thing is shared, and the way to share it; nothing where nobody logs in.

    Parameters
    ----------
    kept : Sharing
        What keeps it, for who looks at it now.
    thing : str
        Its key.
    """
    person = here.person()
    if person == ALONE:
        return
    with st.expander(_("Shared with other desks"), icon=":material/group:"):
        try:
            owner, shares = kept.desk_of(thing), kept.shares(thing)
        except PlanError as error:
            plan_trouble.say(error)
            return
        draw(shared_with.blocks(shares, owner=owner))
        if _may_share(person, owner):
            _render_sharing(kept, thing)
            _render_taking_back(kept, thing, shares)
        elif person.desk != owner:
            st.caption(_("Only the desk it belongs to may share it."))
        else:
            st.caption(_(plan_trouble.REFUSALS["reader"]))


def _may_share(person: Person, owner: str) -> bool:
    return person.desk == owner and person.may(Role.DESK)


def _render_sharing(kept: Sharing, thing: str) -> None:
    """Draw the form by which another desk is let in."""
    with st.form(f"share_{thing}", border=False, clear_on_submit=True):
        left, right = st.columns(2, vertical_alignment="bottom")
        desk = left.text_input(_("Desk"), max_chars=200, help=_("As it is called in the login."))
        may_edit = right.radio(
            _("May"),
            (False, True),
            format_func=lambda edits: shared_with.allowed(may_edit=edits),
            horizontal=True,
        )
        is_sent = st.form_submit_button(_("Share"))
    if not is_sent:
        return
    if not desk.strip():
        st.error(_("Name the desk that is to have it."))
        return
    try:
        kept.share(thing, desk=desk.strip(), may_edit=bool(may_edit))
    except PlanError as error:
        plan_trouble.say(error)
        return
    st.rerun()


def _render_taking_back(kept: Sharing, thing: str, shares: tuple[DeskShare, ...]) -> None:
    """Draw the way to let a desk in no longer."""
    if not shares:
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        desk = st.selectbox(
            _("Take back from"), [one.desk for one in shares], key=f"unshare_of_{thing}"
        )
        if not st.button(_("Take back"), key=f"unshare_{thing}"):
            return
    try:
        kept.unshare(thing, desk=desk)
    except PlanError as error:
        plan_trouble.say(error)
        return
    st.rerun()
