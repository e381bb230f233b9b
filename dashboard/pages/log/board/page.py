"""The board of approaches: by the name on a card its log is opened."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard.kit.blocks_on_screen import draw
from dashboard.pages.log.board import content
from dashboard.plans.progress import PlanProgress


def render_board(rows: pd.DataFrame, found: PlanProgress, *, may_log: bool) -> str | None:
    """Draw a column a status, and return the State whose card was pressed, if one was.

    Parameters
    ----------
    rows : DataFrame
        From `wording.approaches`.
    found : PlanProgress
    may_log : bool
        Whether a card can be pressed.
    """
    pressed = None
    if may_log:
        draw(content.how_to_log(rows))
    columns = content.columns(rows, found)
    for place, column in zip(st.columns(len(columns), gap="small"), columns, strict=True):
        with place:
            draw(column.head)
            for card in column.cards:
                with st.container(border=True, gap="xxsmall"):
                    if not may_log:
                        st.markdown(f"**{card.name}**")
                    elif st.button(
                        f"**{card.name}**",
                        key=f"card_{card.iso3}",
                        type="tertiary",
                        icon=":material/edit_note:",
                    ):
                        pressed = card.iso3
                    draw(card.said)
            draw(column.rest)
    return pressed
