"""Who is logged in, on every page, with the way out; and what is said where a role is too low."""

from __future__ import annotations

from html import escape

import streamlit as st

from dashboard.desks.entrance import OUT
from dashboard.desks.person import Person, Role
from dashboard.i18n import _, mark
from dashboard.kit import show
from dashboard.words import addresses, markdown

ROLES = {
    Role.READER: mark("reader"),
    Role.DESK: mark("desk officer"),
    Role.STEWARD: mark("steward"),
}
"""English word for each role: a message of the catalogue."""


def shown(person: Person) -> None:
    """Draw who is logged in, and the way out behind it; nothing where nobody logs in."""
    if not person.subject:
        return
    with st.popover(markdown.plain(person.name), icon=":material/person:"):
        st.html(
            f"<p class='who'>{escape(person.name)}<br>{escape(person.desk)},"
            f" {escape(_(ROLES[person.role]))}</p><p class='who'>"
            f"<a href='{escape(OUT + addresses.suffix('?'))}'>{escape(_('Log out'))}</a></p>"
        )


def say_not_for(person: Person, title: str, role: Role) -> None:
    """Draw, in the place of a page, that it is not for this person.

    Parameters
    ----------
    person : Person
    title : str
        English title of the page: a message of the catalogue.
    role : Role
        The least that is needed.
    """
    st.title(_(title))
    show.unknown(
        _("This page is for the role {needed}; yours is {own}. Ask somebody who has it.").format(
            needed=_(ROLES[role]), own=_(ROLES[person.role])
        )
    )
