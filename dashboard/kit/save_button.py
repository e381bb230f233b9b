"""The one button by which a file leaves a page: it is made when pressed, and who took it is noted.

No other module offers a file: a test holds every one to it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from dashboard.kit import noting
from dashboard.plans.trail import Kind


def offer(
    label: str,
    make: Callable[[], bytes | str],
    *,
    kind: Kind,
    thing: str,
    file: str,
    mime: str,
    key: str,
    on_click: Callable[[], None] | None = None,
    **look: Any,
) -> None:
    """Draw a button that saves a file.

    Parameters
    ----------
    label : str
    make : callable
        Returns the file; in a thread of Streamlit's own, in the language and of the facts of now.
    kind, thing : str
        Of what the trail says that it was taken away; see `noting.on_page`.
    file, mime : str
        Its name and what it is.
    key : str
        Of the button, unique on the page.
    on_click : callable, optional
        What else is done when it is pressed; the page is then drawn anew.
    **look
        ``help``, ``icon`` and ``disabled``, as for any button of Streamlit.
    """
    st.download_button(
        label,
        data=noting.exported(kind, thing, make),
        file_name=file,
        mime=mime,
        key=key,
        on_click=on_click or "ignore",
        **look,
    )
