"""The page *Data*: which part of it is drawn."""

from __future__ import annotations

from dashboard import once
from dashboard.i18n import _
from dashboard.kit import ask
from dashboard.kit.blocks_on_screen import draw
from dashboard.pages.data import content
from dashboard.pages.data.age import content as age
from dashboard.pages.data.contents import content as contents
from dashboard.pages.data.gaps import content as gaps
from dashboard.pages.data.programs import page as programs
from dashboard.pages.data.tables import page as tables
from dashboard.pages.data.terms import content as terms
from data.facts import day_looked_at


def render() -> None:
    """Draw the page."""
    draw(once.said(content.title))
    part = ask.switch(
        _("Show"),
        {
            "contents": _("What is in it"),
            "gaps": _("What is not known"),
            "tables": _("Tables and downloads"),
            "terms": _("Terms and citation"),
            "programs": _("For other programs"),
        },
        key="show",
    )
    if part == "tables":
        tables.render_tables()
        return
    if part == "programs":
        programs.render_programs()
        return
    if part == "contents":
        draw(once.said(age.blocks, day_looked_at()))
    blocks = {"contents": contents.blocks, "gaps": gaps.blocks, "terms": terms.blocks}[part]
    draw(once.said(blocks))
