"""Buttons that save a chart as SVG or PNG, made in the reader's browser from our own files."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from dashboard import dark, theme
from dashboard.i18n import _

LIBRARY = "assets/plotly.min.js"
"""Where ``dashboard/server.py`` serves the plotting library, below the root."""

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
    mount(
        key=f"picture_{chart}",
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
