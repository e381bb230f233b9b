from __future__ import annotations

import pandas as pd

from dashboard.pages.state import dossier_in_words
from dashboard.pages.state.votes import figures

COUNTS = pd.DataFrame(
    {"year": [2024, 2025], "topic": "all", "Y": [81, 166], "N": [0, 1], "A": [10, 7], "X": [1, 11]}
)


def test_every_position_is_a_row_of_columns_with_its_counts() -> None:
    figure = figures.votes_by_year(COUNTS, categories=dossier_in_words.categories(), axis="Votes")
    shown = {trace.name: list(trace.y) for trace in figure.data}
    assert shown == {
        "In favour": [81, 166],
        "Abstained": [10, 7],
        "Against": [0, 1],
        "Did not vote": [1, 11],
    }
    assert all(list(trace.x) == [2024, 2025] for trace in figure.data)
    assert figure.layout.barmode == "stack"


def test_positions_differ_in_texture_as_well_as_in_hue() -> None:
    figure = figures.votes_by_year(COUNTS, categories=dossier_in_words.categories(), axis="Votes")
    assert len({trace.marker.pattern.shape for trace in figure.data}) == 4
    assert len({trace.marker.color for trace in figure.data}) == 4
