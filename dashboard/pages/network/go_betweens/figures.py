"""The way to a State: through whom it leads, and how close each is to both ends."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from dashboard import theme

ROW_PX = 46
ENDS = {"us": (theme.SERIES[0], "square"), "target": (theme.SERIES[2], "diamond")}
"""Colour and mark of each end."""

BETWEEN = theme.SERIES[1]


def paths(
    rows: pd.DataFrame, *, us: str, target: str, direct: str, sure: str, unsure: str
) -> go.Figure:
    """Return us on the left, the State to reach on the right, and the ways between them.

    Parameters
    ----------
    rows : DataFrame
        ``name, is_between, label_us, label_target, hover``: a way each, the first on top.
    us, target : str
        Words for the two ends.
    direct : str
        Words for the tie without anyone between.
    sure, unsure : str
        Words for the legend: ways beyond chance, and the others.
    """
    n = len(rows)
    middle = (n - 1) / 2
    figure = go.Figure()
    figure.add_trace(_line([(0, middle), (1, -1), (2, middle)], dash="dot", width=1.5))
    for at, row in enumerate(rows.to_dict("records")):
        style = {"width": 2.5} if row["is_between"] else {"width": 1.2, "dash": "dash"}
        figure.add_trace(_line([(0, middle), (1, n - 1 - at), (2, middle)], **style))
        for x, word in ((0.62, row["label_us"]), (1.38, row["label_target"])):
            y = middle + (n - 1 - at - middle) * (x if x < 1 else 2 - x)
            figure.add_annotation(**_label(x, y, word))
    figure.add_annotation(**_label(1, -1, direct))
    for is_between, words in ((True, sure), (False, unsure)):
        here = rows[rows["is_between"] == is_between]
        if here.empty:
            continue
        heights = [float(n - 1 - at) for at in here.index]
        figure.add_trace(_points([1.0] * len(here), heights, here, words, is_between))
    for x, words, end in ((0, us, "us"), (2, target, "target")):
        colour, symbol = ENDS[end]
        figure.add_trace(
            go.Scatter(
                x=[x],
                y=[middle],
                mode="markers+text",
                text=[f"<b>{words}</b>"],
                textposition="top center",
                textfont={"size": theme.SIZE_BODY, "color": theme.INK},
                marker={
                    "color": colour,
                    "symbol": symbol,
                    "size": 18,
                    "line": {"color": theme.INK, "width": 1},
                },
                showlegend=False,
                hoverinfo="skip",
                cliponaxis=False,
            )
        )
    theme.lay_out(figure, height=80 + ROW_PX * (n + 1))
    figure.update_layout(margin_b=8)
    figure.update_xaxes(visible=False, range=[-0.3, 2.3])
    figure.update_yaxes(visible=False, range=[-1.3, max(n - 0.4, 1)])
    return figure


def ties(
    rows: pd.DataFrame,
    *,
    to_us: str,
    to_target: str,
    direct: float,
    direct_words: str,
    axis: str,
) -> go.Figure:
    """Return how close States are to us and to the State to reach, with intervals.

    Parameters
    ----------
    rows : DataFrame
        ``name, share_us, low_us, high_us, share_target, low_target, high_target``: a State each,
        the first on top; shares 0 to 1.
    to_us, to_target : str
        Words for the legend.
    direct : float
        How close we are to the State to reach, 0 to 1.
    direct_words, axis : str
    """
    figure = go.Figure()
    names = rows["name"].tolist()
    for end, words, off in (("target", to_target, 0.14), ("us", to_us, -0.14)):
        colour, symbol = ENDS[end]
        heights = [len(names) - 1 - at + off for at in range(len(names))]
        share = rows[f"share_{end}"].to_numpy()
        figure.add_trace(
            go.Scatter(
                x=share,
                y=heights,
                mode="markers",
                name=words,
                marker={
                    "color": colour,
                    "symbol": symbol,
                    "size": 11,
                    "line": {"color": theme.INK, "width": 0.8},
                },
                error_x={
                    "type": "data",
                    "symmetric": False,
                    "array": (rows[f"high_{end}"] - share).clip(lower=0).fillna(0),
                    "arrayminus": (share - rows[f"low_{end}"]).clip(lower=0).fillna(0),
                    "color": colour,
                    "thickness": 2,
                    "width": 4,
                },
                customdata=names,
                hovertemplate="<b>%{customdata}</b><br>%{x:.0%}<extra></extra>",
            )
        )
    figure.add_trace(
        go.Scatter(
            x=[direct, direct],
            y=[-0.6, len(names) - 0.4],
            mode="lines",
            name=direct_words,
            line={"color": theme.INK, "width": 1.5, "dash": "dot"},
            hoverinfo="skip",
        )
    )
    theme.lay_out(figure, height=120 + ROW_PX * len(names))
    figure.update_xaxes(title=axis, range=[0, 1.02], tickformat=".0%")
    figure.update_yaxes(
        showgrid=False,
        zeroline=False,
        tickvals=list(range(len(names))),
        ticktext=names[::-1],
        range=[-0.6, len(names) - 0.4],
    )
    return figure


def _line(points: list[tuple[float, float]], *, width: float, dash: str = "solid") -> go.Scatter:
    """Return a way as a line that nobody can point at."""
    return go.Scatter(
        x=[x for x, _ in points],
        y=[y for _, y in points],
        mode="lines",
        line={"color": theme.MUTED, "width": width, "dash": dash},
        hoverinfo="skip",
        showlegend=False,
    )


def _label(x: float, y: float, words: str) -> dict[str, object]:
    """Return words upon a line."""
    return {
        "x": x,
        "y": y,
        "text": words,
        "showarrow": False,
        "bgcolor": theme.PAPER,
        "borderpad": 2,
        "font": {"size": theme.SIZE_SMALL, "color": theme.INK},
    }


def _points(
    xs: list[float], ys: list[float], rows: pd.DataFrame, words: str, is_between: bool
) -> go.Scatter:
    """Return go-betweens, hollow where chance cannot be excluded."""
    return go.Scatter(
        x=xs,
        y=ys,
        mode="markers+text",
        name=words,
        text=rows["name"].tolist(),
        textposition="top center",
        textfont={"size": theme.SIZE_BODY, "color": theme.INK},
        marker={
            "color": BETWEEN if is_between else theme.PAPER,
            "symbol": "circle",
            "size": 14,
            "line": {"color": theme.INK, "width": 1.2},
        },
        customdata=rows["hover"].tolist(),
        hovertemplate="<b>%{text}</b><br>%{customdata}<extra></extra>",
    )
