"""The charts of a paper, each painted once, for whoever sets it down."""

from __future__ import annotations

import plotly.graph_objects as go

from dashboard.blocks import Chart
from dashboard.briefing.charts import painting, reading
from dashboard.briefing.paper import shape


class Pictures:
    """Charts as they were painted; hand the same to both writers, to paint each once."""

    def __init__(self) -> None:
        self._painted: dict[int, tuple[go.Figure, painting.Picture]] = {}

    def of(self, chart: Chart) -> painting.Picture:
        """Return a chart as a picture as wide as the page."""
        key = id(chart.figure)  # kept beside the picture, so that no other figure can have it
        if key not in self._painted:
            picture = painting.painted(
                reading.drawing(chart.figure),
                width_px=shape.PICTURE_WIDTH_PX,
                description=chart.summary,
            )
            self._painted[key] = (chart.figure, picture)
        return self._painted[key][1]
