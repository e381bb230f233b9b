"""Says where other programs read the same: at the address by which the reader came."""

from __future__ import annotations

from dashboard import once
from dashboard.desks.person import ALONE
from dashboard.kit import here, take_along
from dashboard.kit.blocks_on_screen import draw
from dashboard.pages.data.programs import content


def render_programs() -> None:
    """Draw the part."""
    site = take_along.site() or content.OWN_MACHINE
    draw(once.said(content.blocks, site, has_login=here.person() != ALONE))
