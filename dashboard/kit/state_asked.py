"""A State that a link names otherwise than the record does: an old name, or none that is known."""

from __future__ import annotations

from collections.abc import Mapping

from dashboard import once
from dashboard.blocks import Text, Unknown
from dashboard.i18n import _
from dashboard.kit import ask
from dashboard.kit.blocks_on_screen import draw
from dashboard.search import matching, suggestions
from dashboard.search.entries import STATES
from dashboard.words.markdown import plain

MAX_SHOWN = 40
"""Characters of what was asked for that are repeated."""


def read(names: Mapping[str, str], key: str = "state") -> None:
    """Read a State in the address that is no code of ours, and say as what; before it is asked for.

    Parameters
    ----------
    names : mapping of str to str
        States to choose from, by code.
    key : str
        Name in the address.
    """
    asked = ask.arrived(key)
    if asked is None or asked in names:
        return
    shown = plain(asked[:MAX_SHOWN])
    known = once.said(suggestions.states_index)
    entry = matching.named(known, asked, STATES)
    if entry is not None and entry.key in names:
        ask.put(key, entry.key)
        told = _("“{name}” is {state} in this record.")
        draw((Text(told.format(name=shown, state=plain(entry.name))),))
        return
    said = _("No State in this record is called “{name}”.").format(name=shown)
    links = suggestions.nearest(known, asked, STATES)
    nearest = _("Nearest to it: {links}.").format(links=links) if links else ""
    draw((Unknown(f"{said} {nearest}".strip()),))
