"""How votes moved between two roll calls: ribbons from position to position.

Not voting is a position of its own. Positions are told apart by their place and their words, and a
ribbon by where it begins and ends and the number upon it; its colour, that of the position left,
says nothing that these do not.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from textwrap import wrap
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from dashboard import i18n, theme

HEIGHT = 460
TOP, BOTTOM, SIDE = 44, 12, 128
"""Margins in pixels; the words for the positions stand beside the ribbons."""

GAP_PX = 22
NODE_PX = 16
BESIDE_PX = NODE_PX / 2 + 6
NUMBERED_PX = 12
"""Ribbons thinner than this carry no number."""

KEPT, MOVED = 0.22, 0.6
"""Opacity of ribbons between like positions, and between unlike ones."""

MAX_NAMES = 30
LINE = 62


def ribbons(
    flows: pd.DataFrame,
    *,
    categories: Sequence[theme.Category],
    heads: tuple[str, str],
    height: int = HEIGHT,
) -> go.Figure:
    """Return the ribbons between two roll calls.

    Parameters
    ----------
    flows : DataFrame
        ``source, target, n, names``: a row a ribbon; the first two are keys of `categories`,
        ``names`` a list of States.
    categories : sequence of Category
        The positions, from above to below.
    heads : tuple of str
        Names of the two roll calls, set above the positions.
    height : int
        Of the figure, in pixels; the width follows the page.

    Returns
    -------
    Figure
        One trace. Ribbons between unlike positions are drawn stronger than those of States that
        kept theirs.
    """
    known = {category.key: category for category in categories}
    order = list(known)
    drawn = flows.sort_values(
        ["source", "target"], key=lambda keys: keys.map(order.index), ignore_index=True
    )
    sides = [drawn.groupby(side)["n"].sum().to_dict() for side in ("source", "target")]
    room = height - TOP - BOTTOM
    deepest = max(len(side) for side in sides)
    px_each = (room - GAP_PX * (deepest - 1)) / max(int(drawn["n"].sum()), 1)
    left, right = (_side(side, order, px_each=px_each, room=room) for side in sides)
    words = []
    for side, x, anchor, shift in (
        (left, 0.0, "right", -BESIDE_PX),
        (right, 1.0, "left", BESIDE_PX),
    ):
        for key, y in side.middles.items():
            label, n = escape(known[key].label, quote=False), f"<b>{i18n.number(side.n[key])}</b>"
            text = f"{label}  {n}" if side is left else f"{n}  {label}"
            words.append(_words(text, x=x, y=1 - y, xanchor=anchor, xshift=shift))
    for head, x, anchor in zip(heads, (0.0, 1.0), ("left", "right"), strict=True):
        text = f"<b>{escape(head, quote=False)}</b>"
        words.append(_words(text, x=x, y=1, xanchor=anchor, yshift=26))
    for text, y in _numbers(drawn, left, px_each=px_each, room=room):
        words.append(_words(text, x=0, y=1 - y, xanchor="left", xshift=BESIDE_PX))
    return go.Figure(
        _trace(drawn, left, right, known),
        {
            "template": theme.TEMPLATE,
            "height": height,
            "margin": {"l": SIDE, "r": SIDE, "t": TOP, "b": BOTTOM},
            "annotations": words,
        },
    )


@dataclass(frozen=True)
class _Side:
    """The positions on one side, from above to below: their States, and their middles' place.

    A place is a share of the height, from above.
    """

    n: dict[str, int]
    middles: dict[str, float]


def _side(n: Mapping[Hashable, int], order: list[str], *, px_each: float, room: float) -> _Side:
    """Return one side, set in the middle of the height."""
    held = {key: int(n[key]) for key in order if key in n}
    top = (room - px_each * sum(held.values()) - GAP_PX * (len(held) - 1)) / 2
    middles = {}
    for key, number in held.items():
        tall = number * px_each
        middles[key] = (top + tall / 2) / room
        top += tall + GAP_PX
    return _Side(held, middles)


def _trace(
    drawn: pd.DataFrame, left: _Side, right: _Side, known: dict[str, theme.Category]
) -> go.Sankey:
    """Return the ribbons and the bars between which they run, without words."""
    keys = [*left.n, *right.n]
    place = {("source", key): i for i, key in enumerate(left.n)}
    place |= {("target", key): i for i, key in enumerate(right.n, start=len(left.n))}
    return go.Sankey(
        arrangement="fixed",
        node={
            "label": [""] * len(keys),
            "x": [0.001] * len(left.n) + [0.999] * len(right.n),
            "y": [*left.middles.values(), *right.middles.values()],
            "color": [known[key].colour for key in keys],
            "pad": GAP_PX,
            "thickness": NODE_PX,
            "line": {"color": theme.INK, "width": 0.6},
            "hoverinfo": "skip",
        },
        link={
            "source": [place["source", key] for key in drawn["source"]],
            "target": [place["target", key] for key in drawn["target"]],
            "value": drawn["n"].tolist(),
            "color": [
                _shade(known[source].colour, KEPT if source == target else MOVED)
                for source, target in zip(drawn["source"], drawn["target"], strict=True)
            ],
            "line": {"color": theme.PAPER, "width": 0.6},
            "customdata": [_hover(row, known) for row in drawn.to_dict("records")],
            "hovertemplate": "%{customdata}<extra></extra>",
        },
    )


def _numbers(
    drawn: pd.DataFrame, left: _Side, *, px_each: float, room: float
) -> list[tuple[str, float]]:
    """Return the numbers that fit upon ribbons, with their places at the ribbons' beginnings."""
    found = []
    for key, middle in left.middles.items():
        below = middle * room - left.n[key] * px_each / 2
        for n in drawn.loc[drawn["source"] == key, "n"].tolist():
            if n * px_each >= NUMBERED_PX:
                found.append((i18n.number(n), (below + n * px_each / 2) / room))
            below += n * px_each
    return found


def _hover(row: Mapping[Hashable, Any], known: dict[str, theme.Category]) -> str:
    """Return what a ribbon tells: from where to where, how many, and who."""
    source, target, n, names = (row[key] for key in ("source", "target", "n", "names"))
    shown = ", ".join(names[:MAX_NAMES]) + (" …" if len(names) > MAX_NAMES else "")
    lines = wrap(escape(shown, quote=False), LINE, break_on_hyphens=False)
    head = f"{known[source].label} → {known[target].label}: {i18n.number(n)}"
    return "<br>".join([f"<b>{escape(head, quote=False)}</b>", *lines])


def _words(text: str, **place: object) -> dict[str, object]:
    """Return an annotation without arrow, placed on the paper."""
    return {
        "text": text,
        "xref": "paper",
        "yref": "paper",
        "showarrow": False,
        "yanchor": "middle",
        "xshift": 0,
        "align": str(place["xanchor"]),
        **place,
    }


def _shade(colour: str, opacity: float) -> str:
    """Return a colour as one that lets the paper through."""
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({red},{green},{blue},{opacity})"
