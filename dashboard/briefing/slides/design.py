"""Our own template: slides that look like the site, with the same placeholders as a ministry's."""

from __future__ import annotations

import functools
import io

import pptx
from lxml import etree
from pptx.presentation import Presentation

from dashboard import theme
from dashboard.briefing.charts import lettering
from dashboard.briefing.slides.pen import POINT, SlideBox, emu, solid

WIDTH, HEIGHT = 1280, 720
EDGE = 48.0

TITLE = SlideBox(EDGE, 26, WIDTH - 2 * EDGE, 86)
BODY = SlideBox(EDGE, 134, WIDTH - 2 * EDGE, 530)
FOOTER = SlideBox(EDGE, 684, 980, 22)
NUMBER = SlideBox(WIDTH - EDGE - 120, 684, 120, 22)
COVER_TITLE = SlideBox(EDGE, 170, 1100, 210)
COVER_TEXT = SlideBox(EDGE, 416, 1100, 200)
BAR = SlideBox(EDGE, 120, 56, 3)
COVER_BAR = SlideBox(EDGE, 392, 112, 4)
RULE = SlideBox(EDGE, 121, WIDTH - 2 * EDGE, 1)

TITLE_PX, BODY_PX, FOOTER_PX, COVER_PX = 30.0, 20.0, 12.0, 48.0
KEPT = ("Title Slide", "Title and Content")
"""Layouts of python-pptx's own template that become ours."""

LEFTOVERS = ("/thumbnail", "/printerSettings")

PANOSE = {lettering.SANS: "020B0503030403020204", lettering.SERIF: "02040603050405020204"}
"""How the letters are built: from it a program that lacks them finds the nearest it has."""

A = "http://schemas.openxmlformats.org/drawingml/2006/main"
P = "http://schemas.openxmlformats.org/presentationml/2006/main"
NAMES = {"a": A, "p": P}


@functools.cache
def own() -> bytes:
    """Return our template as a file."""
    slides = pptx.Presentation()
    slides.slide_width, slides.slide_height = emu(WIDTH), emu(HEIGHT)  # type: ignore[assignment]
    for layout in list(slides.slide_layouts):
        if layout.name not in KEPT:
            slides.slide_layouts.remove(layout)
    master = slides.slide_master
    _set_theme(slides)
    _set_master(master._element)
    cover, content = slides.slide_layouts
    _place(cover._element, {"ctrTitle": COVER_TITLE, "subTitle": COVER_TEXT})
    _place(content._element, {"title": TITLE, None: BODY})
    for layout in (cover, content):
        _place(layout._element, {"ftr": FOOTER, "sldNum": NUMBER})
    for element in (master._element, cover._element, content._element):
        _drop(element, "dt")
    _set_cover(cover._element)
    _rule(cover._element, (COVER_BAR, "accent1"))
    _rule(content._element, (RULE, theme.RULE), (BAR, "accent1"))
    _drop_leftovers(slides)
    file = io.BytesIO()
    slides.save(file)
    return file.getvalue()


def _drop_leftovers(slides: Presentation) -> None:
    """Take out what the maker of python-pptx's template left: its picture, its printer."""
    package = slides.part.package
    for holder in (package, slides.part):
        for key, one in list(holder._rels.items()):
            if one.reltype.endswith(LEFTOVERS):
                holder._rels.pop(key)


def _set_theme(slides: Presentation) -> None:
    """Give the theme the colours and letters of the site."""
    part = next(
        one.target_part
        for one in slides.slide_master.part.rels.values()
        if one.reltype.endswith("/theme")
    )
    root = etree.fromstring(part.blob)
    root.set("name", "Trojka")
    colours = {
        "dk1": theme.INK,
        "lt1": theme.PAPER,
        "dk2": theme.MUTED,
        "lt2": theme.LAND,
        **{f"accent{n}": colour for n, colour in enumerate(theme.SERIES[:6], start=1)},
        "hlink": theme.ACCENT,
        "folHlink": theme.MUTED,
    }
    scheme = root.find(".//a:clrScheme", NAMES)
    scheme.set("name", "Trojka")
    for slot in scheme:
        for held in list(slot):
            slot.remove(held)
        name = etree.QName(slot).localname
        etree.SubElement(slot, f"{{{A}}}srgbClr", val=colours[name][1:])
    letters = root.find(".//a:fontScheme", NAMES)
    letters.set("name", "Trojka")
    for kind, name in (("majorFont", lettering.SERIF), ("minorFont", lettering.SANS)):
        latin = letters.find(f"a:{kind}/a:latin", NAMES)
        latin.set("typeface", name)
        latin.set("panose", PANOSE[name])
        letters.find(f"a:{kind}/a:cs", NAMES).set("typeface", "Arial")
    part._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _set_master(master: etree._Element) -> None:
    """Place what stands on every slide, and set its type."""
    _place(master, {"title": TITLE, "body": BODY, "ftr": FOOTER, "sldNum": NUMBER})
    for name in ("ftr", "sldNum"):
        shape = _placeholder(master, name)
        level = shape.find("p:txBody/a:lstStyle/a:lvl1pPr", NAMES)
        level.set("algn", "l" if name == "ftr" else "r")
        letters = level.find("a:defRPr", NAMES)
        letters.set("sz", _points(FOOTER_PX))
        for held in list(letters):
            letters.remove(held)
        letters.append(
            etree.fromstring(f'<a:solidFill xmlns:a="{A}"><a:schemeClr val="tx2"/></a:solidFill>')
        )
        _close(shape, "ctr")
    _close(_placeholder(master, "title"), "b")
    _close(_placeholder(master, "body"), "t")
    styles = master.find("p:txStyles", NAMES)
    title = styles.find("p:titleStyle/a:lvl1pPr", NAMES)
    title.set("algn", "l")
    title.find("a:defRPr", NAMES).set("sz", _points(TITLE_PX))
    for level in styles.find("p:bodyStyle", NAMES):
        letters = level.find("a:defRPr", NAMES)
        if letters is not None:
            letters.set("sz", _points(BODY_PX))


def _set_cover(cover: etree._Element) -> None:
    """Set the type of the first slide: its title large, at the left."""
    for name, size, anchor in (("ctrTitle", COVER_PX, "b"), ("subTitle", BODY_PX + 2, "t")):
        shape = _placeholder(cover, name)
        styles = shape.find("p:txBody/a:lstStyle", NAMES)
        for held in list(styles):
            styles.remove(held)
        colour = "tx1" if name == "ctrTitle" else "tx2"
        styles.append(
            etree.fromstring(
                f'<a:lvl1pPr xmlns:a="{A}" marL="0" indent="0" algn="l"><a:buNone/>'
                f'<a:defRPr sz="{_points(size)}"><a:solidFill><a:schemeClr val="{colour}"/>'
                "</a:solidFill></a:defRPr></a:lvl1pPr>"
            )
        )
        _close(shape, anchor)


def _place(element: etree._Element, boxes: dict[str | None, SlideBox]) -> None:
    """Put placeholders, by kind, in their places; the kind None is that of any content."""
    for name, box in boxes.items():
        properties = _placeholder(element, name).find("p:spPr", NAMES)
        for held in properties.findall("a:xfrm", NAMES):
            properties.remove(held)
        properties.insert(
            0,
            etree.fromstring(
                f'<a:xfrm xmlns:a="{A}"><a:off x="{emu(box.left)}" y="{emu(box.top)}"/>'
                f'<a:ext cx="{emu(box.width)}" cy="{emu(box.height)}"/></a:xfrm>'
            ),
        )


def _close(shape: etree._Element, anchor: str) -> None:
    """Take the margins out of a placeholder: what it holds is measured without."""
    body = shape.find("p:txBody/a:bodyPr", NAMES)
    for side in ("lIns", "tIns", "rIns", "bIns"):
        body.set(side, "0")
    body.set("anchor", anchor)
    for held in list(body):
        body.remove(held)
    etree.SubElement(body, f"{{{A}}}noAutofit")


def _placeholder(element: etree._Element, name: str | None) -> etree._Element:
    for shape in element.iter(f"{{{P}}}sp"):
        held = shape.find("p:nvSpPr/p:nvPr/p:ph", NAMES)
        if held is not None and held.get("type") == name:
            return shape
    raise LookupError(name)


def _drop(element: etree._Element, name: str) -> None:
    shape = _placeholder(element, name)
    shape.getparent().remove(shape)


def _rule(element: etree._Element, *bars: tuple[SlideBox, str]) -> None:
    """Draw bars in colours of the theme on a layout."""
    tree = element.find("p:cSld/p:spTree", NAMES)
    for n, (box, colour) in enumerate(bars):
        bar = (
            f'<p:sp xmlns:p="{P}" xmlns:a="{A}"><p:nvSpPr><p:cNvPr id="{90 + n}" name="Rule"/>'
            '<p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr>'
            f'<a:xfrm><a:off x="{emu(box.left)}" y="{emu(box.top)}"/>'
            f'<a:ext cx="{emu(box.width)}" cy="{emu(box.height)}"/></a:xfrm>'
            f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{solid(colour)}'
            "<a:ln><a:noFill/></a:ln></p:spPr></p:sp>"
        )
        tree.insert(2 + n, etree.fromstring(bar))


def _points(pixels: float) -> str:
    return str(round(pixels * POINT * 100))
