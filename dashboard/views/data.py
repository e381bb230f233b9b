"""Data: what these facts are, how fresh, whence, and what is not known."""

from __future__ import annotations

from dashboard import ask, show
from dashboard.i18n import _
from dashboard.views import data_contents, data_gaps, data_tables, data_terms


def render() -> None:
    """Draw the page."""
    show.title(
        _("Data"),
        _("What these facts are, how fresh, whence, and what is not known."),
    )
    part = ask.switch(
        _("Show"),
        {
            "contents": _("What is in it"),
            "gaps": _("What is not known"),
            "tables": _("Tables and downloads"),
            "terms": _("Terms and citation"),
        },
        key="show",
    )
    {
        "contents": data_contents.render,
        "gaps": data_gaps.render,
        "tables": data_tables.render,
        "terms": data_terms.render,
    }[part]()
