"""A page on one State as paper, written at the press of a button."""

from __future__ import annotations

from functools import partial

import streamlit as st

from dashboard import i18n
from dashboard.briefing import files, making, request
from dashboard.desks.person import Person
from dashboard.i18n import _
from dashboard.kit import here, noting, take_along
from data.facts import current_facts, looking_at, version_looked_at

KIND = files.KINDS["pdf"]


def offer(iso3: str, name: str) -> None:
    """Draw the button that writes a page on a State.

    Parameters
    ----------
    iso3, name : str
    """
    make = partial(
        _content,
        iso3,
        i18n.language(),
        version_looked_at(),
        take_along.site(),
        here.person(),
    )
    st.download_button(
        _("One page on {state} ({kind})").format(state=name, kind=KIND.name),
        data=noting.exported("page", "state", make),
        file_name=f"trojka-{iso3.lower()}-{current_facts().version}.{KIND.suffix}",
        mime=KIND.mime,
        key="one_pager",
        on_click="ignore",
        icon=":material/description:",
        help=_("Where it stands, whether it may join, who could ask it and what is new."),
    )


def _content(iso3: str, language: str, version: str | None, where: str, who: Person) -> bytes:
    """Return the paper; in a thread of Streamlit's own, which speaks no language yet."""
    with i18n.spoken(language), looking_at(version):
        asked = request.make(language=language, items=(request.StatePages(states=(iso3,)),))
        made = making.made(asked, current_facts(), person=who, site=where)
        return files.written(made, KIND.suffix)
