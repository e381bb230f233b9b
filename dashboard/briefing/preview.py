"""Pictures of the pages of a paper, to look at before it is taken along."""

from __future__ import annotations

from dashboard.briefing.pack import Pack

PPI = 76
"""Dots to an inch: a page as wide as it is shown on screens with two dots to a pixel, or nearly."""


def pages(pack: Pack) -> tuple[bytes, ...]:
    """Return each page of the paper as PNG, in order; see `paper.portable`."""
    from dashboard.briefing.paper import portable

    return portable.pages(pack, ppi=PPI)
