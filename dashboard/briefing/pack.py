"""What a briefing holds, before anybody writes it: sheets of blocks, with what stands on every one.

A sheet is what a page, or a paper, says on one subject. Writers (slides, papers, tables, pictures)
take a pack and nothing else, so that all of them say the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from dashboard.blocks import Block, Blocks, Box, Cards, Chart, Columns, Folded, Table, flat

MARKINGS = (
    "Openbaar",
    "Intern gebruik",
    "Departementaal Vertrouwelijk",
    "Staatsgeheim Confidentieel",
)
"""Marking lines that are offered, as the Dutch government writes them; any other may be typed."""


@dataclass(frozen=True)
class Document:
    """A document that facts rest on.

    Attributes
    ----------
    publisher, title : str
        In plain text.
    read : str
        When it was read, in words; empty where its text was read in a copy.
    url : str
        Its address on the web; empty where it has none.
    is_copy : bool
        Whether it is a copy that nobody vouches for: it is counted in files, and never named.
    """

    publisher: str
    title: str
    read: str
    url: str = ""
    is_copy: bool = False


@dataclass(frozen=True)
class Sheet:
    """What is said on one subject.

    Attributes
    ----------
    key : str
        Unique in its pack, of letters, digits and hyphens: the name of files made of it.
    title : str
        Says the finding, in plain text.
    blocks : tuple of Block
        In reading order, without a `Title`.
    address : str
        Reopens the view: what stands behind the host, such as ``state?state=KEN&lang=en``.
    period : str
        What time the sheet covers, in words; empty where it says so itself.
    assumptions : tuple of str
        What a plan or forecast on it takes for granted, in plain text.
    more : tuple of Block
        Charts that slides and spreadsheets have room for, and a paper of one or two pages has not.
    """

    key: str
    title: str
    blocks: Blocks
    address: str
    period: str = ""
    assumptions: tuple[str, ...] = ()
    more: Blocks = ()

    @property
    def whole(self) -> Blocks:
        """Return its blocks and what slides and spreadsheets say besides."""
        return (*self.blocks, *self.more)

    def charts(self) -> tuple[Chart, ...]:
        """Return all its charts, in reading order."""
        return tuple(block for block in flat(self.whole) if isinstance(block, Chart))

    def tables(self) -> tuple[Chart | Table, ...]:
        """Return all that has a table, charts too, in reading order."""
        return tuple(block for block in flat(self.whole) if isinstance(block, Chart | Table))


@dataclass(frozen=True)
class Pack:
    """A briefing.

    Attributes
    ----------
    title : str
        In plain text.
    language : str
        In which its sheets were made: a key of ``i18n.LANGUAGES``.
    version : str
        Of the facts on which all of it stands.
    as_of : date
        Day of the latest of these facts: what is dated in a file is dated so, for the same request
        to give the same bytes.
    sheets : tuple of Sheet
    marking : str
        Line on every page, such as "Departementaal Vertrouwelijk"; none where empty.
    site : str
        Where this dashboard is reached, such as ``https://trojka.example``; addresses stand alone
        where empty.
    documents : mapping of str to Document
        By the keys of ``evidence`` of its charts and tables, best grade first.
    """

    title: str
    language: str
    version: str
    as_of: date
    sheets: tuple[Sheet, ...]
    marking: str = ""
    site: str = ""
    documents: Mapping[str, Document] = field(default_factory=dict)

    def address(self, sheet: Sheet) -> str:
        """Return the address that reopens what a sheet shows."""
        return f"{self.site.rstrip('/')}/{sheet.address}" if self.site else f"/{sheet.address}"


def opened(blocks: Blocks) -> Blocks:
    """Return blocks with those inside others in their place: paper has nothing to fold open."""
    found: list[Block] = []
    for block in blocks:
        match block:
            case Folded(blocks=inner) | Box(blocks=inner):
                found += opened(inner)
            case Cards(cards=groups) | Columns(columns=groups):
                for group in groups:
                    found += opened(group)
            case _:
                found.append(block)
    return tuple(found)
