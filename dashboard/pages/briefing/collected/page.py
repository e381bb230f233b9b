"""What was taken along: each item with its title, moved up or down, or taken out."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from dashboard import i18n
from dashboard.briefing import links
from dashboard.briefing.request import MAX_ITEMS, Item
from dashboard.i18n import _
from dashboard.kit import ask, recorded
from dashboard.kit.take_along import ITEMS
from dashboard.pages.briefing import content
from data.facts import current_facts

MAX_ADDRESS = 6_000
"""Letters of items that an address has room for."""


def read() -> tuple[list[Item], int]:
    """Return the items that are collected, and how many could not be read."""
    values = ask.held(ITEMS)
    items = [item for value in values if (item := links.read(value)) is not None][:MAX_ITEMS]
    keep(items)
    return items, len(values) - len(items)


def keep(items: Sequence[Item]) -> None:
    """Keep the items, in the address too if it has room for all."""
    values = [links.written(item) for item in items]
    has_room = sum(map(len, values)) <= MAX_ADDRESS
    ask.hold(ITEMS, values, most=len(values) if has_room else -1)


def render_items(items: list[Item]) -> None:
    """Draw the items, each with the buttons that move it."""
    pages = recorded.page_titles()
    facts = current_facts()
    seen: dict[str, int] = {}
    with st.container(key="collected", gap="xsmall"):
        for n, item in enumerate(items):
            name = links.written(item.model_copy(update={"title": ""}))
            seen[name] = seen.get(name, 0) + 1
            _render_item(items, n, f"{name}:{seen[name]}", content.item_words(item, facts, pages))


def _render_item(items: list[Item], n: int, key: str, words: str) -> None:
    """Draw one item; its key stays with it wherever it is moved."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small", border=True):
        st.markdown(f"{n + 1}. {words}", width=360)
        st.text_input(
            _("Title of item {n}").format(n=i18n.number(n + 1)),
            value=items[n].title,
            key=f"title:{key}",
            max_chars=300,
            placeholder=_("What it finds"),
            label_visibility="collapsed",
            on_change=_retitle,
            args=(items, n, f"title:{key}"),
            width="stretch",
        )
        _button("up", _("Up"), key, n == 0, _moved(items, n, -1))
        is_last = n == len(items) - 1
        _button("down", _("Down"), key, is_last, _moved(items, n, 1))
        _button("out", _("Remove"), key, False, _without(items, n))


def _button(what: str, words: str, key: str, is_disabled: bool, change: Callable[[], None]) -> None:
    st.button(words, key=f"{what}:{key}", disabled=is_disabled, on_click=change)


def _moved(items: list[Item], n: int, by: int) -> Callable[[], None]:
    """Return what moves an item past its neighbour."""

    def change() -> None:
        moved = list(items)
        moved.insert(n + by, moved.pop(n))
        keep(moved)

    return change


def _without(items: list[Item], n: int) -> Callable[[], None]:
    """Return what takes an item out."""
    return lambda: keep([*items[:n], *items[n + 1 :]])


def _retitle(items: list[Item], n: int, widget: str) -> None:
    """Give an item the title that was typed."""
    title = str(st.session_state[widget]).strip()
    keep([*items[:n], items[n].model_copy(update={"title": title}), *items[n + 1 :]])
