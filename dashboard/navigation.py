"""The menu: which pages there are, in which order. Page tests and exports follow from it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dashboard.i18n import mark


@dataclass(frozen=True)
class Page:
    """A page of the dashboard.

    Attributes
    ----------
    path : str
        Its address below the root; the same in every language.
    title : str
        English title: a message of the catalogue.
    section : str
        English heading in the menu above it: a message of the catalogue.
    render : callable
        Draws it.
    """

    path: str
    title: str
    section: str
    render: Callable[[], None]


PAGES: tuple[Page, ...] = ()
