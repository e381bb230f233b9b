"""What is put into words once for all readers of a language: charts, and tables for readers."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Concatenate, ParamSpec, TypeVar

from dashboard import i18n
from data.facts import Facts, current_facts

Made = TypeVar("Made")
Asked = ParamSpec("Asked")


def in_words(of: Hashable, make: Callable[[], Made]) -> Made:
    """Return something in words made of the facts alone, made once for each language.

    Parameters
    ----------
    of : hashable
        What it is of, and every choice on which it hangs.
    make : callable
        Makes it, the first time.
    """
    return current_facts().once((i18n.language(), of), make)


def said(
    content: Callable[Concatenate[Facts, Asked], Made], *asked: Asked.args, **named: Asked.kwargs
) -> Made:
    """Return what a page's content says of the facts of now, made once for each language.

    Parameters
    ----------
    content : callable
        Makes blocks of facts and of what was asked.
    *asked, **named
        Hashable: what the reader chose.
    """
    return said_of(current_facts(), content, *asked, **named)


def said_of(
    facts: Facts,
    content: Callable[Concatenate[Facts, Asked], Made],
    *asked: Asked.args,
    **named: Asked.kwargs,
) -> Made:
    """Return what a page's content says of some facts; see `said`.

    What a page shows at first is put together of it, so that making that (`dashboard.warm`) makes
    just what the page will ask for.
    """
    key = (f"{content.__module__}.{content.__qualname__}", asked, tuple(sorted(named.items())))
    return facts.once((i18n.language(), key), lambda: content(facts, *asked, **named))
