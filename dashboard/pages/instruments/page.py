"""The page *Instruments*: which part of it is drawn."""

from __future__ import annotations

from dashboard import once
from dashboard.i18n import _
from dashboard.kit import ask
from dashboard.kit.blocks_on_screen import draw
from dashboard.pages.instruments import content
from dashboard.pages.instruments.funnel import page as funnel
from dashboard.pages.instruments.matrix import page as matrix
from dashboard.pages.instruments.roster import page as roster


def render() -> None:
    """Draw the page."""
    draw(once.said(content.title))
    part = ask.switch(
        _("Show"),
        {
            "matrix": _("States and rosters"),
            "funnel": _("From vote to endorsement"),
            "roster": _("One roster"),
        },
        key="part",
    )
    {
        "matrix": matrix.render_matrix,
        "funnel": funnel.render_funnel,
        "roster": roster.render_roster,
    }[part]()
