"""Which layouts of a template slides are made on, and what their placeholders leave room for."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from typing import Any

import pptx
from lxml import etree
from pptx.presentation import Presentation
from pptx.slide import SlideLayout

from dashboard.briefing import templates
from dashboard.briefing.slides import design
from dashboard.briefing.slides.design import NAMES
from dashboard.briefing.slides.pen import EMU, POINT, SlideBox
from data.errors import BriefingError

LARGEST_PT = 44.0
"""PowerPoint's size of a title that no style names."""

TITLES = ("title", "ctrTitle")
BODIES = ("body", "obj", None)
NEEDED = {
    "title": "a title",
    "body": "a text",
    "ftr": "a footer",
    "sldNum": "a slide number",
}
ADD = "add what is missing in the slide master view"

LEAST_PX = (400.0, 220.0)
"""Width and height that a body needs for a chart to be read."""


@dataclass(frozen=True)
class LayoutPlace:
    """A placeholder of a layout: its number, its box, and the size of its letters in pixels."""

    kind: str
    index: str
    box: SlideBox
    size: float


@dataclass(frozen=True)
class Layouts:
    """The two layouts in use, and the places on them."""

    slides: Presentation
    cover: SlideLayout
    cover_title: LayoutPlace
    cover_text: LayoutPlace
    content: SlideLayout
    title: LayoutPlace
    body: LayoutPlace
    footer: LayoutPlace
    number: LayoutPlace


def of_template(template: bytes | None, *, where: str) -> Layouts:
    """Return the layouts of a template, or of our own.

    Parameters
    ----------
    template : bytes, optional
        A file of slides.
    where : str
        What it is called, for messages.

    Raises
    ------
    BriefingError
        If it cannot be trusted or opened, or lacks a layout; the message names what is missing.
    """
    content = design.own()
    if template is not None:
        content = templates.checked(template, kind="pptx", where=where)
    try:
        slides = pptx.Presentation(io.BytesIO(content))
    except (KeyError, ValueError, AttributeError, zipfile.BadZipFile) as error:
        raise BriefingError(
            where,
            found="parts that do not fit together",
            expected="slides as PowerPoint saves them",
            do="open it there, save it again and use that",
        ) from error
    _drop_slides(slides)
    cover = next((one for one in slides.slide_layouts if _find(one, ("subTitle",))), None)
    if cover is None or not _find(cover, TITLES):
        raise BriefingError(
            where,
            found="no layout with a title and a subtitle",
            expected="one for the first slide",
            do=ADD,
        )
    content_layout = _content(slides, where)
    body = _place(content_layout, BODIES)
    if body.box.width < LEAST_PX[0] or body.box.height < LEAST_PX[1]:
        raise BriefingError(
            where,
            found=f"a text of {body.box.width:.0f} by {body.box.height:.0f} pixels on the layout "
            f"{content_layout.name!r}",
            expected=f"at least {LEAST_PX[0]:.0f} by {LEAST_PX[1]:.0f}",
            do="make it larger in the slide master view",
        )
    return Layouts(
        slides=slides,
        cover=cover,
        cover_title=_place(cover, TITLES),
        cover_text=_place(cover, ("subTitle",)),
        content=content_layout,
        title=_place(content_layout, TITLES),
        body=body,
        footer=_place(content_layout, ("ftr",)),
        number=_place(content_layout, ("sldNum",)),
    )


def _content(slides: Presentation, where: str) -> SlideLayout:
    """Return the layout for what a briefing says: one text, or the one with fewest."""
    best: tuple[int, SlideLayout, list[str]] | None = None
    for layout in slides.slide_layouts:
        missing = [
            words
            for name, words in NEEDED.items()
            if not _find(layout, {"title": TITLES, "body": BODIES}.get(name, (name,)))
        ]
        if _find(layout, ("subTitle",)):
            continue
        rank = 100 * len(missing) + len(_find(layout, BODIES))
        if best is None or rank < best[0]:
            best = (rank, layout, missing)
    needed = ", ".join(NEEDED.values())
    if best is None:
        raise BriefingError(where, found="no layout for content", expected=needed, do=ADD)
    if best[2]:
        raise BriefingError(
            where,
            found=f"no {' and no '.join(word[2:] for word in best[2])} on the layout "
            f"{best[1].name!r}, the nearest to what is needed",
            expected=needed,
            do=ADD,
        )
    return best[1]


def _find(layout: SlideLayout, kinds: tuple[str | None, ...]) -> list[Any]:
    """Return the placeholders of some kinds."""
    return [
        shape
        for shape in list(layout.placeholders)
        if shape._element.find(".//p:ph", NAMES).get("type") in kinds
    ]


def _place(layout: SlideLayout, kinds: tuple[str | None, ...]) -> LayoutPlace:
    shape = max(_find(layout, kinds), key=lambda one: (one.width or 0) * (one.height or 0))
    held = shape._element.find(".//p:ph", NAMES)
    kind = held.get("type") or ""
    return LayoutPlace(
        kind=kind,
        index=held.get("idx") or "",
        box=SlideBox(
            *(float(side or 0) / EMU for side in (shape.left, shape.top, shape.width, shape.height))
        ),
        size=_size(layout, shape._element, kind),
    )


def _size(layout: SlideLayout, element: etree._Element, kind: str) -> float:
    """Return the size of the letters of a placeholder, in pixels: its own, or that it inherits."""
    master = layout.slide_master._element
    of_master = [
        shape
        for shape in master.iter(f"{{{design.P}}}sp")
        if (held := shape.find(".//p:ph", NAMES)) is not None
        and (held.get("type") == kind or (kind == "ctrTitle" and held.get("type") == "title"))
    ]
    style = "titleStyle" if kind in TITLES else "bodyStyle"
    path = "p:txBody/a:lstStyle/a:lvl1pPr/a:defRPr"
    found = [shape.find(path, NAMES) for shape in (element, *of_master)]
    found.append(master.find(f"p:txStyles/p:{style}/a:lvl1pPr/a:defRPr", NAMES))
    sizes = [int(one.get("sz")) / 100 for one in found if one is not None and one.get("sz")]
    return (sizes[0] if sizes else LARGEST_PT) / POINT


def _drop_slides(slides: Presentation) -> None:
    """Take out the slides that a template may hold as samples, and the sections they form."""
    held = slides.slides._sldIdLst
    for one in list(held):
        slides.part.drop_rel(one.rId)
        held.remove(one)
    for extension in slides.part._element.iter(f"{{{design.P}}}ext"):
        for child in list(extension):
            if etree.QName(child).localname == "sectionLst":
                extension.remove(child)
