"""The text of a DOCX paper: each part as the elements that Word wants.

Elements are written as text and read once: python-docx walks a table anew for every cell. All
words are escaped here, in `_t`, and nowhere else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import singledispatchmethod
from xml.sax.saxutils import escape, quoteattr

from dashboard import theme
from dashboard.briefing import prose
from dashboard.briefing.charts.painting import Picture
from dashboard.briefing.paper import parts, shape
from dashboard.briefing.paper.wording import PaperWords

EMU_PER_MM = 36_000
TWIPS_PER_MM = 1440 / 25.4
SMALL = 17
"""Letters of small print, in half points; likewise what follows."""

FINDING, VALUE, GLANCE = 24, 34, 21
SVG_EXTENSION = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "asvg": "http://schemas.microsoft.com/office/drawing/2016/SVG/main",
}


@dataclass
class Body:
    """Writes parts as elements.

    Attributes
    ----------
    styles : mapping of str to str
        Names of styles in the text of the document, by their names for readers.
    words : PaperWords
    width_mm : float
        Of the text on a page.
    value_look : str
        Properties of the letters of numbers that matter.
    link : callable
        Returns the relation of an address.
    picture : callable
        Returns the relations of a picture, as pixels and as lines.
    number : callable
        Returns the number of a new list.
    """

    styles: dict[str, str]
    words: PaperWords
    width_mm: float
    value_look: str
    link: Callable[[str], str]
    picture: Callable[[Picture], tuple[str, str]]
    number: Callable[[], int]
    _n_pictures: int = field(default=0, init=False)
    _n_marks: int = field(default=0, init=False)

    def heading(self, level: int, text: str, *, mark: str = "", kept: str = "") -> str:
        """Return a heading; it can be led to by its mark."""
        inner = _run(text)
        if mark:
            self._n_marks += 1
            inner = (
                f'<w:bookmarkStart w:id="{self._n_marks}" w:name={quoteattr(mark)}/>{inner}'
                f'<w:bookmarkEnd w:id="{self._n_marks}"/>'
            )
        return self.paragraph(f"Heading {level}", inner, f"<w:keepNext/>{kept}")

    def paragraph(self, style: str, inner: str, properties: str = "") -> str:
        """Return a paragraph of a style."""
        named = f'<w:pStyle w:val="{self.styles[style]}"/>'
        return f"<w:p><w:pPr>{named}{properties}</w:pPr>{inner}</w:p>"

    def lead(self, mark: str, text: str) -> str:
        """Return a line that leads to a heading of the document."""
        inner = _run(text, colour=theme.ACCENT)
        led = f"<w:hyperlink w:anchor={quoteattr(mark)}>{inner}</w:hyperlink>"
        return self.paragraph("Normal", led)

    def small(self, text: str) -> str:
        """Return a line in small print."""
        return self.paragraph("Caption", _run(text))

    def letters(self, text: str, *, is_bold: bool = False) -> str:
        """Return letters as the style of their paragraph has them."""
        return _run(text, is_bold=is_bold)

    @singledispatchmethod
    def written(self, part: parts.Part) -> str:
        """Return the elements of a part."""
        raise TypeError(f"no part of a paper: {type(part).__name__}")

    @written.register
    def _head(self, part: parts.Head) -> str:
        return self.heading(part.level, part.text)

    @written.register
    def _prose(self, part: parts.Prose) -> str:
        label = self.words.labels.get(part.role, "")
        size = {"finding": FINDING, "note": SMALL, "verbatim": SMALL}.get(part.role, 0)
        style = "Caption" if part.role == "note" else "Normal"
        beside = {
            "unknown": _beside(theme.SERIES[1]),
            "proof": _beside(theme.ACCENT),
            "verified": _beside(theme.ACCENT),
            "verbatim": f'<w:shd w:val="clear" w:color="auto" w:fill="{theme.LAND[1:]}"/>',
        }.get(part.role, "")
        kept = "<w:keepNext/>" if part.is_lead else ""
        found: list[str] = []
        last, number = "", 0
        for place, one in enumerate(part.paragraphs):
            inner = _run(f"{label} ", is_bold=True) if label and place == 0 else ""
            inner += self._runs(one.runs, size)
            if one.kind == "text":
                found.append(self.paragraph(style, inner, f"{kept}{beside}"))
            elif one.kind == "bullet":
                found.append(self.paragraph("List Bullet", inner, _indent(one.level)))
            else:
                number = number if last == "number" else self.number()
                counted = (
                    f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'
                    if number
                    else ""
                )
                found.append(self.paragraph("List Number", inner, counted + _indent(one.level)))
            last = one.kind
        return "".join(found)

    @written.register
    def _figures(self, part: parts.Figures) -> str:
        width = self.width_mm / part.per_line
        rows = []
        for start in range(0, len(part.tiles), part.per_line):
            line = part.tiles[start : start + part.per_line]
            cells = [self._tile(tile, width, part.is_glance) for tile in line]
            cells += [_cell("<w:p/>", width)] * (part.per_line - len(line))
            rows.append(f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(cells)}</w:tr>")
        return self._table([width] * part.per_line, rows, "", alt="", air=(0, 160)) + _AIR

    @written.register
    def _image(self, part: parts.Image) -> str:
        alts = self.words.of_slices(part)
        return "".join(
            self.paragraph("Normal", self._drawn(one, part.key, alt), "")
            for one, alt in zip(part.slices, alts, strict=True)
        )

    @written.register
    def _grid(self, part: parts.PaperTable) -> str:
        size = round(part.size_pt * 2)
        widths = [one * self.width_mm / shape.WIDTH_MM for one in part.widths_mm]
        heads = [
            _cell(
                self._line(
                    _run(one.heading, size, is_bold=True), is_right=one.is_number, air=(30, 30)
                ),
                width,
                f'<w:shd w:val="clear" w:color="auto" w:fill="{theme.LAND[1:]}"/>',
            )
            for one, width in zip(part.columns, widths, strict=True)
        ]
        rows = [f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{''.join(heads)}</w:tr>"]
        for place in range(len(part.columns[0].texts)):
            cells = [
                _cell(
                    self._line(
                        self._text(one.texts[place], one.addresses[place], size),
                        is_right=one.is_number,
                        air=(20, 20),
                    ),
                    width,
                )
                for one, width in zip(part.columns, widths, strict=True)
            ]
            rows.append(f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(cells)}</w:tr>")
        line = f'w:val="single" w:sz="4" w:space="0" w:color="{theme.RULE[1:]}"'
        borders = f"<w:top {line}/><w:bottom {line}/><w:insideH {line}/>"
        return self._table(widths, rows, borders, alt=part.title) + _AIR

    @written.register
    def _about(self, part: parts.SmallPrint) -> str:
        line = f'w:val="single" w:sz="4" w:space="6" w:color="{theme.RULE[1:]}"'
        found = []
        last = len(part.lines) - 1
        for place, (name, runs) in enumerate(part.lines):
            border = f"<w:pBdr><w:top {line}/></w:pBdr>" if place == 0 else ""
            kept = "<w:keepNext/>" if place < last else ""
            inner = _run(f"{name}: ", SMALL, is_bold=True) if name else ""
            found.append(self.paragraph("Caption", inner + self._runs(runs, SMALL), kept + border))
        return "".join(found)

    def _tile(self, tile: tuple[str, str, str], width: float, is_glance: bool) -> str:
        """Return the cell of a number."""
        label, value, meaning = tile
        line = f'w:val="single" w:sz="6" w:space="0" w:color="{theme.ACCENT[1:]}"'
        size = GLANCE if is_glance else VALUE
        inner = self._line(_run(label, SMALL, colour=theme.MUTED), air=(60, 0))
        inner += self._line(_run(value, size, is_bold=is_glance, style=self.value_look), air=(0, 0))
        if meaning:
            inner += self._line(_run(meaning, SMALL, colour=theme.MUTED), air=(0, 120))
        return _cell(inner, width, f"<w:tcBorders><w:top {line}/></w:tcBorders>")

    def _line(self, inner: str, *, is_right: bool = False, air: tuple[int, int]) -> str:
        """Return a paragraph inside a cell, with the air above and below it in twips."""
        side = '<w:jc w:val="right"/>' if is_right else ""
        spaced = (
            f'<w:spacing w:before="{air[0]}" w:after="{air[1]}" w:line="220" w:lineRule="auto"/>'
        )
        return self.paragraph("Normal", inner, spaced + side)

    def _table(
        self,
        widths: Sequence[float],
        rows: Iterable[str],
        borders: str,
        *,
        alt: str,
        air: tuple[int, int] = (60, 60),
    ) -> str:
        """Return a table of rows, as wide as the page; air left and right in a cell, in twips."""
        grid = "".join(f'<w:gridCol w:w="{_twips(width)}"/>' for width in widths)
        total = sum(_twips(width) for width in widths)
        caption = f"<w:tblCaption w:val={quoteattr(alt)}/>" if alt else ""
        none = "".join(
            f'<w:{side} w:val="nil"/>'
            for side in ("top", "left", "bottom", "right", "insideH", "insideV")
        )
        lines = "".join(f'<w:{side} w:val="nil"/>' for side in ("left", "right", "insideV"))
        order = _ordered(borders + lines) if borders else none
        return (
            f'<w:tbl><w:tblPr><w:tblStyle w:val="{self.styles["Table Grid"]}"/>'
            f'<w:tblW w:w="{total}" w:type="dxa"/><w:tblInd w:w="{air[0]}" w:type="dxa"/>'
            f"<w:tblBorders>{order}</w:tblBorders>"
            f'<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="{air[0]}" w:type="dxa"/>'
            f'<w:right w:w="{air[1]}" w:type="dxa"/></w:tblCellMar>'
            f'<w:tblLook w:firstRow="1" w:noHBand="1" w:noVBand="1"/>{caption}</w:tblPr>'
            f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
        )

    def _drawn(self, picture: Picture, name: str, alt: str) -> str:
        """Return a picture of lines, with the same in pixels for readers that cannot draw it."""
        self._n_pictures += 1
        number = self._n_pictures
        pixels, lines = self.picture(picture)
        wide = round(self.width_mm * EMU_PER_MM)
        high = round(wide * picture.height_px / picture.width_px)
        named = f'id="{number}" name={quoteattr(name)} descr={quoteattr(alt)}'
        return (
            '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
            f'<wp:extent cx="{wide}" cy="{high}"/><wp:docPr {named}/>'
            '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/>'
            "</wp:cNvGraphicFramePr><a:graphic><a:graphicData "
            f'uri="{NAMESPACES["pic"]}"><pic:pic><pic:nvPicPr><pic:cNvPr {named}/>'
            f'<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="{pixels}"><a:extLst>'
            f'<a:ext uri="{SVG_EXTENSION}"><asvg:svgBlip r:embed="{lines}"/></a:ext></a:extLst>'
            "</a:blip><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>"
            f'<a:off x="0" y="0"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
            "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
        )

    def _runs(self, runs: Iterable[prose.Run], size: int = 0) -> str:
        return "".join(
            self._text(one.text, one.address, size, is_bold=one.is_bold, is_italic=one.is_italic)
            for one in runs
        )

    def _text(
        self,
        text: str,
        address: str,
        size: int = 0,
        *,
        is_bold: bool = False,
        is_italic: bool = False,
    ) -> str:
        """Return letters of one look, and where they lead."""
        if not address:
            return _run(text, size, is_bold=is_bold, is_italic=is_italic)
        inner = _run(text, size, is_bold=is_bold, is_italic=is_italic, colour=theme.ACCENT)
        return f'<w:hyperlink r:id="{self.link(address)}">{inner}</w:hyperlink>'


_AIR = (
    '<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="120" w:lineRule="exact"/></w:pPr>'
    "</w:p>"
)
"""Parts two tables, which Word would make one."""

_BORDERS = ("top", "left", "bottom", "right", "insideH", "insideV")


def _ordered(borders: str) -> str:
    """Return borders in the order in which Word wants them."""
    found = [f"<{one}" for one in borders.split("<") if one]
    return "".join(sorted(found, key=lambda one: _BORDERS.index(one.split(":")[1].split(" ")[0])))


def _run(
    text: str,
    size: int = 0,
    *,
    is_bold: bool = False,
    is_italic: bool = False,
    colour: str = "",
    style: str = "",
) -> str:
    """Return letters of one look; a size of 0 is that of the style."""
    look = style
    if is_bold:
        look += "<w:b/>"
    if is_italic:
        look += "<w:i/>"
    if colour:
        look += f'<w:color w:val="{colour[1:]}"/>'
    if size:
        look += f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
    properties = f"<w:rPr>{look}</w:rPr>" if look else ""
    return f"<w:r>{properties}{'<w:br/>'.join(_t(line) for line in text.split(chr(10)))}</w:r>"


def _t(text: str) -> str:
    return f'<w:t xml:space="preserve">{escape(text)}</w:t>'


def _cell(inner: str, width: float, look: str = "") -> str:
    """Return a cell; its borders and ground are in ``look``."""
    return f'<w:tc><w:tcPr><w:tcW w:w="{_twips(width)}" w:type="dxa"/>{look}</w:tcPr>{inner}</w:tc>'


def _beside(colour: str) -> str:
    """Return a bar at the left of a paragraph."""
    line = f'w:val="single" w:sz="16" w:space="8" w:color="{colour[1:]}"'
    return f'<w:pBdr><w:left {line}/></w:pBdr><w:ind w:left="200"/>'


def _indent(level: int) -> str:
    return f'<w:ind w:left="{360 + 300 * level}" w:hanging="360"/>' if level else ""


def _twips(mm: float) -> int:
    return round(mm * TWIPS_PER_MM)
