"""What is drawn once and sent again is what Streamlit sends itself."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Callable
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import plotly.io
import pytest
from streamlit import delta_generator
from streamlit.testing.v1 import AppTest

from dashboard import blocks, theme
from dashboard.dark import twin
from dashboard.kit import html_table, ready
from data import store


@pytest.fixture(autouse=True)
def _tiny(tiny_snapshot: store.Snapshot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TROJKA_SNAPSHOT", str(tiny_snapshot.path))


def chart(**changed: Any) -> blocks.Chart:
    asked: dict[str, Any] = {
        "key": "votes",
        "title": "Votes",
        "figure": go.Figure(go.Bar(x=["KEN", "NLD"], y=[0.25, 4]), layout={"height": 300}),
        "table": pd.DataFrame({"State": ["Kenya", None], "Share": [0.25, None], "n": [1, 2]}).loc[
            [0, 1] * html_table.MAX_ROWS
        ],
        "evidence": (),
        "summary": "Kenya has a quarter.",
        "styles": {"Share": blocks.Share(), "State": blocks.Words(width=90, is_pinned=True)},
    }
    return blocks.Chart(**asked | changed)


def by_streamlit() -> None:
    import streamlit as st

    from dashboard.kit import cells, ready
    from tests.dashboard.kit.test_ready import chart

    block = chart()
    with st.container():
        st.plotly_chart(
            block.figure, key="votes", theme=None, config=ready.CHART_BAR, alt=block.summary
        )
    shown, left = cells.written(
        block.table, {name: cells.column(style) for name, style in block.styles.items()}
    )
    st.dataframe(
        shown,
        key="table_votes",
        hide_index=True,
        alt="Votes",
        column_config=left,
        height=200,
        placeholder=cells.MISSING,
    )


def by_us() -> None:
    import streamlit as st

    from dashboard import blocks
    from dashboard.kit import ready
    from tests.dashboard.kit.test_ready import chart

    block = chart()
    with st.container():
        figure = ready.drawn(block).figure
        assert figure is not None
        figure.send()
    table = blocks.Table(
        "votes", "Votes", block.table, evidence=(), styles=block.styles, height=200
    )
    ready.drawn(table).rows.send()


def sent(page: Callable[[], None], monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Return the charts and tables that a page sends, without the names of their places."""
    messages: list[Any] = []
    with monkeypatch.context() as patched:
        enqueue = delta_generator._enqueue_message
        patched.setattr(
            delta_generator, "_enqueue_message", lambda one: (messages.append(one), enqueue(one))
        )
        app = AppTest.from_function(page, default_timeout=30).run()
    assert not app.exception
    elements = [one.delta.new_element for one in messages if one.WhichOneof("type") == "delta"]
    charts = [one for one in elements if one.WhichOneof("type") == "plotly_chart"]
    tables = [one for one in elements if one.WhichOneof("type") == "dataframe"]
    for chart_sent in charts:
        chart_sent.plotly_chart.id = ""
    for table_sent in tables:
        table_sent.dataframe.arrow_data.styler.uuid = ""
    return charts + tables


@pytest.mark.slow
def test_it_is_what_streamlit_sends_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    theirs, ours = sent(by_streamlit, monkeypatch), sent(by_us, monkeypatch)
    assert len(ours) == 2
    assert ours == theirs


@pytest.mark.slow
def test_a_block_is_drawn_once_however_often_it_is_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    block = chart()
    first = ready.drawn(block)
    monkeypatch.setattr(plotly.io, "to_json", None)
    assert ready.drawn(block) is first
    with pytest.raises(TypeError):
        ready.drawn(chart())


@pytest.mark.slow
def test_what_is_drawn_goes_with_its_block() -> None:
    block = chart()
    ready.drawn(block)
    held = weakref.ref(block)
    del block
    gc.collect()
    assert held() is None


@pytest.mark.slow
def test_a_short_table_is_html_and_a_long_one_is_drawn_by_streamlit() -> None:
    def kind(n_rows: int) -> str:
        frame = pd.DataFrame({"State": ["Kenya"] * n_rows})
        return ready.drawn(blocks.Table("t", "T", frame, evidence=())).rows.kind

    assert [kind(0), kind(html_table.MAX_ROWS)] == ["html", "html"]
    assert kind(html_table.MAX_ROWS + 1) == "dataframe"


@pytest.mark.slow
def test_on_a_dark_screen_the_figure_is_the_same_in_other_colours() -> None:
    drawn = ready.drawn(chart(figure=go.Figure(layout={"template": theme.TEMPLATE})))
    assert drawn.figure is not None
    assert drawn.figure_in_the_dark is not None
    light, dark = drawn.figure.content, drawn.figure_in_the_dark.content
    assert theme.PAPER in light.spec
    assert theme.PAPER not in dark.spec
    assert twin(theme.PAPER) in dark.spec
    assert (dark.id, dark.config, dark.alt) == (light.id, light.config, light.alt)


@pytest.mark.slow
def test_the_figure_has_the_marks_of_the_language() -> None:
    assert chart().figure.layout.separators == ".,"
