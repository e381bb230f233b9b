"""Packs for tests of slides: a small one made by hand, and what the pages say."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pandas as pd
import plotly.graph_objects as go
import pytest

from dashboard import theme
from dashboard.blocks import (
    Block,
    Chart,
    Finding,
    Heading,
    Note,
    Number,
    Numbers,
    Table,
    Text,
    Tile,
    Unknown,
)
from dashboard.briefing.pack import Document, Pack, Sheet

MakePack = Callable[..., Pack]


def bars() -> Chart:
    """Return a chart of bars that stand upon one another, with words in them."""
    figure = go.Figure()
    looks = (("Yes", [5, 3], "", "#1F5A94"), ("No", [1, 2], "/", "#E3B23C"))
    for name, values, pattern, colour in looks:
        figure.add_trace(
            go.Bar(
                x=values,
                y=["Africa", "Asia-Pacific"],
                orientation="h",
                name=name,
                text=[str(value) for value in values],
                marker={"color": colour, "pattern": {"shape": pattern}},
            )
        )
    theme.lay_out(figure, height=260)
    figure.update_layout(barmode="stack", xaxis={"range": [0, 8], "dtick": 2})
    figure.update_yaxes(autorange="reversed")
    table = pd.DataFrame({"group": ["Africa", "Asia-Pacific"], "yes": [5, 3], "no": [1, 2]})
    return Chart("bars", "How they voted", figure, table, ("e1",), "Africa gave 5 of 8. More.")


def dots() -> Chart:
    """Return a chart of points with intervals upwards, and a line with a gap."""
    figure = go.Figure(
        [
            go.Scatter(
                x=[1, 2, 3],
                y=[0.2, 0.5, 0.4],
                mode="markers",
                name="Likely",
                error_y={"array": [0.1, 0.2, 0.1], "arrayminus": [0.05, 0.1, 0.2]},
            ),
            go.Scatter(x=[1, 2, None, 3], y=[0.1, 0.2, None, 0.3], mode="lines", name="Base"),
        ]
    )
    theme.lay_out(figure, height=300)
    figure.update_layout(yaxis={"range": [0, 1], "tickformat": ".0%"}, xaxis={"range": [1, 3]})
    table = pd.DataFrame({"n": [1, 2, 3], "p": [0.2, 0.5, 0.4]})
    return Chart("dots", "How likely", figure, table, ("e1", "e2"), "The second is likeliest.")


def table(n: int = 3) -> Table:
    """Return a table of so many rows."""
    frame = pd.DataFrame(
        {"state": [f"State {i}" for i in range(n)], "votes": [1000.5 + i for i in range(n)]}
    )
    return Table(
        "votes",
        "Votes of each State",
        frame,
        ("e2",),
        columns={"state": "State", "votes": "Votes"},
        styles={"Votes": Number(decimals=1)},
    )


BLOCKS: tuple[Block, ...] = (
    Heading("The record", "What is known."),
    Finding("**Kenya** joined [the text](https://un.example/a)."),
    Numbers((Tile("Members", "45", "of 193"), Tile("New", "11", "since 2023"))),
    Text("- one\n- two"),
    Unknown("Who sponsored it is not known."),
    bars(),
    dots(),
    table(),
    Note("Not listed is not opposed."),
)


@pytest.fixture
def pack() -> MakePack:
    """Return what makes a pack of one sheet."""

    def make(*blocks: Block, language: str = "en", **more: object) -> Pack:
        sheet = Sheet(
            key="kenya",
            title=str(more.pop("title", "Kenya stands with the coalition")),
            blocks=blocks or BLOCKS,
            address=f"state?state=KEN&lang={language}",
            period="2023 to 2026",
            assumptions=("Peers follow peers.",),
        )
        given: dict[str, object] = {
            "title": "Briefing on Kenya",
            "language": language,
            "version": "0123456789ab",
            "as_of": date(2026, 11, 29),
            "sheets": (sheet,),
            "marking": "Intern gebruik",
            "site": "https://trojka.example",
            "documents": {
                "e1": Document("United Nations", "A/RES/80/58", "November 2026"),
                "e2": Document("REAIM", "Pathways", "May 2026"),
            },
        }
        return Pack(**given | more)  # type: ignore[arg-type]

    return make
