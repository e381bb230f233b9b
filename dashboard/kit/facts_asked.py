"""The facts that the pages of a reader are made of: today's, or those that the link names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from dashboard import i18n
from dashboard.i18n import _
from dashboard.kit import ask
from dashboard.words.addresses import FACTS
from data import snapshots
from data.errors import StoreError
from data.facts import facts_of, looking_at, todays_facts

_VERSION = re.compile(r"[0-9a-f]{12}")


@contextmanager
def looked_at(page_path: str) -> Iterator[bool]:
    """Look at the facts that the link names while the context lasts, and say so on screen.

    Parameters
    ----------
    page_path : str
        Of the page that is drawn: the way back leads there.

    Yields
    ------
    bool
        Whether these facts are kept; where they are not, a sentence says so in place of the page.
    """
    version = next(iter(ask.held(FACTS)), None)
    if version == todays_facts().version:
        version = None
    ask.hold(FACTS, [version] if version else [], most=1)
    if version is None:
        yield True
        return
    written = {one.version: one.written_at for one in snapshots.kept()}
    if version not in written:
        _say(_not_kept(version, page_path))
        yield False
        return
    if not _can_be_shown(version):
        told = _("Snapshot {version} was written by another program; today’s cannot show it.")
        _say(f"{told.format(version=version)} {_way_back(page_path)}")
        yield False
        return
    day = i18n.day(pd.Timestamp(written[version]).tz_localize(None))
    told = _(
        "**These are not today’s facts.** Below stands what snapshot {version} of {day} holds."
    )
    _say(f"{told.format(version=version, day=day)} {_way_back(page_path)}")
    with looking_at(version):
        yield True


def _say(text: str) -> None:
    """Say above the page which facts it is made of, clear of Streamlit's own bar."""
    with st.container(key="facts_asked"):
        st.info(text, icon=":material/history:")


def _can_be_shown(version: str) -> bool:
    """Return whether a kept version has what today's pages ask of it."""
    try:
        facts_of(version)
    except StoreError:
        return False
    return True


def _not_kept(version: str, page_path: str) -> str:
    """Return that a version is not kept; it is named only where it has the form of one."""
    if _VERSION.fullmatch(version):
        told = _("The facts of snapshot {version} are not kept here, or not any more.")
        return f"{told.format(version=version)} {_way_back(page_path)}"
    told = _("The link names facts that are not kept here.")
    return f"{told} {_way_back(page_path)}"


def _way_back(page_path: str) -> str:
    """Return a link to the same view of today's facts."""
    query = {name: st.query_params.get_all(name) for name in st.query_params if name != FACTS}
    address = f"{page_path}?{urlencode(query, doseq=True)}" if query else page_path
    return f"[{_('Show this page with today’s facts')}](<{address}>)"
