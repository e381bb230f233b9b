"""The page *Briefing*: what it asks, and in which order it is drawn."""

from __future__ import annotations

from dashboard.kit.blocks_on_screen import draw
from dashboard.pages.briefing import content
from dashboard.pages.briefing.adding import page as adding
from dashboard.pages.briefing.collected import page as collected
from dashboard.pages.briefing.output import page as output
from dashboard.pages.briefing.saving import page as saving


def render() -> None:
    """Draw the page."""
    draw(content.title())
    opened = saving.ask_saved_briefing()
    items, n_passed_over = collected.read()
    draw(content.passed_over(n_passed_over))
    if not items:
        draw(content.empty())
        adding.render_adding(items)
        saving.render_importer()
        return
    draw(content.heading(len(items)))
    collected.render_items(items)
    adding.render_adding(items)
    request, templates = output.ask_request(items)
    output.render_output(request, templates, briefing_id=opened.briefing_id if opened else "")
    saving.render_saving(opened, request)
