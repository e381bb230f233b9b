"""Who moved between two roll calls: which ribbons are drawn, and who is behind those chosen."""

from __future__ import annotations

from dashboard import once
from dashboard.i18n import _
from dashboard.kit import ask, show
from dashboard.kit.blocks_on_screen import draw
from dashboard.pages.rollcalls.moves import content


def render_moves(first: str, second: str) -> None:
    """Draw the ribbons from one roll call to another, and list who is behind them.

    Parameters
    ----------
    first, second : str
        Keys of the roll calls; no vote in either is unknown.
    """
    draw(once.said(content.moves_text, first, second))
    is_kept_drawn = ask.yes(_("Draw also those that kept their vote"), key="kept")
    draw(once.said(content.ribbons, first, second, is_kept_drawn))
    moved = once.said(content.moved_ribbons, first, second)
    if moved.empty and not is_kept_drawn:
        return
    chosen = show.pick(
        moved,
        key=f"ribbons_{first}_{second}",
        title=_("Moves: choose one or more"),
        columns=content.ribbon_headings(),
    )
    ways = tuple(zip(chosen["source"], chosen["target"], strict=True))
    draw(once.said(content.movers, first, second, ways))
