import json
import re

import pandas as pd
import pytest

from dashboard import theme
from dashboard.pages.standing.texts import figures

TIERS = [
    theme.Category("left", "Did not return", "#E3B23C", "/", theme.INK),
    theme.Category("stayed", "Stayed", "#1F5A94", "", "#FFFFFF"),
    theme.Category("never", "Never", "#DAD6CC", ".", theme.INK),
]
TEXTS = pd.DataFrame({"key": ["one", "two"], "heading": ["One: 3", "Two & more"]})


@pytest.fixture
def states() -> pd.DataFrame:
    """Three were on the first text; of the second it is not known whether one of them was."""
    return pd.DataFrame(
        [
            ("NLD", "Netherlands", "stayed", "listed", "listed"),
            ("USA", "United <States>", "left", "listed", "unknown"),
            ("CHN", "China", "left", "listed", "not_listed"),
            ("KEN", "Kenya", "never", "not_listed", "not_listed"),
        ],
        columns=["iso3", "name", "tier", "one", "two"],
    ).assign(hover_one="So", hover_two="Thus")


def _strip(figure: object, y: int) -> list[tuple[str, float]]:
    return [
        (trace.name, trace.x[1] - trace.x[0])
        for trace in figure.data
        if trace.mode == "lines" and (trace.y[0] + trace.y[2]) / 2 == y
    ]


def test_each_state_keeps_its_place_on_every_text(states: pd.DataFrame) -> None:
    figure = figures.strips(states, TEXTS, tiers=TIERS)
    carriers = [trace for trace in figure.data if trace.mode == "markers"]
    names = [[name for name, _ in trace.customdata] for trace in carriers]
    assert names == [["United &lt;States&gt;", "China", "Netherlands", "Kenya"]] * 2
    assert (carriers[0].x == carriers[1].x).all()


def test_runs_of_like_states_are_as_wide_as_they_are_many(states: pd.DataFrame) -> None:
    figure = figures.strips(states, TEXTS, tiers=TIERS)
    assert _strip(figure, 0) == [("left", 2), ("stayed", 1), ("not_listed", 1)]
    assert _strip(figure, 1) == [
        ("unknown", 1),
        ("not_listed", 1),
        ("stayed", 1),
        ("not_listed", 1),
    ]


def test_unknown_is_hatched_and_not_listed_is_blank(states: pd.DataFrame) -> None:
    figure = figures.strips(states, TEXTS, tiers=TIERS)
    shapes = {t.name: t.fillpattern.shape for t in figure.data if t.mode == "lines"}
    assert shapes["unknown"] == "/"
    assert shapes["not_listed"] is None
    assert shapes["left"] == "/"
    assert shapes["stayed"] is None


def test_tiers_are_named_with_their_number_and_empty_ones_not(states: pd.DataFrame) -> None:
    figure = figures.strips(states[states["tier"] != "never"], TEXTS, tiers=TIERS)
    written = [note.text for note in figure.layout.annotations]
    assert "Did not return<br><b>2</b>" in written
    assert "Stayed<br><b>1</b>" in written
    assert not any("Never" in text for text in written)
    (headings,) = [trace for trace in figure.data if trace.mode == "text"]
    assert headings.text == ("One: 3", "Two &amp; more")


def test_states_of_no_tier_asked_for_are_not_drawn(states: pd.DataFrame) -> None:
    figure = figures.strips(states, TEXTS, tiers=TIERS[:2])
    assert figure.layout.xaxis.range == (0, 3)


def test_nobody_at_all_is_an_empty_chart(states: pd.DataFrame) -> None:
    figure = figures.strips(states.head(0), TEXTS, tiers=TIERS)
    assert [trace.mode for trace in figure.data] == ["markers", "markers", "text"]


def test_nothing_is_fetched_and_nothing_is_changed(states: pd.DataFrame) -> None:
    before = states.copy(deep=True)
    figure = figures.strips(states, TEXTS, tiers=TIERS)
    pd.testing.assert_frame_equal(states, before)
    assert not re.search(r"https?:", json.dumps(figure.to_plotly_json(), default=str))
