"""How far groups vote as one: the subject and the groups, between what is found and its chart."""

from __future__ import annotations

import streamlit as st

from dashboard import once
from dashboard.i18n import _
from dashboard.kit import ask
from dashboard.kit.blocks_on_screen import draw
from dashboard.pages.trends.cohesion import content
from dashboard.words import positions_in_words


def render_cohesion() -> None:
    """Draw the part."""
    lead = st.container()
    with st.container(horizontal=True, gap="medium", vertical_alignment="bottom"):
        issue = ask.switch(
            _("Subject"), positions_in_words.issues(), key="issue", default=content.ISSUE
        )
        chosen = ask.several(
            _("Groups"),
            once.said(content.groups),
            key="groups",
            default=content.GROUPS,
            placeholder=_("Choose groups"),
        )
    if not chosen:
        draw(content.nothing_chosen())
        return
    with st.spinner(_("Counting votes …")):
        said = once.said(content.blocks, issue, tuple(chosen))
    with lead:
        draw(said[:1])
    draw(said[1:])
