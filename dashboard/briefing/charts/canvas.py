"""A sheet that is drawn upon in pixels, from the left and the top, and kept as SVG.

It remembers how far what stands on it reaches, so that margins can be made as large as is needed.
Words are drawn as outlines: a picture looks the same wherever it is opened.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

from dashboard.briefing.charts import lettering
from dashboard.briefing.charts.drawing import Fill, Horizontal, Stroke, Vertical
from dashboard.briefing.charts.texture import TILES, blend

DASHES = {
    "solid": (),
    "dash": (5, 3),
    "dot": (1, 2),
    "dashdot": (5, 2, 1, 2),
    "longdash": (9, 3),
    "longdashdot": (9, 3, 1, 3),
}
"""Lengths of dashes and gaps, in widths of the line."""

GROUND_AIR_PX = 2.0
Box = tuple[float, float, float, float]
"""Left, top, right and bottom."""

NOTHING: Box = (math.inf, math.inf, -math.inf, -math.inf)


def num(value: float) -> str:
    """Return a length as short as it can be written, to a hundredth of a pixel.

    Examples
    --------
    >>> num(3.0), num(1234.5678), num(-0.001)
    ('3', '1234.57', '0')
    """
    return f"{round(value, 2) + 0.0:.2f}".rstrip("0").rstrip(".")


@dataclass
class Canvas:
    """What was drawn so far.

    Attributes
    ----------
    parts : list of str
        Elements of SVG, from below to above.
    reach : tuple of float
        The box around all words and marks that count.
    spans : list of tuple of float
        Top and bottom of all words.
    """

    parts: list[str] = field(default_factory=list)
    reach: Box = NOTHING
    spans: list[tuple[float, float]] = field(default_factory=list)
    _shared: dict[str, str] = field(default_factory=dict)

    def box(self, box: Box, fill: Fill | None, stroke: Stroke | None = None) -> None:
        """Draw a rectangle."""
        left, top, right, bottom = box
        width, height = right - left, bottom - top
        shape = f'<rect x="{num(left)}" y="{num(top)}" width="{num(width)}" height="{num(height)}"'
        self._shape(shape, fill, stroke)

    def disc(
        self, x: float, y: float, radius: float, fill: Fill | None, line: Stroke | None
    ) -> None:
        """Draw a disc."""
        self._shape(f'<circle cx="{num(x)}" cy="{num(y)}" r="{num(radius)}"', fill, line)

    def path(self, steps: str, fill: Fill | None, stroke: Stroke | None = None) -> None:
        """Draw a path; where parts of it cover one another, the paper shows through."""
        self._shape(f'<path fill-rule="evenodd" d="{steps}"', fill, stroke)

    def write(
        self,
        text: str,
        x: float,
        y: float,
        *,
        size: float,
        colour: str,
        across: Horizontal = "left",
        along: Vertical = "middle",
        is_bold: bool = False,
        angle: float = 0.0,
        ground: str | None = None,
    ) -> None:
        """Write words at a point, lines below one another; turned clockwise by degrees."""
        lines = text.split("\n")
        widths = [lettering.line(line, is_bold=is_bold).width * size for line in lines]
        step = size * lettering.LINE_HEIGHT
        height = (lettering.ASCENT + lettering.DESCENT) * size + step * (len(lines) - 1)
        first = {
            "top": lettering.ASCENT * size,
            "middle": (lettering.CAPITAL * size - step * (len(lines) - 1)) / 2,
            "bottom": -lettering.DESCENT * size - step * (len(lines) - 1),
        }[along]
        share = {"left": 0.0, "center": 0.5, "right": 1.0}[across]
        wide = max(widths)
        top = first - lettering.ASCENT * size
        around = (-share * wide, top, (1 - share) * wide, top + height)
        box = _turned(around, x, y, angle)
        self.grow(box)
        self.spans.append((box[1], box[3]))
        if ground is not None:
            left, upper, right, lower = around
            air = GROUND_AIR_PX
            self.box((x + left - air, y + upper, x + right + air, y + lower), Fill(ground))
        for rank, (line, line_width) in enumerate(zip(lines, widths, strict=True)):
            glyphs = lettering.line(line, is_bold=is_bold).glyphs
            self._line(
                glyphs, -share * line_width, first + rank * step, (x, y), size, colour, angle
            )

    def grow(self, box: Box) -> None:
        """Let what was drawn reach to a box too."""
        old = self.reach
        self.reach = (
            min(old[0], box[0]),
            min(old[1], box[1]),
            max(old[2], box[2]),
            max(old[3], box[3]),
        )

    def clipped(self, box: Box) -> str:
        """Return the attribute that keeps a group inside a box."""
        left, top, right, bottom = box
        steps = f"M{num(left)} {num(top)}H{num(right)}V{num(bottom)}H{num(left)}Z"
        name = self._share("c", "clipPath", "", f'<path d="{steps}"/>')
        return f' clip-path="url(#{name})"'

    def document(self, width: float, height: float, ground: str, title: str, text: str) -> bytes:
        """Return the sheet as SVG, with a title and a description for those who cannot see it."""
        about = f"<title>{escape(lettering.shown(title))}</title>" if title else ""
        about += f"<desc>{escape(lettering.shown(text))}</desc>" if text else ""
        size = (
            f'width="{num(width)}" height="{num(height)}" viewBox="0 0 {num(width)} {num(height)}"'
        )
        head = '<?xml version="1.0" encoding="UTF-8"?>\n<svg xmlns="http://www.w3.org/2000/svg" '
        head += f'xmlns:xlink="http://www.w3.org/1999/xlink" role="img" {size}>'
        paper = f'<rect width="{num(width)}" height="{num(height)}" fill="{ground}"/>'
        shared = f"<defs>{''.join(self._shared.values())}</defs>"
        return "".join([head, about, shared, paper, *self.parts, "</svg>\n"]).encode()

    def _shape(self, shape: str, fill: Fill | None, stroke: Stroke | None) -> None:
        """Draw a shape that was begun: its ground, its texture upon it, its outline above both."""
        line = _stroke(stroke)
        if fill is None:
            self.parts.append(f'{shape} fill="none"{line}/>')
            return
        seen = f' fill-opacity="{num(fill.opacity)}"' if fill.opacity < 1 else ""
        if not fill.pattern:
            self.parts.append(f'{shape} fill="{fill.colour}"{seen}{line}/>')
            return
        self.parts.append(f'{shape} fill="{fill.colour}"{seen}/>')
        self.parts.append(f'{shape} fill="url(#{self._texture(fill)})"{line}/>')

    def _texture(self, fill: Fill) -> str:
        """Return the name of the texture of a fill."""
        colour = blend(fill.pattern_colour, fill.colour, fill.pattern_opacity)
        size, steps, is_dotted = TILES[fill.pattern]
        look = (
            f'fill="{colour}"'
            if is_dotted
            else f'stroke="{colour}" stroke-width="0.9" stroke-linecap="square" fill="none"'
        )
        frame = f' patternUnits="userSpaceOnUse" width="{num(size)}" height="{num(size)}"'
        return self._share("t", "pattern", frame, f'<path d="{steps}" {look}/>')

    def _share(self, kind: str, tag: str, frame: str, inner: str) -> str:
        """Return the name of something that is kept once and used often."""
        key = f"{tag}{frame}{inner}"
        if key not in self._shared:
            name = f"{kind}{len(self._shared)}"
            self._shared[key] = f'<{tag} id="{name}"{frame}>{inner}</{tag}>'
        return self._shared[key].split('"')[1]

    def _line(
        self,
        glyphs: Sequence[tuple[str, float]],
        left: float,
        base: float,
        at: tuple[float, float],
        size: float,
        colour: str,
        angle: float,
    ) -> None:
        """Draw a line of words from its left end and its base, beside the point it is turned at."""
        scale = size / lettering.UNITS
        turn = f" rotate({num(angle)})" if angle else ""
        used = []
        for glyph, place in glyphs:
            steps = lettering.outline(glyph)
            if steps:
                name = self._glyph(glyph, steps)
                used.append(f'<use xlink:href="#{name}" x="{place * lettering.UNITS:.4g}"/>')
        if used:
            move = f"translate({num(at[0])} {num(at[1])}){turn} translate({num(left)} {num(base)})"
            self.parts.append(
                f'<g fill="{colour}" transform="{move} scale({scale:.4g} {-scale:.4g})">'
                + "".join(used)
                + "</g>"
            )

    def _glyph(self, glyph: str, steps: str) -> str:
        if glyph not in self._shared:
            name = f"g{len(self._shared)}"
            self._shared[glyph] = f'<path id="{name}" d="{steps}"/>'
        return self._shared[glyph].split('"', 2)[1]


def _stroke(stroke: Stroke | None) -> str:
    """Return the attributes of a line."""
    if stroke is None or not stroke.width_px:
        return ""
    found = f' stroke="{stroke.colour}" stroke-width="{num(stroke.width_px)}"'
    if stroke.opacity < 1:
        found += f' stroke-opacity="{num(stroke.opacity)}"'
    if DASHES[stroke.dash]:
        lengths = " ".join(num(part * stroke.width_px) for part in DASHES[stroke.dash])
        found += f' stroke-dasharray="{lengths}"'
    return found


def _turned(box: Box, x: float, y: float, angle: float) -> Box:
    """Return the box around a box beside a point, turned about it."""
    left, top, right, bottom = box
    cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    corners = [
        (x + a * cos - b * sin, y + a * sin + b * cos) for a in (left, right) for b in (top, bottom)
    ]
    across, along = zip(*corners, strict=True)
    return min(across), min(along), max(across), max(along)
