"""The page *Trail*: what it asks, and in which order it is drawn."""

from __future__ import annotations

import streamlit as st

from dashboard.desks.person import ALONE
from dashboard.i18n import _
from dashboard.kit import ask, here, plan_trouble
from dashboard.kit.blocks_on_screen import draw
from dashboard.pages.trail import content, wording
from dashboard.plans.briefings import saved_briefings
from dashboard.plans.counts import kept_counts
from dashboard.plans.sharing import Sharing
from dashboard.plans.store import saved_plans
from dashboard.plans.trail import Trail, kept_trail
from data.errors import PlanError


def render() -> None:
    """Draw the page; where the trail cannot be read, or not by this person, say so."""
    draw(content.title())
    try:
        trail = kept_trail(here.person())
        _render_trail(trail)
        _render_nobodys()
    except PlanError as error:
        plan_trouble.say(error)


def _render_trail(trail: Trail) -> None:
    """Draw what was done in the period chosen, and the check of the chain."""
    names, desks = trail.people()
    with st.container(horizontal=True, gap="medium", vertical_alignment="bottom"):
        period = ask.one(
            _("Period"),
            {key: _(words) for key, words in content.PERIODS.items()},
            key="trail_of",
            default=content.PERIOD,
        )
        acts = ask.several(
            _("What was done"),
            {code: _(words) for code, words in wording.ACTS.items()},
            key="did",
            placeholder=_("Anything"),
        )
        who = _ask_among(_("By whom"), names, key="by_whom", placeholder=_("Anybody"))
        of = _ask_among(_("Of which desk"), desks, key="of_desk", placeholder=_("Any desk"))
    lines = trail.lines(
        since=content.since(period), names=who, desks=of, acts=acts, most=content.MOST
    )
    draw(content.lines_blocks(lines))
    if st.button(_("Check that no row was changed"), icon=":material/link:", key="check_trail"):
        draw(content.chain(trail.broken_at(), trail.n_rows()))


def _ask_among(label: str, options: tuple[str, ...], *, key: str, placeholder: str) -> list[str]:
    """Return those chosen of names in the trail; none, and no box, where it has none."""
    if not options:
        return []
    return ask.several(label, {one: one for one in options}, key=key, placeholder=placeholder)


def _render_nobodys() -> None:
    """Draw the way to give a desk what was kept before anybody logged in, where there is any."""
    person = here.person()
    if person == ALONE:
        return
    kept: dict[str, Sharing] = {
        "plan": saved_plans(person),
        "briefing": saved_briefings(person),
        "count": kept_counts(person),
    }
    things = {
        (kind, key): f"{wording.kind(kind)}: {title}"
        for kind, held in kept.items()
        for key, title in held.of_nobody()
    }
    if not things:
        return
    draw(content.nobodys_heading())
    with st.form("give", border=True):
        left, right = st.columns(2)
        chosen = left.selectbox(
            _("Which"), list(things), format_func=lambda one: things.get(one, one[1])
        )
        desk = right.text_input(_("Desk"), max_chars=200, help=_("As it is called in the login."))
        is_sent = st.form_submit_button(_("Give it to this desk"))
    if is_sent and desk.strip():
        kept[chosen[0]].give(chosen[1], desk=desk.strip())
        st.rerun()
