"""Instruments: who is on which roster, how far the road goes, and each roster by itself."""

from __future__ import annotations

from dashboard import ask, show
from dashboard.i18n import _
from dashboard.views import instruments_funnel, instruments_matrix, instruments_roster


def render() -> None:
    """Draw the page."""
    show.title(
        _("Instruments"),
        _(
            "Which States are in which text, forum and group, and how far the road from a yes "
            "vote to an endorsement goes."
        ),
    )
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
        "matrix": instruments_matrix.render,
        "funnel": instruments_funnel.render,
        "roster": instruments_roster.render,
    }[part]()
