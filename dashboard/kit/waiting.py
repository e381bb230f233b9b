"""What a reader sees who waits: how far long work is, wherever it is done."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard import i18n
from dashboard.i18n import _
from data import progress

PATIENCE_SECONDS = 0.5
"""Work that ends sooner is not shown."""

STEP_SECONDS = 0.25
"""Between two pictures of the bar."""


@contextmanager
def shown() -> Iterator[None]:
    """Show how far the work is that is done, or waited for, while the context lasts."""
    bar = _Bar(st.container(key="progress").empty())
    try:
        with progress.watched(bar.show):
            yield
    finally:
        bar.clear()


class _Bar:
    """A bar that appears once the work lasts."""

    def __init__(self, place: DeltaGenerator) -> None:
        self._place = place
        self._next = time.monotonic() + PATIENCE_SECONDS
        self._is_shown = False

    def show(self, done: int, total: int) -> None:
        """Draw how far the work is, if it is time to."""
        now = time.monotonic()
        if now < self._next:
            return
        self._next = now + STEP_SECONDS
        self._is_shown = True
        text = _("{n} of {total} runs").format(n=i18n.number(done), total=i18n.number(total))
        self._place.progress(done / total, text=text)

    def clear(self) -> None:
        """Take the bar away: the page is drawn."""
        if self._is_shown:
            self._place.empty()
