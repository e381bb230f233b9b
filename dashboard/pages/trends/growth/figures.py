"""The process over the years: lines of numbers of States, and the world from step to step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

import pandas as pd
import plotly.graph_objects as go

from dashboard import theme
from dashboard.figures import labels, world

LETTER_PX = 6.4
HEIGHT_PX = 380
GAP = 0.06
"""Least distance between the names of two lines, as a share of the axis."""
SECOND_MS = 1_600
"""How long a step of the world is shown when played."""
CONTROLS_PX = 96


def lines(
    rows: pd.DataFrame, *, names: Mapping[str, str], remarks: pd.DataFrame, axis: str
) -> go.Figure:
    """Return a line a key, named at its end, with its points marked.

    Parameters
    ----------
    rows : DataFrame
        ``key, x, y, is_stair, is_named, hover``, by key and day. A stair holds its value until the
        next; a point whose names are not known is hollow.
    names : mapping of str to str
        Keys in order, with the name on the line.
    remarks : DataFrame
        ``x, y, text, below``: what happened at a point, set so many pixels below it.
    axis : str
        Words for the vertical axis.
    """
    figure = go.Figure()
    chosen = [key for key in names if (rows["key"] == key).any()]
    for place, key in enumerate(chosen):
        own = rows[rows["key"] == key]
        mark = theme.MARKS[place % len(theme.MARKS)]
        line = {
            "color": theme.SERIES[place % len(theme.SERIES)],
            "width": 2.2,
            "dash": theme.DASHES[place % len(theme.DASHES)],
        }
        is_stair = bool(own["is_stair"].all())
        if is_stair:
            figure.add_trace(
                go.Scatter(
                    x=[*own["x"], rows["x"].max()],
                    y=[*own["y"], own["y"].iloc[-1]],
                    mode="lines",
                    line={**line, "shape": "hv"},
                    hoverinfo="skip",
                    name="",
                )
            )
        figure.add_trace(
            go.Scatter(
                x=own["x"].tolist(),
                y=own["y"].tolist(),
                mode="markers" if is_stair else "lines+markers",
                marker={
                    "size": 9,
                    "color": line["color"],
                    "symbol": [mark if named else f"{mark}-open" for named in own["is_named"]],
                },
                customdata=[escape(text, quote=False) for text in own["hover"]],
                hovertemplate="%{customdata}<extra></extra>",
                name=names[key],
                line=line,
            )
        )
    ends = rows.drop_duplicates("key", keep="last").set_index("key")["y"].reindex(chosen)
    top = float(rows["y"].max()) * 1.08
    labels.name_ends(figure, ends, names, gap=top * GAP, shift_px=10)
    for remark in remarks.to_dict("records"):
        figure.add_annotation(
            x=remark["x"],
            y=remark["y"],
            text="<br>".join(escape(line, quote=False) for line in remark["text"].split("\n")),
            ax=0,
            ay=remark["below"],
            xanchor="right",
            align="right",
            arrowcolor=theme.MUTED,
            arrowwidth=1,
            arrowhead=0,
            font={"color": theme.MUTED, "size": theme.SIZE_SMALL},
        )
    longest = max((len(names[key]) for key in chosen), default=0)
    figure.update_layout(
        template=theme.TEMPLATE,
        height=HEIGHT_PX,
        margin={"l": 8, "r": 16 + LETTER_PX * longest, "t": 12, "b": 8},
        showlegend=False,
    )
    figure.update_xaxes(showgrid=False, dtick="M12", tickformat="%Y")
    figure.update_yaxes(title=axis, range=[0, top])
    return figure


def steps(
    shown: Mapping[str, pd.DataFrame],
    tiles: pd.DataFrame,
    *,
    categories: Sequence[theme.Category],
    play: str,
    pause: str,
) -> go.Figure:
    """Return the world at the last of some steps, with the others to be played.

    Parameters
    ----------
    shown : mapping of str to DataFrame
        By title of the step, in order of day: States as `world.tiles` draws them.
    tiles : DataFrame
        The table of that name.
    categories : sequence of Category
        Of all steps, in the order of the legend.
    play, pause : str
        Words on the buttons.
    """
    drawn = {
        title: world.tiles(states, tiles, categories=categories) for title, states in shown.items()
    }
    for each in drawn.values():
        each.for_each_trace(_without_legend_if_empty)
    figure = list(drawn.values())[-1]
    figure.frames = [
        go.Frame(name=title, data=[_changing(trace) for trace in each.data])
        for title, each in drawn.items()
    ]
    shown_ms = {"frame": {"duration": SECOND_MS, "redraw": True}, "transition": {"duration": 0}}
    at_once = {"frame": {"duration": 0, "redraw": True}, "mode": "immediate"}
    figure.update_layout(
        height=figure.layout.height + CONTROLS_PX,
        margin={"b": CONTROLS_PX},
        updatemenus=[
            {
                "type": "buttons",
                "direction": "right",
                "showactive": False,
                "x": 0,
                "xanchor": "left",
                "y": 0,
                "yanchor": "top",
                "pad": {"t": 48, "r": 12},
                "buttons": [
                    {
                        "label": play,
                        "method": "animate",
                        "args": [None, {**shown_ms, "fromcurrent": False, "mode": "immediate"}],
                    },
                    {"label": pause, "method": "animate", "args": [[None], at_once]},
                ],
            }
        ],
        sliders=[
            {
                "active": len(drawn) - 1,
                "x": 0.27,
                "len": 0.64,
                "y": 0,
                "yanchor": "top",
                "pad": {"t": 26},
                "currentvalue": {"xanchor": "left", "font": {"size": theme.SIZE_HEAD}},
                "font": {"color": theme.MUTED, "size": theme.SIZE_SMALL},
                "steps": [
                    {"label": title, "method": "animate", "args": [[title], at_once]}
                    for title in drawn
                ],
            }
        ],
    )
    return figure


def _without_legend_if_empty(trace: go.Scatter) -> None:
    """Leave a category out of the legend of a step at which no State has it."""
    if trace.fill == "toself" and trace.x[0] is None:
        trace.showlegend = False


def _changing(trace: go.Scatter) -> go.Scatter:
    """Return what of a trace differs from step to step."""
    if trace.fill == "toself":
        return go.Scatter(x=trace.x, y=trace.y, name=trace.name, showlegend=trace.showlegend)
    return go.Scatter(customdata=trace.customdata, textfont=trace.textfont)
