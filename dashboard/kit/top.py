"""What stands on top of every page: the search, and behind a question mark the words explained."""

from __future__ import annotations

import streamlit as st

from dashboard import once
from dashboard.i18n import _
from dashboard.kit import search_box, show
from dashboard.search import suggestions
from dashboard.search.entries import PAGES
from dashboard.words import glossary
from dashboard.words.markdown import plain

UNKNOWN_PAGE = "no_page"
"""Name in the address of a page that was asked for and does not exist."""

MAX_SHOWN = 40
"""Characters of what was asked for that are repeated."""


def drawn(places: suggestions.Places) -> search_box.Followed | None:
    """Draw it, and return which link was followed just now; nothing where none was.

    Parameters
    ----------
    places : tuple of (str, str)
        Path and English title of each page of the menu; the first one stands at the root.
    """
    with st.container(horizontal=True, gap="small", vertical_alignment="center", key="top"):
        followed = search_box.followed(tuple(path for path, _title in places))
        with st.popover("?", help=_("Words explained")):
            st.markdown(once.in_words("glossary", glossary.as_table))
    if followed is None:
        _say_no_page(places)
    return followed


def _say_no_page(places: suggestions.Places) -> None:
    """Say that a page which the address asked for does not exist, and which are nearest."""
    asked = st.query_params.get(UNKNOWN_PAGE, "")[:MAX_SHOWN]
    if not asked:
        return
    said = _("There is no page “{name}” here.").format(name=plain(asked))
    links = suggestions.nearest(once.said(suggestions.index_of, places), asked, PAGES)
    nearest = _("Nearest to it: {links}.").format(links=links) if links else ""
    show.unknown(f"{said} {nearest}".strip())
