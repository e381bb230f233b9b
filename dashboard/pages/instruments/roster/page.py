"""Asks for an instrument, and draws its roster."""

from __future__ import annotations

from dashboard import once
from dashboard.i18n import _
from dashboard.kit import ask
from dashboard.kit.blocks_on_screen import draw
from dashboard.pages.instruments.roster import content


def render_roster() -> None:
    """Draw the part."""
    key = ask.one(_("Instrument"), once.said(content.options), key="instrument")
    draw(once.said(content.blocks, key))
