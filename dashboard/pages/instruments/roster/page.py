"""Asks for an instrument, and draws its roster."""

from __future__ import annotations

from dashboard import once
from dashboard.i18n import _
from dashboard.kit import ask, tab
from dashboard.kit.blocks_on_screen import draw
from dashboard.pages.instruments.roster import content


def render_roster() -> None:
    """Draw the part."""
    options = once.said(content.options)
    key = ask.one(_("Instrument"), options, key="instrument")
    tab.named(options[key].partition(" · ")[0], _("Instruments"))
    draw(once.said(content.blocks, key))
