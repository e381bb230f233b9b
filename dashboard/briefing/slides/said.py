"""How each kind of text of a page is set on a slide."""

from __future__ import annotations

from dashboard.blocks import Block, Note, Proof, Subheading, Text, Unknown, Verbatim
from dashboard.briefing.prose import Run
from dashboard.briefing.slides import text
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


def _led(words: str, given: list[Piece]) -> list[Piece]:
    """Return paragraphs, the first led by words in bold."""
    if not given:
        return []
    first, *rest = given
    runs = (Run(f"{words} ", is_bold=True), *first.runs)
    return [Piece(runs, first.type_, first.kind, first.level, first.before), *rest]
