"""Writes shapes as DrawingML: rectangles, outlines, lines, marks, words and groups of them.

Everything is in pixels of the slide, of which there are 96 to the inch, from its upper left corner.
"""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal
from xml.sax.saxutils import escape, quoteattr

from dashboard.briefing.charts.drawing import Fill, Stroke
from dashboard.briefing.charts.texture import blend
from dashboard.briefing.slides import setting

EMU = 9525
"""English Metric Units in a pixel."""

POINT = 0.75
"""Points in a pixel."""

SPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
LANGUAGES = {"en": "en-GB", "nl": "nl-NL"}

PATTERNS = {
    "/": "wdUpDiag",
    "\\": "wdDnDiag",
    "x": "openDmnd",
    "-": "narHorz",
    "|": "narVert",
    "+": "smGrid",
    ".": "pct10",
}
"""PowerPoint's texture for each of Plotly's."""

DASHES = {
    "solid": "solid",
    "dash": "dash",
    "dot": "sysDot",
    "dashdot": "dashDot",
    "longdash": "lgDash",
    "longdashdot": "lgDashDot",
}
SYMBOLS = {
    "circle": "ellipse",
    "square": "rect",
    "diamond": "diamond",
    "triangle-up": "triangle",
    "triangle-down": "flowChartMerge",
    "cross": "mathPlus",
    "x": "mathMultiply",
    "star": "star5",
    "hexagon": "hexagon",
    "line-ns": "rect",
}
STICK = 0.18
"""Width of a stick, as a part of its length."""

Align = Literal["l", "ctr", "r"]
Anchor = Literal["t", "ctr", "b"]
Point = tuple[float, float]
Step = tuple[str, Sequence[Point]]
"""A part of an outline: DrawingML's word for it, and its points."""


@dataclass(frozen=True)
class SlideBox:
    """A rectangle."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Return its right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """Return its lower edge."""
        return self.top + self.height


def emu(pixels: float) -> int:
    """Return a length as files hold it."""
    return round(pixels * EMU)


def solid(colour: str, opacity: float = 1.0) -> str:
    """Return a plain fill; ``colour`` is ``#rrggbb`` or the name of a colour of the theme."""
    alpha = f'<a:alpha val="{round(opacity * 100_000)}"/>' if opacity < 1 else ""
    if colour.startswith("#"):
        return f'<a:solidFill><a:srgbClr val="{colour[1:]}">{alpha}</a:srgbClr></a:solidFill>'
    return f'<a:solidFill><a:schemeClr val="{colour}">{alpha}</a:schemeClr></a:solidFill>'


def filled(fill: Fill | None) -> str:
    """Return a fill with its texture."""
    if fill is None or fill.opacity == 0:
        return "<a:noFill/>"
    if not fill.pattern:
        return solid(fill.colour, fill.opacity)
    front = blend(fill.pattern_colour, fill.colour, fill.pattern_opacity)
    alpha = f'<a:alpha val="{round(fill.opacity * 100_000)}"/>' if fill.opacity < 1 else ""
    return (
        f'<a:pattFill prst="{PATTERNS[fill.pattern]}">'
        f'<a:fgClr><a:srgbClr val="{front[1:]}">{alpha}</a:srgbClr></a:fgClr>'
        f'<a:bgClr><a:srgbClr val="{fill.colour[1:]}">{alpha}</a:srgbClr></a:bgClr></a:pattFill>'
    )


def lined(stroke: Stroke | None, scale: float = 1.0) -> str:
    """Return an outline, or none."""
    if stroke is None or stroke.width_px == 0:
        return "<a:ln><a:noFill/></a:ln>"
    return (
        f'<a:ln w="{emu(stroke.width_px * scale)}" cap="flat">'
        f"{solid(stroke.colour, stroke.opacity)}"
        f'<a:prstDash val="{DASHES[stroke.dash]}"/><a:round/></a:ln>'
    )


@dataclass(frozen=True)
class Type:
    """How words are set; the colour is ``#rrggbb`` or one of the theme."""

    size: float
    colour: str = "tx1"
    is_bold: bool = False
    is_italic: bool = False
    is_serif: bool = False

    def properties(self, language: str, tag: str = "a:rPr", link: str = "") -> str:
        """Return the properties of a run of letters."""
        marks = (' b="1"' if self.is_bold else "") + (' i="1"' if self.is_italic else "")
        face = "+mj" if self.is_serif else "+mn"
        click = f'<a:hlinkClick r:id="{link}"/>' if link else ""
        return (
            f'<{tag} lang="{LANGUAGES[language]}" sz="{round(self.size * POINT * 100)}"{marks} '
            f'dirty="0">{solid(self.colour)}<a:latin typeface="{face}-lt"/>{click}</{tag}>'
        )


@dataclass
class Pen:
    """Writes the shapes of one slide: names and numbers them."""

    language: str
    ids: Iterable[int] = field(default_factory=lambda: itertools.count(2))

    def __post_init__(self) -> None:
        self.ids = iter(self.ids)

    def named(self, name: str, about: str = "", *, is_ornament: bool = False) -> str:
        """Return the number, name and description of a shape."""
        number = next(self.ids)  # type: ignore[call-overload]
        described = f" descr={quoted(about)}" if about else ""
        head = f'<p:cNvPr id="{number}" name={quoted(name or "Shape")}{described}'
        if not is_ornament:
            return f"{head}/>"
        return (
            f'{head}><a:extLst><a:ext uri="{{C183D7F6-B498-43B3-948B-1728B52AA6E4}}">'
            '<adec:decorative xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/'
            'decorative" val="1"/></a:ext></a:extLst></p:cNvPr>'
        )

    def shape(
        self,
        name: str,
        box: SlideBox,
        *,
        fill: Fill | None = None,
        stroke: Stroke | None = None,
        kind: str = "rect",
        text: str = "",
        type_: Type | None = None,
        about: str = "",
    ) -> str:
        """Return a shape of one of the kinds that PowerPoint knows, with words in its middle."""
        body = (
            ""
            if type_ is None or not text
            else self._body(self.paragraphs(text, type_, "ctr"), "ctr", wrap="none")
        )
        return (
            f"<p:sp><p:nvSpPr>{self.named(name, about)}<p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr>"
            f'{transform(box)}<a:prstGeom prst="{kind}"><a:avLst/></a:prstGeom>'
            f"{filled(fill)}{lined(stroke)}</p:spPr>{body}</p:sp>"
        )

    def outline(
        self,
        name: str,
        rings: Sequence[Sequence[Point]],
        *,
        fill: Fill | None = None,
        stroke: Stroke | None = None,
        is_closed: bool = True,
        is_ornament: bool = False,
    ) -> str:
        """Return a freeform: rings of straight edges, or open lines."""
        steps: list[Step] = []
        for ring in rings:
            steps += [("moveTo", ring[:1]), *(("lnTo", [point]) for point in ring[1:])]
            steps += [("close", [])] if is_closed else []
        return self._freeform(
            name, steps, fill, stroke, is_filled=is_closed, is_ornament=is_ornament
        )

    def ribbon(
        self, name: str, upper: Sequence[Point], lower: Sequence[Point], *, fill: Fill
    ) -> str:
        """Return a freeform between two cubic curves of four points each."""
        back = list(reversed(lower))
        steps: list[Step] = [
            ("moveTo", upper[:1]),
            ("cubicBezTo", upper[1:]),
            ("lnTo", back[:1]),
            ("cubicBezTo", back[1:]),
            ("close", []),
        ]
        return self._freeform(name, steps, fill, None, is_filled=True)

    def words(
        self,
        name: str,
        box: SlideBox,
        paragraphs: str,
        *,
        anchor: Anchor = "t",
        wrap: Literal["square", "none"] = "square",
        ground: str | None = None,
        angle_deg: float = 0.0,
    ) -> str:
        """Return a box of words, without margins of its own."""
        fill = solid(ground) if ground else "<a:noFill/>"
        return (
            f'<p:sp><p:nvSpPr>{self.named(name)}<p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr><p:spPr>'
            f'{transform(box, angle_deg)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{fill}'
            f"</p:spPr>{self._body(paragraphs, anchor, wrap=wrap)}</p:sp>"
        )

    def label(
        self,
        text: str,
        at: Point,
        type_: Type,
        *,
        across: Align = "l",
        along: Anchor = "ctr",
        ground: str | None = None,
        angle_deg: float = 0.0,
        room: float | None = None,
    ) -> str:
        """Return words at a point, to its right where ``across`` is "l", in as many lines as given.

        ``room`` is how wide the box is, if it is to be wider than the words.
        """
        wide = room or setting.width(text, type_.size, is_bold=type_.is_bold) + 2
        high = setting.height(text.count("\n") + 1, type_.size)
        left = at[0] - {"l": 0, "ctr": wide / 2, "r": wide}[across]
        top = at[1] - {"t": 0, "ctr": high / 2, "b": high}[along]
        return self.words(
            text.replace("\n", " "),
            SlideBox(left, top, wide, high),
            self.paragraphs(text, type_, across),
            anchor="ctr",
            wrap="none",
            ground=ground,
            angle_deg=angle_deg,
        )

    def paragraphs(self, text: str, type_: Type, align: Align = "l") -> str:
        """Return lines of plain text, each a paragraph."""
        return "".join(
            f'<a:p><a:pPr algn="{align}"{direction(line)}/>{self.run(line, type_)}</a:p>'
            for line in text.split("\n")
        )

    def run(self, text: str, type_: Type, link: str = "") -> str:
        """Return letters of one look; ``link`` is the key of where they lead."""
        if not text:
            return ""
        shown = escape(setting.readable(text))
        return f"<a:r>{type_.properties(self.language, link=link)}<a:t>{shown}</a:t></a:r>"

    def group(self, name: str, box: SlideBox, shapes: Iterable[str], *, about: str) -> str:
        """Return shapes as one, with what a reader would see for those who cannot."""
        named = self.named(name, about)
        return (
            f"<p:grpSp><p:nvGrpSpPr>{named}<p:cNvGrpSpPr/><p:nvPr/>"
            f"</p:nvGrpSpPr><p:grpSpPr><a:xfrm>{_ends(box)}"
            f'<a:chOff x="{emu(box.left)}" y="{emu(box.top)}"/>'
            f'<a:chExt cx="{emu(box.width)}" cy="{emu(box.height)}"/></a:xfrm></p:grpSpPr>'
            f"{''.join(shapes)}</p:grpSp>"
        )

    def picture(self, name: str, box: SlideBox, dots: str, vector: str, *, about: str) -> str:
        """Return a picture of dots, with one of lines for programs that know these."""
        return (
            f"<p:pic><p:nvPicPr>{self.named(name, about)}<p:cNvPicPr><a:picLocks "
            'noChangeAspect="1"/></p:cNvPicPr><p:nvPr/></p:nvPicPr><p:blipFill>'
            f'<a:blip r:embed="{dots}"><a:extLst><a:ext uri="{{96DAC541-7B7A-43D3-8B79-'
            '37D633B846F1}"><asvg:svgBlip xmlns:asvg="http://schemas.microsoft.com/office/'
            f'drawing/2016/SVG/main" r:embed="{vector}"/></a:ext></a:extLst></a:blip>'
            f"<a:stretch><a:fillRect/></a:stretch></p:blipFill><p:spPr>{transform(box)}"
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic>'
        )

    def frame(self, name: str, box: SlideBox, content: str, *, about: str = "") -> str:
        """Return a frame that holds a chart or a table."""
        return (
            f"<p:graphicFrame><p:nvGraphicFramePr>{self.named(name, about)}"
            '<p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="0"/></p:cNvGraphicFramePr><p:nvPr/>'
            f"</p:nvGraphicFramePr><p:xfrm>{_ends(box)}</p:xfrm>"
            f"<a:graphic>{content}</a:graphic></p:graphicFrame>"
        )

    def _freeform(
        self,
        name: str,
        steps: Sequence[Step],
        fill: Fill | None,
        stroke: Stroke | None,
        *,
        is_filled: bool,
        is_ornament: bool = False,
    ) -> str:
        points = [point for _kind, taken in steps for point in taken]
        left, top = min(x for x, _y in points), min(y for _x, y in points)
        wide = max(max(x for x, _y in points) - left, 1 / EMU)
        high = max(max(y for _x, y in points) - top, 1 / EMU)
        path = "".join(
            f"<a:{kind}>"
            + "".join(f'<a:pt x="{emu(x - left)}" y="{emu(y - top)}"/>' for x, y in taken)
            + f"</a:{kind}>"
            for kind, taken in steps
        )
        mode = "" if is_filled else ' fill="none"'
        return (
            f"<p:sp><p:nvSpPr>{self.named(name, is_ornament=is_ornament)}<p:cNvSpPr/><p:nvPr/>"
            f"</p:nvSpPr><p:spPr>{transform(SlideBox(left, top, wide, high))}<a:custGeom><a:avLst/>"
            '<a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/><a:pathLst>'
            f'<a:path w="{emu(wide)}" h="{emu(high)}"{mode}>{path}</a:path></a:pathLst>'
            f"</a:custGeom>{filled(fill if is_filled else None)}{lined(stroke)}</p:spPr></p:sp>"
        )

    def _body(self, paragraphs: str, anchor: Anchor, *, wrap: str) -> str:
        return (
            f'<p:txBody><a:bodyPr wrap="{wrap}" lIns="0" tIns="0" rIns="0" bIns="0" '
            f'anchor="{anchor}"><a:noAutofit/></a:bodyPr><a:lstStyle/>{paragraphs}</p:txBody>'
        )


def transform(box: SlideBox, angle_deg: float = 0.0) -> str:
    """Return the place of a shape."""
    turn = f' rot="{round(-angle_deg * 60_000) % 21_600_000}"' if angle_deg else ""
    return f"<a:xfrm{turn}>{_ends(box)}</a:xfrm>"


def _ends(box: SlideBox) -> str:
    return (
        f'<a:off x="{emu(box.left)}" y="{emu(box.top)}"/>'
        f'<a:ext cx="{emu(box.width)}" cy="{emu(box.height)}"/>'
    )


def direction(text: str) -> str:
    """Return the direction of a paragraph, where it is not from left to right."""
    first = next((unicodedata.bidirectional(c) for c in text if c.isalpha()), "L")
    return ' rtl="1"' if first in ("R", "AL") else ""


def escaped(text: str) -> str:
    """Return a text as the content of an element."""
    return escape(setting.readable(text))


def quoted(text: str) -> str:
    """Return a text as the value of an attribute, line breaks as spaces."""
    return quoteattr(" ".join(setting.readable(text).split()))
