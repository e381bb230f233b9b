"""What is put into words once for all readers of a language: charts, and tables for readers."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import TypeVar

from dashboard import i18n
from data.facts import current_facts

Made = TypeVar("Made")


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
