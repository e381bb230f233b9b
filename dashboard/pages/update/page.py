"""The page *Update*: which part of it is drawn."""

from __future__ import annotations

from dashboard.i18n import _
from dashboard.kit import ask
from dashboard.kit.blocks_on_screen import draw
from dashboard.pages.update import content
from dashboard.pages.update.adding import page as adding
from dashboard.pages.update.history import page as history
from data.facts import current_facts


def render() -> None:
    """Draw the page."""
    facts = current_facts()
    draw(content.title(facts))
    part = ask.switch(
        _("Show"), {"add": _("Enter a fact"), "journal": _("What was changed")}, key="update"
    )
    if part == "journal":
        history.render_journal(facts)
        return
    draw(content.adding(facts))
    adding.render_form(facts)
