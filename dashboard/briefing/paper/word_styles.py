"""The styles of DOCX papers: those of the house, or those of a ministry's own template."""

from __future__ import annotations

import functools
import io
from typing import Any, cast

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from dashboard import theme
from dashboard.briefing.charts import lettering
from dashboard.briefing.paper import shape, word_letters
from data.errors import BriefingError

PARAGRAPHS = (
    "Normal",
    "Title",
    "Heading 1",
    "Heading 2",
    "Heading 3",
    "List Bullet",
    "List Number",
    "Caption",
)
TABLE = "Table Grid"
"""Styles that a template must have."""

SERIFS = ("Title", "Heading 1", "Heading 2")
EAST_ASIAN = "Malgun Gothic"
"""Letters of Hangul and Han on machines with Word; those of papers in PDF are NanumGothic."""


def opened(template: bytes | None) -> Document:
    """Return an empty document in the styles of the house, or of a template.

    Parameters
    ----------
    template : bytes, optional
        A DOCX that has been checked; see `dashboard.briefing.templates`.

    Raises
    ------
    BriefingError
        If the template lacks a style, naming every one that is missing.
    """
    document = docx.Document(io.BytesIO(template if template is not None else _own()))
    if template is not None:
        _check(document)
        body = document.element.body
        for element in list(body):
            if element.tag != qn("w:sectPr"):
                body.remove(element)
    return document


def name_of(document: Document, style: str) -> str:
    """Return under which name the text of a document asks for a style."""
    return str(document.styles[style].style_id)


def _check(document: Document) -> None:
    """Refuse a template without the styles that papers are written in."""
    found = {(style.type, style.name) for style in document.styles}
    missing = [name for name in PARAGRAPHS if (WD_STYLE_TYPE.PARAGRAPH, name) not in found]
    if (WD_STYLE_TYPE.TABLE, TABLE) not in found:
        missing.append(TABLE)
    if missing:
        raise BriefingError(
            "template",
            found=f"no style {', '.join(missing)}",
            expected=", ".join((*PARAGRAPHS, TABLE)),
            do="use each of these once in the template and save it again",
        )


@functools.cache
def _own() -> bytes:
    """Return an empty document that looks like the site."""
    document = docx.Document()
    for style in document.styles:
        if isinstance(style, ParagraphStyle):
            _unthemed(style)
    _style(document, "Normal", 10, theme.INK, after=6)
    _style(document, "Title", 26, theme.INK, after=6, is_bold=True)
    _style(document, "Heading 1", 19, theme.INK, after=10, is_bold=True)
    _style(document, "Heading 2", 13.5, theme.INK, before=16, after=5, is_bold=True)
    _style(document, "Heading 3", 10.5, theme.INK, before=12, after=4, is_bold=True)
    _style(document, "List Bullet", 10, theme.INK, after=6)
    _style(document, "List Number", 10, theme.INK, after=6)
    _style(document, "Caption", 8.5, theme.MUTED, after=6)
    for name in ("Header", "Footer"):
        style = _style(document, name, 8.5, theme.MUTED)
        style.paragraph_format.tab_stops.clear_all()
    title = cast("Any", document.styles["Title"].element).pPr
    border = title.find(qn("w:pBdr"))
    if border is not None:
        title.remove(border)
    section = document.sections[0]
    section.page_width, section.page_height = (Mm(side) for side in shape.PAGE_MM)
    section.left_margin = section.right_margin = Mm(shape.MARGIN_MM)
    section.top_margin, section.bottom_margin = Mm(shape.TOP_MM), Mm(shape.BOTTOM_MM)
    section.header_distance = section.footer_distance = Mm(10)
    _paper(document)
    word_letters.enclose(document)
    for element in list(document.element.body):
        if element.tag != qn("w:sectPr"):
            document.element.body.remove(element)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _style(
    document: Document,
    name: str,
    size: float,
    colour: str,
    *,
    before: float = 0,
    after: float = 0,
    is_bold: bool = False,
) -> ParagraphStyle:
    """Return a style of paragraphs, given its look."""
    style = cast("ParagraphStyle", document.styles[name])
    style.font.size = Pt(size)
    style.font.bold = is_bold
    style.font.italic = False
    style.font.color.rgb = RGBColor.from_string(colour[1:])
    _letters(style, lettering.SERIF if name in SERIFS else lettering.SANS)
    style.paragraph_format.space_before = Pt(before)
    style.paragraph_format.space_after = Pt(after)
    style.paragraph_format.line_spacing = 0.9 if name in SERIFS else 1.0
    return style


def _letters(style: ParagraphStyle, family: str) -> None:
    """Give a style its letters; of scripts that these lack, Word chooses those of the machine."""
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for kind in ("ascii", "hAnsi", "cs"):
        fonts.set(qn(f"w:{kind}"), family)
    fonts.set(qn("w:eastAsia"), EAST_ASIAN)


def _unthemed(style: ParagraphStyle) -> None:
    """Take from a style the letters and colours of its theme, which would win over its own."""
    for fonts in style.element.iter(qn("w:rFonts"), qn("w:color")):
        for name in [one for one in fonts.attrib if "heme" in str(one)]:
            del fonts.attrib[name]


def _paper(document: Document) -> None:
    """Give the page the ground of the site; it is shown on screen, and not printed by default."""
    ground = parse_xml(f'<w:background {nsdecls("w")} w:color="{theme.PAPER[1:]}"/>')
    document.element.insert(0, ground)
    settings = document.settings.element
    shown = parse_xml(f"<w:displayBackgroundShape {nsdecls('w')}/>")
    zoom = settings.find(qn("w:zoom"))
    settings.insert(0 if zoom is None else settings.index(zoom) + 1, shown)
