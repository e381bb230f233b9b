"""Text on slides: paragraphs with their looks, measured, and parted where a slide is full."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from dashboard.briefing import prose
from dashboard.briefing.prose import Run
from dashboard.briefing.slides import setting
from dashboard.briefing.slides.pen import Pen, Type, direction, emu

BULLET_PX = 20.0
BULLET = "•"

Link = Callable[[str], str]
"""Returns the key of an address on a slide; empty where it leads nowhere."""


@dataclass(frozen=True)
class Piece:
    """A paragraph as it is set: ``before`` is the room above it, in pixels."""

    runs: tuple[Run, ...]
    type_: Type
    kind: str = "text"
    level: int = 0
    before: float = 8.0

    @property
    def text(self) -> str:
        """Return its letters."""
        return "".join(run.text for run in self.runs)

    @property
    def is_lead(self) -> bool:
        """Whether it is a line in bold that leads to what follows, and stays with it."""
        runs = [run for run in self.runs if run.text.strip()]
        is_bold = self.type_.is_bold or all(run.is_bold for run in runs)
        return is_bold and self.kind == "text"

    @property
    def indent(self) -> float:
        """Return how far it stands from the left edge."""
        return BULLET_PX * (self.level + 1) if self.kind != "text" else 0.0

    def lines(self, room: float) -> list[str]:
        """Return its lines where it has so much room from left to right."""
        is_bold = self.type_.is_bold or any(run.is_bold for run in self.runs)
        return setting.wrapped(
            self.text,
            self.type_.size,
            room - self.indent,
            is_bold=is_bold,
            is_serif=self.type_.is_serif,
        )

    def height(self, room: float) -> float:
        """Return its height, with the room above it."""
        return self.before + setting.height(len(self.lines(room)), self.type_.size)


def pieces(markdown: str, type_: Type, *, before: float = 8.0) -> list[Piece]:
    """Return a text of blocks as paragraphs of one type."""
    return [
        Piece(part.runs, type_, part.kind, part.level, before if part.kind == "text" else 4.0)
        for part in prose.paragraphs(markdown)
        if part.text.strip()
    ]


def plain(text: str, type_: Type, *, before: float = 8.0) -> list[Piece]:
    """Return plain text as paragraphs, one a line."""
    return [Piece((Run(line),), type_, before=before) for line in text.split("\n") if line.strip()]


def fitting(given: list[Piece], room: float, height: float) -> tuple[list[Piece], list[Piece]]:
    """Return the paragraphs that fit into a box, and those that are left for the next.

    A paragraph is parted only where it alone is higher than the box; a line that leads to the next
    goes with it.
    """
    left = height
    for place, piece in enumerate(given):
        rank = place
        wants = piece.height(room)
        if wants > left + 0.01:
            while rank > 1 and given[rank - 1].is_lead:
                rank -= 1
            if rank:
                return given[:rank], given[rank:]
            n = max(int((left - piece.before) / setting.height(1, piece.type_.size)), 1)
            first, rest = _parted(piece, room, n)
            return [first], [rest, *given[1:]] if rest.text else given[1:]
        left -= wants
    return given, []


def height(given: list[Piece], room: float) -> float:
    """Return the height of paragraphs below one another."""
    return sum(piece.height(room) for piece in given)


def written(given: list[Piece], own: Pen, link: Link) -> str:
    """Return paragraphs as DrawingML."""
    return "".join(_paragraph(piece, own, link) for piece in given)


def _paragraph(piece: Piece, own: Pen, link: Link) -> str:
    bullet = "<a:buNone/>"
    if piece.kind == "bullet":
        bullet = f'<a:buFont typeface="Arial"/><a:buChar char="{BULLET}"/>'
    elif piece.kind == "number":
        bullet = '<a:buFont typeface="+mj-lt"/><a:buAutoNum type="arabicPeriod"/>'
    indent = 0 if piece.kind == "text" else -BULLET_PX
    runs = "".join(_run(run, piece.type_, own, link) for run in piece.runs)
    return (
        f'<a:p><a:pPr marL="{emu(piece.indent)}" indent="{emu(indent)}" algn="l"'
        f'{direction(piece.text)}><a:lnSpc><a:spcPct val="100000"/></a:lnSpc>'
        f'<a:spcBef><a:spcPts val="{round(piece.before * 75)}"/></a:spcBef>'
        f'<a:spcAft><a:spcPts val="0"/></a:spcAft>{bullet}</a:pPr>{runs}</a:p>'
    )


def _run(run: Run, type_: Type, own: Pen, link: Link) -> str:
    """Return letters of one look, with their line breaks."""
    look = replace(
        type_,
        is_bold=type_.is_bold or run.is_bold,
        is_italic=type_.is_italic or run.is_italic,
    )
    key = link(run.address) if run.address else ""
    return "<a:br/>".join(own.run(line, look, key) for line in run.text.split("\n"))


def _parted(piece: Piece, room: float, n_lines: int) -> tuple[Piece, Piece]:
    """Return the first lines of a paragraph, and the rest as another."""
    n_signs = sum(len(line.replace(" ", "")) for line in piece.lines(room)[:n_lines])
    first: list[Run] = []
    rest: list[Run] = []
    for run in piece.runs:
        held = ""
        for at, sign in enumerate(run.text):
            if n_signs == 0:
                rest.append(
                    replace(run, text=run.text[at:].lstrip() if not rest else run.text[at:])
                )
                break
            held += sign
            n_signs -= not sign.isspace()
        if held:
            first.append(replace(run, text=held))
    kind = "text" if piece.kind == "number" else piece.kind
    return replace(piece, runs=tuple(first)), replace(piece, runs=tuple(rest), kind=kind)
