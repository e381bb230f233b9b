"""Text that a reader can see whole: no hidden characters, no other address than of the web."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from data.hidden import HIDDEN

MAX_LINE = 500
"""Characters of a name, a title or a key; no text of one line comes near it."""

MAX_TEXT = 5_000
"""Characters of a note, or of a title as read out in the Assembly."""

MAX_SHOWN = 60
"""Characters of a wrong value that a message repeats."""

_MARKUP = re.compile(r"<[a-z/!?]|&(#[0-9x]|[a-z]{2,8};)", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://[^\s<>\"\\^`{}|]+( \([^()]*\))?")
_ARCHIVED = "public GitHub file, "


def is_plain(text: str) -> bool:
    """Return whether a text is of one line, without hidden characters or blanks at its ends."""
    return len(text) <= MAX_TEXT and text == text.strip() and not HIDDEN.search(text)


def is_without_markup(text: str) -> bool:
    """Return whether a text holds neither tags nor entities of HTML.

    Examples
    --------
    >>> [is_without_markup(text) for text in ("R&D, x < y", "<b>no</b>", "Cote d&rsquo;Ivoire")]
    [True, False, False]
    """
    return not _MARKUP.search(text)


def is_language(text: str) -> bool:
    """Return whether a text has the form of a language of ISO 639-1, as ``en``."""
    return bool(re.fullmatch("[a-z]{2}", text))


def is_address(text: str) -> bool:
    """Return whether a text is an address of the web; words in brackets may follow it.

    Examples
    --------
    >>> [is_address(text) for text in ("https://un.org/a (page 3)", "javascript:alert(1)")]
    [True, False]
    """
    if not _ADDRESS.fullmatch(text):
        return False
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return bool(parts.hostname) and "@" not in parts.netloc


def is_reference(text: str) -> bool:
    """Return whether a text is an address, or names a file of an archive that has none."""
    return is_address(text) or text.startswith(_ARCHIVED)


def shown(value: object) -> str:
    """Return a wrong value as a message repeats it: hidden characters escaped, cut short."""
    text = repr(value)
    return text if len(text) <= MAX_SHOWN else text[: MAX_SHOWN - 1] + "…"


def one_of(known: Iterable[str], value: object = "") -> str:
    """Return the words to choose from, and the one that was perhaps meant."""
    words = [word for word in known if word]
    near = difflib.get_close_matches(str(value), words, n=1, cutoff=0.75)
    return "one of " + ", ".join(words) + (f" (perhaps {near[0]})" if near else "")
