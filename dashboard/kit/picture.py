"""Buttons that save a chart as SVG or PNG, made in the reader's browser from our own files.

The browser tells the server once a picture is saved, for the trail.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import streamlit as st

from dashboard import dark, theme
from dashboard.i18n import _
from dashboard.kit import noting
from data.facts import current_facts

LIBRARY = "assets/plotly.min.js"
"""Where ``dashboard/server.py`` serves the plotting library, below the root."""

FORMATS = ("svg", "png")

_SCRIPT = Path(__file__).parents[1] / "assets" / "picture.js"
_BUTTONS = (
    '<div class="row"><button data-format="svg" disabled>SVG</button>'
    '<button data-format="png" disabled>PNG</button></div>'
)
_STYLE = """
.row { display: flex; gap: 0.5rem; }
button {
  font: inherit; font-size: 0.875rem; color: var(--st-text-color); cursor: pointer;
  background: var(--st-background-color); min-height: 2.25rem; padding: 0.25rem 0.75rem;
  border: 1px solid var(--st-border-color); border-radius: var(--st-base-radius);
}
button:hover { border-color: var(--st-primary-color); color: var(--st-primary-color); }
button:focus-visible { outline: 2px solid var(--st-primary-color); outline-offset: 2px; }
button:disabled { opacity: 0.5; cursor: progress; }
"""


def is_dark() -> bool:
    """Return whether the reader's screen is dark."""
    return st.context.theme.type == "dark"


def buttons(chart: str, *, title: str, source: str, file: str) -> None:
    """Draw the two buttons.

    Parameters
    ----------
    chart : str
        Key of the chart, as given to ``st.plotly_chart``.
    title, source : str
        Set above and below the picture.
    file : str
        Name of the saved file, without suffix.
    """
    mount = st.components.v2.component(
        "trojka_picture", html=_BUTTONS, css=_STYLE, js=_SCRIPT.read_text(encoding="utf-8")
    )
    base = str(st.get_option("server.baseUrlPath") or "").strip("/")
    key = f"picture_{chart}"
    mount(
        key=key,
        on_saved_change=_noting(key, chart),
        data={
            "chart": chart,
            "title": title,
            "source": source,
            "file": file,
            "library": f"/{base}/{LIBRARY}" if base else f"/{LIBRARY}",
            "label": {
                "svg": _("Save this chart as SVG, for print"),
                "png": _("Save this chart as PNG, for slides"),
            },
            "light": dark.light() if is_dark() else {},
            "paper": theme.PAPER,
            "ink": theme.INK,
            "muted": theme.MUTED,
            "font": theme.FONT_SAVED,
            "title_size": theme.SIZE_HEAD,
            "small_size": theme.SIZE_SMALL,
        },
    )


def _noting(key: str, chart: str) -> Callable[[], None]:
    """Return what notes that a picture was saved; the browser says of which format."""
    thing, version = noting.on_page(chart), current_facts().version

    def note() -> None:
        suffix = st.session_state[key].saved
        if suffix in FORMATS:
            noting.took(f"{thing}.{suffix}", version)

    return note
