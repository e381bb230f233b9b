"""How many blocs can be told: by votes held out, and by samples of the texts."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from dashboard import theme


def gain(shares: pd.DataFrame, *, words: dict[str, str]) -> go.Figure:
    """Return how much of the error on held-out votes each number of blocs avoids.

    Parameters
    ----------
    shares : DataFrame
        ``k, gain, gain_low, gain_high, is_borne``: shares of the error without blocs.
    words : dict of str to str
        ``x``, ``y`` and ``borne``, in the reader's language.
    """
    figure = go.Figure(
        go.Scatter(
            x=shares["k"].tolist(),
            y=shares["gain"].tolist(),
            mode="markers",
            marker={"symbol": "diamond", "size": 10, "color": theme.SERIES[0]},
            error_y={
                "array": (shares["gain_high"] - shares["gain"]).tolist(),
                "arrayminus": (shares["gain"] - shares["gain_low"]).tolist(),
                "color": theme.SERIES[0],
            },
            hovertemplate="%{x}: %{y:.0%}<extra></extra>",
            showlegend=False,
        )
    )
    for row in shares[shares["is_borne"].to_numpy(dtype=bool)].to_dict("records"):
        figure.add_annotation(
            x=row["k"], y=row["gain_high"], text=words["borne"], showarrow=True, ay=-24, ax=24
        )
    figure.update_layout(
        template=theme.TEMPLATE,
        height=280,
        margin={"l": 8, "r": 8, "t": 24, "b": 8},
    )
    figure.update_xaxes(dtick=1, title=words["x"], showgrid=False)
    figure.update_yaxes(title=words["y"], tickformat=".0%", rangemode="tozero")
    return figure


def stability(
    curve: pd.DataFrame,
    *,
    threshold: float,
    words: dict[str, str],
) -> go.Figure:
    """Return how well runs agree, for each number of blocs.

    Parameters
    ----------
    curve : DataFrame
        ``k, ari_mean, ari_q10, is_shown``.
    threshold : float
        Below it no grouping is shown.
    words : dict of str to str
        ``mean``, ``low``, ``threshold``, ``chosen``, ``x`` and ``y``, in the reader's
        language.
    """
    figure = go.Figure()
    lines = (
        ("ari_mean", "mean", "solid", theme.SERIES[0], "circle", 2.5),
        ("ari_q10", "low", "dash", theme.SERIES[0], "circle-open", 1.2),
    )
    for column, word, dash, colour, mark, width in lines:
        figure.add_trace(
            go.Scatter(
                x=curve["k"].tolist(),
                y=curve[column].tolist(),
                mode="lines+markers",
                name=words[word],
                line={"color": colour, "dash": dash, "width": width},
                marker={"symbol": mark, "size": 8},
                hovertemplate="%{x}: %{y:.2f}<extra>" + words[word] + "</extra>",
            )
        )
    for row in curve[curve["is_shown"].to_numpy(dtype=bool)].to_dict("records"):
        figure.add_annotation(
            x=row["k"], y=row["ari_mean"], text=words["chosen"], showarrow=True, ay=-30, ax=24
        )
    figure.add_hline(
        y=threshold,
        line={"color": theme.INK, "width": 1, "dash": "longdash"},
        annotation_text=words["threshold"],
        annotation_position="bottom right",
    )
    figure.update_layout(
        template=theme.TEMPLATE,
        height=320,
        margin={"l": 8, "r": 8, "t": 56, "b": 8},
    )
    figure.update_xaxes(dtick=1, title=words["x"], showgrid=False)
    figure.update_yaxes(title=words["y"], range=[-0.05, 1.12])
    return figure
