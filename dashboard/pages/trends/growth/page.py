"""How the process grew."""

from __future__ import annotations

from dashboard import once
from dashboard.kit.blocks_on_screen import draw
from dashboard.pages.trends.growth import content


def render_growth() -> None:
    """Draw the part."""
    draw(once.said(content.blocks))
