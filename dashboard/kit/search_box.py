"""The search box on top of every page, and links between pages, followed in the same tab.

Its script hears every click on a link to a page of ours, wherever on a page it stands, and goes
there as the browser's way back does: within the session, in this tab. Another of its scripts says
in the reader's language what Streamlit's widgets say in English (`dashboard.words.widgets`).
"""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from dashboard import i18n
from dashboard.i18n import _
from dashboard.words import addresses, widgets

NAME = "search"
"""Where ``dashboard/server.py`` answers what is typed, below the root."""

_ASSETS = Path(__file__).parents[1] / "assets"
_SCRIPTS = ("search.js", "lead_on.js", "widgets.js")
_BOX = (
    '<div role="search"><input type="text" role="combobox" aria-expanded="false"'
    ' aria-autocomplete="list" aria-controls="suggestions" autocomplete="off" spellcheck="false"'
    ' maxlength="80"><div class="found" hidden><div role="status"></div>'
    '<div role="listbox" id="suggestions"></div></div></div>'
)


def draw(paths: tuple[str, ...]) -> None:
    """Draw the box.

    Parameters
    ----------
    paths : tuple of str
        Of the pages of the menu; the first one stands at the root.
    """
    mount = st.components.v2.component(
        "trojka_search",
        html=_BOX,
        css=(_ASSETS / "search.css").read_text(encoding="utf-8"),
        js="\n".join((_ASSETS / name).read_text(encoding="utf-8") for name in _SCRIPTS),
    )
    base = str(st.get_option("server.baseUrlPath") or "").strip("/")
    root = f"/{base}/" if base else "/"
    mount(
        key="search",
        data={
            "address": root + NAME,
            "root": root,
            "carried": addresses.carried(),
            "pages": ["", *paths],
            "first": paths[0],
            "language": i18n.language(),
            "phrases": widgets.told(),
            "label": _("Search States, texts, votes and documents"),
            "placeholder": _("Search: a State, a text, 80/58 … (key /)"),
        },
    )
