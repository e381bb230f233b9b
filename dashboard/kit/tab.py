"""What the browser's tab is called: what the page is about first, so that tabs tell apart."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

ICON = Path(__file__).parents[1] / "assets" / "icon.png"


def named(*parts: str) -> None:
    """Give the tab its name.

    Parameters
    ----------
    *parts : str
        In plain text, what tells one tab from another first: ``"Brazil", "State"``.
    """
    st.set_page_config(
        page_title=" · ".join([*parts, "Trojka"]), page_icon=str(ICON), layout="wide"
    )
