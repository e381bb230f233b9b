"""Ten States in a row, those that joined filled and the others hollow."""

from __future__ import annotations

from html import escape

import pandas as pd
import plotly.graph_objects as go

from dashboard import theme

N_STATES = 10
ROW_PX = 46
FRAME_PX = 76
MARK_PX = 19


def of_ten(rows: pd.DataFrame, *, joined: str, stayed: str) -> go.Figure:
    """Return a row of ten States for each band, and how many of them joined beside it.

    Parameters
    ----------
    rows : DataFrame
        ``band, of_ten, words``: a row a band, from below to above; ``of_ten`` is missing where it
        cannot be told, and no State is drawn then.
    joined, stayed : str
        Words for both marks.
    """
    told = rows.dropna(subset="of_ten")
    marks = pd.DataFrame(
        [
            {"x": place, "band": row["band"], "words": row["words"], "came": place <= row["of_ten"]}
            for row in told.to_dict("records")
            for place in range(1, N_STATES + 1)
        ],
        columns=["x", "band", "words", "came"],
    )
    figure = go.Figure()
    for came, label, symbol in ((True, joined, "circle"), (False, stayed, "circle-open")):
        own = marks[marks["came"] == came]
        figure.add_trace(
            go.Scatter(
                x=own["x"].tolist(),
                y=own["band"].tolist(),
                mode="markers",
                name=label,
                marker={
                    "symbol": symbol,
                    "size": MARK_PX,
                    "color": theme.ACCENT if came else theme.MUTED,
                    "line": {"width": 1.5, "color": theme.INK if came else theme.MUTED},
                },
                customdata=[escape(text.replace("**", ""), quote=False) for text in own["words"]],
                hovertemplate="%{customdata}<extra></extra>",
            )
        )
    for row in rows.to_dict("records"):
        is_told = not pd.isna(row["of_ten"])
        figure.add_annotation(
            x=N_STATES + 0.8 if is_told else 1,
            y=row["band"],
            text=str(row["of_ten"]) if is_told else "?",
            xanchor="left" if is_told else "center",
            showarrow=False,
            font={"color": theme.INK, "size": theme.SIZE_HEAD},
        )
    theme.lay_out(figure, height=FRAME_PX + ROW_PX * len(rows))
    figure.update_layout(margin={"b": 8})
    figure.update_xaxes(visible=False, range=[0.3, N_STATES + 2], fixedrange=True)
    figure.update_yaxes(
        categoryorder="array",
        categoryarray=rows["band"].tolist(),
        range=[-0.6, len(rows) - 0.4],
        showgrid=False,
    )
    return figure
