"""Labels beside lines, apart from one another."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

import pandas as pd
import plotly.graph_objects as go

from dashboard import theme


def name_ends(
    figure: go.Figure, ends: pd.Series, names: Mapping[str, str], *, gap: float, shift_px: int
) -> None:
    """Set a name right of the plot at the end of each line, apart from the others.

    Parameters
    ----------
    figure : Figure
    ends : Series
        Height at which each line ends, by its key.
    names : mapping of str to str
        Keys to names.
    gap : float
        Least distance of two names, in units of the vertical axis.
    shift_px : int
        Room between the plot and the names.
    """
    for key, height in spread(ends.astype(float), gap=gap).items():
        figure.add_annotation(
            x=1,
            xref="paper",
            y=height,
            text=escape(names[str(key)], quote=False),
            xanchor="left",
            xshift=shift_px,
            showarrow=False,
            font={"color": theme.INK},
        )


def spread(ends: pd.Series, *, gap: float) -> pd.Series:
    """Return heights for labels: as near to their lines as a least distance allows.

    Examples
    --------
    >>> spread(pd.Series([0.0, 0.1, 2.0]), gap=0.5).round(2).tolist()
    [-0.2, 0.3, 2.0]
    """
    groups: list[list[tuple[object, float]]] = []
    for key, value in ends.sort_values().items():
        groups.append([(key, value)])
        while len(groups) > 1 and _start(groups[-1], gap) < _end(groups[-2], gap) + gap:
            groups[-2:] = [groups[-2] + groups[-1]]
    placed = {
        key: _start(group, gap) + gap * place
        for group in groups
        for place, (key, _value) in enumerate(group)
    }
    return pd.Series(placed).reindex(ends.index)


def _start(group: list[tuple[object, float]], gap: float) -> float:
    """Return the lowest height of a group of labels set around their lines."""
    mean = sum(value for _, value in group) / len(group)
    return mean - gap * (len(group) - 1) / 2


def _end(group: list[tuple[object, float]], gap: float) -> float:
    """Return its highest."""
    return _start(group, gap) + gap * (len(group) - 1)
