"""What stands on top of every page: the search, the words explained, and what a page adds."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard import once
from dashboard.desks.person import Person
from dashboard.i18n import _
from dashboard.kit import search_box, show, who
from dashboard.search import suggestions
from dashboard.search.entries import PAGES
from dashboard.words import glossary
from dashboard.words.markdown import plain

UNKNOWN_PAGE = "no_page"
"""Name in the address of a page that was asked for and does not exist."""

MAX_SHOWN = 40
"""Characters of what was asked for that are repeated."""


def drawn(places: suggestions.Places, person: Person) -> DeltaGenerator:
    """Draw it, and return a place in its row for what a page adds.

    Parameters
    ----------
    places : tuple of (str, str)
        Path and English title of each page of the menu; the first one stands at the root.
    person : Person
        Who is before the screen.
    """
    with st.container(horizontal=True, gap="small", vertical_alignment="center", key="top"):
        search_box.draw(tuple(path for path, _title in places))
        with st.popover(_("Words explained"), icon=":material/help:"):
            st.markdown(once.in_words("glossary", glossary.as_table))
        place = st.container(key="take_along", width="content")
        who.shown(person)
    _say_no_page(places)
    return place


def _say_no_page(places: suggestions.Places) -> None:
    """Say that a page which the address asked for does not exist, and which are nearest."""
    asked = st.query_params.get(UNKNOWN_PAGE, "")[:MAX_SHOWN]
    if not asked:
        return
    said = _("There is no page “{name}” here.").format(name=plain(asked))
    links = suggestions.nearest(once.said(suggestions.index_of, places), asked, PAGES)
    nearest = _("Nearest to it: {links}.").format(links=links) if links else ""
    show.unknown(f"{said} {nearest}".strip())
