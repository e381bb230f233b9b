"""The frame around every page: the snapshot, the language, the menu, the footer, the errors.

Domain errors are caught here, once, and shown in their own words; anything else is a fault of the
program and is raised.
"""

from __future__ import annotations

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.navigation.page import StreamlitPage

from dashboard import i18n, navigation, once, page_css
from dashboard.blocks import Unknown
from dashboard.desks.person import Person
from dashboard.i18n import _
from dashboard.kit import (
    ask,
    facts_asked,
    first_start,
    here,
    noting,
    refusals,
    tab,
    take_along,
    top,
    waiting,
    who,
)
from dashboard.kit.blocks_on_screen import draw
from dashboard.operations import reruns
from dashboard.words import addresses, overdue
from dashboard.words.faults import sentences
from data.errors import AnalysisError, TrojkaError
from data.facts import current_facts, day_looked_at


def main() -> None:
    """Draw the page that the address names."""
    tab.named()
    st.html(f"<style>{page_css.CSS}</style>")
    language = _language_switch()
    i18n.use(language, i18n.translations(language))
    try:
        person = here.person()
        first_start.ensure_snapshot()
        page = st.navigation(_menu(person), expanded=True)
        path = page.url_path or navigation.PAGES[0].path
        entry = navigation.page_at(path)
        tab.named(_(entry.title))
        ask.follow()
        place = top.drawn(navigation.PLACES, person)
        noting.at(path)
        with facts_asked.looked_at(path) as are_kept:
            if not person.may(entry.role):
                who.say_not_for(person, entry.title, entry.role)
            elif are_kept:
                with waiting.shown(), reruns.measured(path):
                    _draw(page, path, place)
                _footer()
                noting.saw("page", path)
    except TrojkaError as error:
        st.error(sentences.of_error(error), icon=":material/error:")


def _draw(page: StreamlitPage, path: str, place: DeltaGenerator) -> None:
    """Draw a page, down to the question that its data cannot answer, if there is one."""
    with take_along.offered(path, place):
        try:
            page.run()
        except AnalysisError as error:
            if error.reason is None:
                raise
            draw((Unknown(refusals.sentence(error)),))


def _language_switch() -> str:
    """Return the language chosen, from the address or the switch in the sidebar."""
    with st.sidebar:
        return ask.switch("Language / Taal", i18n.LANGUAGES, key="lang", default=i18n.DEFAULT)


def _menu(person: Person) -> dict[str, list[StreamlitPage]]:
    """Return the menu: sections with their pages, in the reader's words.

    A page that is not for a person is not seen in it, and its address is answered nevertheless.
    """
    menu: dict[str, list[StreamlitPage]] = {}
    for page in navigation.PAGES:
        menu.setdefault(_(page.section), []).append(
            st.Page(
                page.render,
                title=_(page.title),
                url_path=page.path,
                default=page is navigation.PAGES[0],
                visibility="visible" if person.may(page.role) else "hidden",
            )
        )
    return menu


def _footer() -> None:
    """Say of which facts everything above was made."""
    facts = current_facts()
    st.divider()
    at = facts.written_at
    written = i18n.day(pd.NaT if at is None else pd.Timestamp(at).tz_localize(None))
    st.caption(
        _("Facts put together on {day}. Boundaries and names imply no position.").format(
            day=f"[{written}](data{addresses.suffix('?')})"
        ),
        help=_("Snapshot {version}").format(version=facts.version),
    )
    if sentence := once.said(overdue.sentence, day_looked_at()):
        st.caption(sentence)


main()
