"""How each kind of text of a page is set on a slide."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from dashboard import i18n
from dashboard.blocks import (
    Block,
    Chart,
    Heading,
    Note,
    Proof,
    Subheading,
    Text,
    Unknown,
    Verbatim,
)
from dashboard.briefing import prose
from dashboard.briefing.prose import Run
from dashboard.briefing.slides import one_slide, setting, text
from dashboard.briefing.slides.layouts import LayoutPlace
from dashboard.briefing.slides.pen import Type
from dashboard.briefing.slides.text import Piece
from dashboard.i18n import _

FINDING = Type(26.0, is_serif=True)
HEADING = Type(22.0, is_bold=True)
SUBHEADING = Type(18.0, is_bold=True)
BODY = Type(18.0)
SMALL = Type(14.0, "tx2")
KICKER = Type(15.0, "tx2")


def pieces(block: Block) -> list[Piece]:
    """Return a block of text as paragraphs."""
    match block:
        case Subheading(text=said):
            return text.plain(said, SUBHEADING, before=14)
        case Text(text=said):
            return text.pieces(said, BODY)
        case Note(text=said):
            return text.pieces(said, SMALL)
        case Verbatim(text=said):
            return text.plain(said, SMALL)
        case Unknown(text=said):
            return _led(_("Not known:"), text.pieces(said, BODY))
        case Proof(text=said, is_verified=True):
            return _led(_("Verified:"), text.pieces(said, SMALL))
        case Proof(text=said):
            return text.pieces(said, SMALL)
        case _:
            raise TypeError(f"no text: {type(block).__name__}")


def headings(heads: Iterable[Heading]) -> list[Piece]:
    """Return headings as paragraphs, each with its line of explanation."""
    return [
        piece
        for head in heads
        for piece in (
            *text.plain(head.text, HEADING, before=16),
            *text.pieces(head.note or "", SMALL, before=4),
        )
    ]


def finding(chart: Chart, place: LayoutPlace) -> str:
    """Return the title of a chart's slide: as many sentences of what is seen as fit its place."""
    told = ""
    for sentence in setting.sentences(chart.summary):
        longer = f"{told} {sentence}".strip()
        if not one_slide.fits(longer.rstrip("."), place):
            break
        told = longer
    return told.rstrip(".") or chart.title


def kicker(chart: Chart, title: str, heads: Iterable[Heading]) -> list[Piece]:
    """Return the line above a chart: under which headings it stands, and what it shows."""
    heads = list(heads)
    above = [head.text for head in heads]
    if chart.title != title and chart.title not in above:
        above.append(chart.title)
    found = [" · ".join(above)] if above else []
    found += [prose.plain_text(head.note) for head in heads if head.note]
    return [piece for one in found for piece in text.plain(one, KICKER, before=0)]


def in_part(chart: Chart) -> Chart:
    """Return a chart whose note says that a slide shows its first rows only."""
    told = _("The first rows only; all {n} are in the spreadsheet and on the page.").format(
        n=i18n.number(len(chart.table))
    )
    return replace(chart, note=f"{told} {chart.note or ''}".strip())


def _led(words: str, given: list[Piece]) -> list[Piece]:
    """Return paragraphs, the first led by words in bold."""
    if not given:
        return []
    first, *rest = given
    runs = (Run(f"{words} ", is_bold=True), *first.runs)
    return [Piece(runs, first.type_, first.kind, first.level, first.before), *rest]
