"""One slide: its title, what stands on it from above to below, and what stands on every slide."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pptx.oxml import parse_xml
from pptx.presentation import Presentation
from pptx.slide import Slide, SlideLayout

from dashboard.briefing.slides import pen, setting, text
from dashboard.briefing.slides.layouts import LayoutPlace, Layouts
from dashboard.briefing.slides.pen import Pen, SlideBox, Type
from dashboard.briefing.slides.text import Piece

HYPERLINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
COUNTER = "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}"
"""Identity of the field that counts slides, as PowerPoint writes it."""

FINE_PX = 12.0
FINE_AIR = 8.0
GAP = 14.0
"""Between what stands below one another."""

CLOSED = '<a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="t"><a:noAutofit/></a:bodyPr>'
"""A body without margins of its own, whose text stays as large as it is."""

SHRUNK = (1.0, 0.86, 0.74, 0.64)
"""Sizes of a title that are tried, in that of the layout."""

LEAST_FOOTER_PX = 120.0
TITLE_LINES = 2
LONG_TITLE = Type(18.0, is_bold=True)


@dataclass(frozen=True)
class Fine:
    """Small print that stands on every slide of a sheet, and its footer."""

    texts: tuple[str, ...]
    address: str
    link: str
    marking: str
    footer: str

    @property
    def said(self) -> str:
        """Return the small print in one line."""
        return " · ".join(one for one in (*self.texts, self.address) if one)


class SlidePage:
    """A slide that is being made: its free area grows smaller with what is put on it."""

    def __init__(
        self, layouts: Layouts, language: str, title: str, fine: Fine, *, is_first: bool = True
    ) -> None:
        self._layouts, self._fine = layouts, fine
        self.slide = bare(layouts.slides, layouts.content)
        self.part = self.slide.part
        self.own = Pen(language)
        self._shapes: list[str] = []
        self._has_body = False
        self._links: dict[str, str] = {}
        body = layouts.body.box
        self.area = free(layouts, fine)
        self._fine_box = SlideBox(
            body.left, self.area.bottom, body.width, body.height - self.area.height
        )
        self._title(title, is_first=is_first)

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands on it yet but what stands on every slide."""
        return len(self._shapes) <= 1

    @property
    def number(self) -> int:
        """Return which slide it is, from 1."""
        return len(self._layouts.slides.slides)

    def link(self, address: str) -> str:
        """Return the key of an address on this slide; empty where it leads nowhere."""
        if not address.startswith(("https://", "http://", "mailto:")):
            return ""
        if address not in self._links:
            self._links[address] = self.part.relate_to(address, HYPERLINK, is_external=True)
        return self._links[address]

    def write(self, pieces: list[Piece]) -> list[Piece]:
        """Put paragraphs on the free area; return those that have no room any more."""
        if not self.is_empty and pieces[0].height(self.area.width) > self.area.height + 1:
            return pieces
        now, later = text.fitting(pieces, self.area.width, self.area.height)
        if later and not self.is_empty and all(piece.is_lead for piece in now):
            return pieces
        high = text.height(now, self.area.width)
        if not self.is_empty and high > self.area.height + 1:
            return pieces
        written = text.written(now, self.own, self.link)
        box = SlideBox(self.area.left, self.area.top, self.area.width, high)
        if self._has_body:
            self._shapes.append(self.own.words("Text", box, written))
        else:
            self._shapes.append(placeholder(self.own, self._layouts.body, "Text", written, box))
            self._has_body = True
        self._take(high + GAP)
        return later

    def add(self, shapes: str, height: float) -> None:
        """Put shapes at the top of the free area, as high as they are."""
        self._shapes.append(shapes)
        self._take(height + GAP)

    def finish(self, notes: str) -> None:
        """Put all on the slide, in reading order, with what the speaker is told."""
        language = pen.LANGUAGES[self.own.language]
        size = self._layouts.footer.size
        marked = ""
        if self._fine.marking:
            style = Type(size, "tx1", is_bold=True)
            marked = self.own.run(self._fine.marking + ("  ·  " if self._footer() else ""), style)
        footer = self.own.run(self._footer(), Type(size, "tx2"))
        number = (
            f'<a:p><a:fld id="{COUNTER}" type="slidenum"><a:rPr lang="{language}"/>'
            f"<a:t>{self.number}</a:t></a:fld></a:p>"
        )
        places = self._layouts
        self._shapes += [
            self._small_print(),
            placeholder(self.own, places.footer, "Footer", f"<a:p>{marked}{footer}</a:p>"),
            placeholder(self.own, places.number, "Slide number", number),
        ]
        fill(self.slide, self._shapes)
        speak(self.slide, language, notes)

    def _take(self, height: float) -> None:
        """Make the free area smaller, from above."""
        left = max(self.area.height - height, 0.0)
        self.area = replace(self.area, top=self.area.bottom - left, height=left)

    def _title(self, title: str, *, is_first: bool) -> None:
        """Write the title; one that has no room there stands below too, on its first slide."""
        place = self._layouts.title
        shown, size = shortened(title, place)
        letters = run(shown, pen.LANGUAGES[self.own.language], size if size != place.size else None)
        self._shapes.append(placeholder(self.own, place, "Title", f"<a:p>{letters}</a:p>"))
        if shown != title and is_first:
            self.write(text.plain(title, LONG_TITLE))

    def _small_print(self) -> str:
        """Return the small print at the foot of the body."""
        type_ = Type(FINE_PX, "tx2")
        runs = self.own.run(self._fine.said.removesuffix(self._fine.address), type_)
        runs += self.own.run(self._fine.address, type_, self.link(self._fine.link))
        paragraph = f'<a:p><a:pPr algn="l"/>{runs}</a:p>'
        return self.own.words("Sources", self._fine_box, paragraph, anchor="b")

    def _footer(self) -> str:
        """Return the footer, as much of it as there is room for; nothing if that is little."""
        place = self._layouts.footer
        marked = f"{self._fine.marking}  ·  " if self._fine.marking else ""
        room = place.box.width - setting.width(marked, place.size, is_bold=True) - 16
        if room < LEAST_FOOTER_PX:
            return ""
        line = setting.wrapped(self._fine.footer, place.size, room)[0]
        return line if line == self._fine.footer else line + " …"


def free(layouts: Layouts, fine: Fine) -> SlideBox:
    """Return what a slide has room for, above its small print."""
    body = layouts.body.box
    lines = setting.wrapped(fine.said, FINE_PX, body.width)
    height = setting.height(len(lines), FINE_PX) + FINE_AIR
    return SlideBox(body.left, body.top, body.width, body.height - height)


def bare(slides: Presentation, layout: SlideLayout) -> Slide:
    """Return a new slide on a layout, with nothing on it."""
    slide: Slide = slides.slides.add_slide(layout)
    for shape in list(slide.shapes):
        slide.shapes._spTree.remove(shape._element)
    return slide


def fill(slide: Slide, shapes: list[str]) -> None:
    """Put shapes on a slide, in reading order."""
    held = parse_xml(f"<p:spTree {pen.SPACES}>{''.join(shapes)}</p:spTree>")
    for element in list(held):
        slide.shapes._spTree.append(element)


def speak(slide: Slide, language: str, notes: str) -> None:
    """Write what the speaker is told, a paragraph a line."""
    frame = slide.notes_slide.notes_text_frame
    if frame is None:  # a template whose notes have no place for text
        return
    body = frame._txBody
    for paragraph in list(body.p_lst):
        body.remove(paragraph)
    lines = "".join(f"<a:p>{run(line, language)}</a:p>" for line in notes.split("\n"))
    for element in list(parse_xml(f"<p:txBody {pen.SPACES}>{lines}</p:txBody>")):
        body.append(element)


def run(said: str, language: str, size: float | None = None) -> str:
    """Return letters as their placeholder sets them, smaller where a size is given."""
    if not said:
        return ""
    smaller = f' sz="{round(size * pen.POINT * 100)}"' if size else ""
    return f'<a:r><a:rPr lang="{language}"{smaller} dirty="0"/><a:t>{pen.escaped(said)}</a:t></a:r>'


def placeholder(
    own: Pen, place: LayoutPlace, name: str, paragraphs: str, box: SlideBox | None = None
) -> str:
    """Return a placeholder, as its layout has it or in a box of its own."""
    kind = f' type="{place.kind}"' if place.kind else ""
    index = f' idx="{place.index}"' if place.index else ""
    where, closed = "", "<a:bodyPr/>"
    if box is not None:
        where = pen.transform(box)
        closed = (
            '<a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="t"><a:noAutofit/></a:bodyPr>'
        )
    return (
        f'<p:sp><p:nvSpPr>{own.named(name)}<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f"<p:nvPr><p:ph{kind}{index}/></p:nvPr></p:nvSpPr><p:spPr>{where}</p:spPr>"
        f"<p:txBody>{closed}<a:lstStyle/>{paragraphs}</p:txBody></p:sp>"
    )


def beyond(title: str, layouts: Layouts) -> float:
    """Return the height that a title takes below its place; 0 where it has room there."""
    if shortened(title, layouts.title)[0] == title:
        return 0.0
    return text.height(text.plain(title, LONG_TITLE), layouts.body.box.width) + GAP


def brief(title: str, place: LayoutPlace) -> str:
    """Return a title with room for a remark behind it: as it is, or its first words."""
    shown = shortened(title, place)[0]
    if shown == title:
        return title
    words = shown.split(" ")
    return " ".join(words[: max(len(words) // 2, 1)]) + " …"


def fits(title: str, place: LayoutPlace) -> bool:
    """Tell whether a title fits its place on a layout, at the size it has there, in two lines."""
    lines = setting.wrapped(title, place.size, place.box.width, is_serif=True)
    return len(lines) <= TITLE_LINES and _size(title, place) == place.size


def shortened(title: str, place: LayoutPlace) -> tuple[str, float]:
    """Return a title as it fits its place, cut where it cannot, and its size in pixels."""
    size = _size(title, place)
    if size:
        return title, size
    size = place.size * SHRUNK[-1]
    n = max(int(place.box.height / setting.height(1, size)), 1)
    lines = setting.wrapped(title, size, place.box.width, is_serif=True)[:n]
    *kept, last = " ".join(lines).split(" ")
    return " ".join(kept or [last[: len(last) // 2]]) + " …", size


def _size(title: str, place: LayoutPlace) -> float:
    """Return the size at which a title fits its place; 0 where it never does."""
    for share in SHRUNK:
        size = place.size * share
        lines = setting.wrapped(title, size, place.box.width, is_serif=True)
        if setting.height(len(lines), size) <= place.box.height:
            return size
    return 0.0
