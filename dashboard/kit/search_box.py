"""The search box on top of every page, and links between pages, followed in the same tab.

Its script hears every click on a link to a page of ours, wherever on a page it stands, and says
here which; the app then goes there within the session, as the menu does.
"""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import streamlit as st

from dashboard.i18n import _
from dashboard.words import addresses

NAME = "search"
"""Where ``dashboard/server.py`` answers what is typed, below the root."""

_ASSETS = Path(__file__).parents[1] / "assets"
_SCRIPTS = ("search.js", "lead_on.js")
_BOX = (
    '<div role="search"><input type="text" role="combobox" aria-expanded="false"'
    ' aria-autocomplete="list" aria-controls="suggestions" autocomplete="off" spellcheck="false"'
    ' maxlength="80"><div class="found" hidden><div role="status"></div>'
    '<div role="listbox" id="suggestions"></div></div></div>'
)

Followed = tuple[str, dict[str, list[str]]]
"""Path of a page of the menu, and what its address says."""


def followed(paths: tuple[str, ...]) -> Followed | None:
    """Draw the box, and return which link was followed just now; nothing where none was.

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
    result = mount(
        key="search",
        data={
            "address": f"/{base}/{NAME}" if base else f"/{NAME}",
            "carried": addresses.carried(),
            "pages": ["", *paths],
            "label": _("Search States, texts, votes and documents"),
            "placeholder": _("Search: a State, a text, 80/58 … (key /)"),
        },
        on_followed_change=lambda: None,
    )
    return place(str(result["followed"] or ""), paths)


def place(address: str, paths: tuple[str, ...]) -> Followed | None:
    """Return the page and the query of an address of ours; nothing where it is none.

    Examples
    --------
    >>> place("state?state=KEN&lang=nl", ("standing", "state"))
    ('state', {'state': ['KEN'], 'lang': ['nl']})
    >>> place("?lang=nl", ("standing", "state"))
    ('standing', {'lang': ['nl']})
    >>> place("", ("standing",)), place("elsewhere", ("standing",))
    (None, None)
    """
    if not address:
        return None
    parts = urlsplit(address)
    path = parts.path.rpartition("/")[2] or paths[0]
    return (path, parse_qs(parts.query, keep_blank_values=True)) if path in paths else None
