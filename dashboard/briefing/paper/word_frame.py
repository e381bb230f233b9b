"""What stands above and below every page of a DOCX paper."""

from __future__ import annotations

from typing import Any
from xml.sax.saxutils import escape

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.section import Section

from dashboard import theme
from dashboard.briefing.paper import shape
from dashboard.briefing.paper.wording import PaperWords

TWIPS = round(shape.WIDTH_MM * 1440 / 25.4)
"""Width of the page of the house."""


def head(place: Any, title: str, words: PaperWords) -> None:
    """Write the title of a sheet at the left, and the marking at the right."""
    _fill(place, [f"{_tabs('right')}{_run(title)}{_tab()}{_bold(words.marking)}"], "Header")


def foot(place: Any, words: PaperWords) -> None:
    """Write on which facts a paper stands, and the number of the page."""
    line = f'w:val="single" w:sz="4" w:space="4" w:color="{theme.RULE[1:]}"'
    _fill(place, [f"{_tabs('right', f'<w:pBdr><w:top {line}/></w:pBdr>')}{_foot(words)}"], "Footer")


def added(section: Section, words: PaperWords) -> None:
    """Write the marking and our own line below what a template has above and below its pages."""
    places = [(section.header, section.footer)]
    if section.different_first_page_header_footer:
        places.append((section.first_page_header, section.first_page_footer))
    for above, below in places:
        if words.marking:
            _fill(above, [_bold(words.marking)], "Header", is_kept=True)
        _fill(below, [f"{_tabs('right')}{_foot(words)}"], "Footer", is_kept=True)


def letters(family: str) -> str:
    """Return what gives letters their family."""
    return f'<w:rFonts w:ascii="{family}" w:hAnsi="{family}" w:cs="{family}"/>'


def _fill(place: Any, lines: list[str], style: str, *, is_kept: bool = False) -> None:
    """Write lines into a header or footer, in the place of what is there or below it."""
    place.is_linked_to_previous = False
    element = place._element
    if not is_kept:
        for old in list(element):
            element.remove(old)
    for line in lines:
        named = f'<w:pStyle w:val="{style}"/>'
        inner = line if line.startswith("<w:pPr>") else f"<w:pPr></w:pPr>{line}"
        inner = inner.replace("<w:pPr>", f"<w:pPr>{named}", 1)
        element.append(parse_xml(f"<w:p {nsdecls('w')}>{inner}</w:p>"))


def _foot(words: PaperWords) -> str:
    before, between, after = words.pages
    count = f"{_run(before)}{_field('PAGE')}{_run(between)}{_field('NUMPAGES')}{_run(after)}"
    return f"{_run(words.foot)}{_tab()}{count}"


def _tabs(*kinds: str) -> str:
    """Return the properties of a line with a stop at its end, and its border."""
    border = "".join(one for one in kinds if one.startswith("<"))
    stops = "".join(
        f'<w:tab w:val="{kind}" w:pos="{TWIPS}"/>' for kind in kinds if not kind.startswith("<")
    )
    return f"<w:pPr>{border}<w:tabs>{stops}</w:tabs></w:pPr>"


def _run(text: str, look: str = "") -> str:
    return f'<w:r>{look}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>' if text else ""


def _bold(text: str) -> str:
    return _run(text, f'<w:rPr><w:b/><w:color w:val="{theme.INK[1:]}"/></w:rPr>')


def _tab() -> str:
    return "<w:r><w:tab/></w:r>"


def _field(name: str) -> str:
    """Return a number that Word fills in."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {name} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
