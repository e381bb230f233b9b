"""*Take this along*: what a page shows now, as slides, paper or sheets, or into the briefing.

A file is made when its button is pressed, of the very blocks that are on screen.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from urllib.parse import quote, urlencode

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard import i18n
from dashboard.blocks import Blocks
from dashboard.briefing import files, links, making, request, views
from dashboard.briefing.request import View
from dashboard.i18n import _, ngettext
from dashboard.kit import ask, blocks_on_screen, on_paper, save_button
from dashboard.words.addresses import FACTS
from data.facts import current_facts

ITEMS = "item"
"""Name in the address of the page *Briefing*: what is collected, an item each."""

BRIEFING = "briefing"
"""Path of the page *Briefing*."""

NOT_IN_VIEW = ("lang", "embed", FACTS)
"""Parts of the address: what is no choice of a view."""


@contextmanager
def offered(page_path: str, place: DeltaGenerator) -> Iterator[None]:
    """Draw a page while the context lasts, and in its place the way to take along what it shows.

    Below it stand its sources, for who prints the page. The page *Briefing* is the one that is not
    offered: it is what others are taken along to.
    """
    if page_path == BRIEFING:
        yield
        return
    with blocks_on_screen.noted() as said:
        yield
    with place:
        _draw(page_path, said.blocks)
    on_paper.draw_sources(said.blocks)


def site() -> str:
    """Return where this dashboard is reached by who looks at it now; empty where not known."""
    address = st.context.url or ""
    return address.rsplit("/", 1)[0] if "://" in address else ""


def _draw(page_path: str, said: Blocks) -> None:
    """Draw the button, and what it opens."""
    offered = views.choices(said)
    with st.popover(_("Take this along"), icon=":material/ios_share:"):
        only = st.multiselect(
            _("What of this page"),
            list(offered),
            format_func=lambda key: offered.get(key, key),
            key=f"only:{page_path}",
            placeholder=_("All of it"),
        )
        item = View(page=page_path, query=_query(), only=tuple(only))
        _files(item, said)
        st.button(
            _("Add to the briefing"),
            key="add_to_briefing",
            icon=":material/add:",
            width="stretch",
            on_click=_add,
            args=(item,),
        )
        _share(item)
        if n := len(ask.held(ITEMS)):
            words = ngettext("{n} item in the briefing", "{n} items in the briefing", n)
            st.caption(f"[{words.format(n=i18n.number(n))}]({BRIEFING})")


def _share(item: View) -> None:
    """Draw the address of the view, to be copied, and a letter that holds it."""
    address = f"{site()}/{views.address(item.page, item.query, i18n.language())}"
    st.code(address, language=None, wrap_lines=True)
    letter = urlencode({"subject": "Trojka", "body": address}, quote_via=quote)
    st.link_button(
        _("Send it by mail"), f"mailto:?{letter}", icon=":material/mail:", width="stretch"
    )


def _query() -> dict[str, tuple[str, ...]]:
    """Return what the address says of the view."""
    return {
        name: tuple(st.query_params.get_all(name))
        for name in st.query_params
        if name not in NOT_IN_VIEW
    }


def _files(item: View, said: Blocks) -> None:
    """Draw a button for each kind of file."""
    make = partial(_content, item, said, site())
    version = current_facts().version
    with st.container(horizontal=True, gap="small"):
        for kind in files.KINDS.values():
            save_button.offer(
                kind.name,
                partial(make, kind.suffix),
                kind="page",
                thing=f"{item.page}.{kind.suffix}",
                file=f"trojka-{item.page}-{version}.{kind.suffix}",
                mime=kind.mime,
                key=f"take_{kind.suffix}",
                help=_(kind.words),
            )


def _content(item: View, said: Blocks, where: str, suffix: str) -> bytes:
    """Return the file of a view."""
    language = i18n.language()
    address = views.address(item.page, item.query, language)
    sheet = views.sheet(said, key=item.page, address=address, only=item.only)
    asked = request.make(language=language, items=(item,))
    pack = making.of_sheets([sheet], current_facts(), asked, site=where)
    return files.written(pack, suffix)


def _add(item: View) -> None:
    """Add a view to what is collected."""
    ask.add(ITEMS, links.written(item))
    st.toast(_("Added to the briefing"), icon=":material/check:")
