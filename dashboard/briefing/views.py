"""What a page says, as a sheet of a briefing: all of it, or the charts and tables chosen."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from urllib.parse import urlencode

from dashboard.blocks import Block, Blocks, Chart, Finding, Table, Title, Unknown, flat
from dashboard.briefing import prose
from dashboard.briefing.pack import Sheet

_END = re.compile(r"(?<=[.!?])\s+(?=[^\W\d_])|\n")
"""Where a sentence ends: a full stop before a letter, or a line."""

Query = Mapping[str, str | Sequence[str]]
"""What an address says, name by name."""


def sheet(
    blocks: Blocks, *, key: str, address: str, title: str = "", only: Collection[str] = ()
) -> Sheet:
    """Return a sheet of what a page says.

    Parameters
    ----------
    blocks : tuple of Block
        Of the page.
    key : str
        Of the sheet; see `Sheet`.
    address : str
        Of the view; see `address`.
    title : str
        In plain text; the first sentence of what the page finds, if not given, or else what the
        page is called.
    only : collection of str
        Keys of charts and tables; all that the page says, if none is given.
    """
    findings = [block.text for block in flat(blocks) if isinstance(block, Finding)]
    heads = [block.text for block in flat(blocks) if isinstance(block, Title)]
    found = _sentence(prose.plain_text((findings or heads or [""])[0]))
    said: Blocks = tuple(block for block in blocks if not isinstance(block, Title))
    if only:
        said = _parts(said, only)
    return Sheet(key=key, title=title or found, blocks=said, address=address)


def address(page_path: str, query: Query, language: str) -> str:
    """Return what stands behind the host in the address of a view.

    Examples
    --------
    >>> address("state", {"state": "KEN", "lang": "nl"}, "en")
    'state?state=KEN&lang=en'
    """
    named = {name: value for name, value in query.items() if name != "lang"}
    return f"{page_path}?{urlencode(named | {'lang': language}, doseq=True)}"


def choices(blocks: Blocks) -> dict[str, str]:
    """Return the titles of the charts and tables of a page, by key."""
    return {block.key: block.title for block in flat(blocks) if isinstance(block, Chart | Table)}


def _sentence(text: str) -> str:
    """Return the first sentence of a text.

    Examples
    --------
    >>> _sentence("Kenya joined (2.5 years late). Ghana did not.")
    'Kenya joined (2.5 years late).'
    """
    return _END.split(text.strip(), maxsplit=1)[0]


def _parts(blocks: Blocks, keys: Collection[str]) -> Blocks:
    """Return the charts and tables of these keys, with the finding; what is unknown stays said."""
    found: list[Block] = []
    for block in flat(blocks):
        if isinstance(block, Chart | Table):
            found += [block] if block.key in keys else []
        elif isinstance(block, Finding | Unknown):
            found.append(block)
    return tuple(found)
