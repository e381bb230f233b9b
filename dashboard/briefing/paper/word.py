"""Writes a pack as DOCX: styles, real tables, pictures of lines, and the same bytes every time."""

from __future__ import annotations

import io
from copy import deepcopy
from datetime import UTC, datetime, time
from typing import Any

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.section import Section

from dashboard import i18n
from dashboard.briefing import archive, templates
from dashboard.briefing.charts import lettering, raster
from dashboard.briefing.charts.painting import Picture
from dashboard.briefing.pack import Pack
from dashboard.briefing.paper import parts, word_frame, word_styles
from dashboard.briefing.paper.pictures import Pictures
from dashboard.briefing.paper.word_body import NAMESPACES, Body
from dashboard.briefing.paper.wording import PaperWords, words_of

EMU_PER_MM = 36_000
PIXELS_A_PIXEL = 1.5
"""Scale of pictures for readers that cannot draw lines."""


def write(pack: Pack, *, template: bytes | None = None, pictures: Pictures | None = None) -> bytes:
    """Return a pack as DOCX; the same pack gives the same bytes.

    Parameters
    ----------
    pack : Pack
    template : bytes, optional
        A ministry's own DOCX: its styles, page, header and footer are used.
    pictures : Pictures, optional
        Those of another writer of the same pack, so that charts are painted once.

    Raises
    ------
    BriefingError
        If the template lacks a style that papers need, naming every one that is missing.
    """
    if template is not None:
        template = templates.checked(template, kind="docx", where="template")
    document = word_styles.opened(template)
    words = words_of(pack)
    chapters = parts.chapters(pack, pictures or Pictures())
    paper = _Paper(document, words, is_own=template is None)
    _describe(document, pack, words)
    paper.fill(chapters)
    return archive.packed(_files(document), pack.as_of)


class _Paper:
    """A document that is being filled."""

    def __init__(self, document: Document, words: PaperWords, *, is_own: bool) -> None:
        self._document, self._words, self._is_own = document, words, is_own
        self._links: dict[str, str] = {}
        self._n_lines = 0
        page = document.sections[-1]
        wide = (page.page_width or 0) - (page.left_margin or 0) - (page.right_margin or 0)
        styles = (*word_styles.PARAGRAPHS, word_styles.TABLE)
        self._body = Body(
            styles={name: word_styles.name_of(document, name) for name in styles},
            words=words,
            width_mm=wide / EMU_PER_MM,
            value_look=word_frame.letters(lettering.SERIF) if is_own else "",
            link=self._link,
            picture=self._picture,
            number=self._number,
        )

    def fill(self, chapters: tuple[parts.Chapter, ...]) -> None:
        """Write all sheets, each on a page of its own, with what stands on every page."""
        body = self._document.element.body
        found = self._opening(chapters)
        bare = deepcopy(body.sectPr)
        for place, chapter in enumerate(chapters):
            kept = "<w:pageBreakBefore/>" if not self._is_own and found else ""
            found.append(self._body.heading(1, chapter.title, mark=f"sheet{place}", kept=kept))
            found += [self._body.written(part) for part in chapter.parts]
            if self._is_own and place < len(chapters) - 1:
                found.append(_BREAK)
        spaces = " ".join(f'xmlns:{name}="{uri}"' for name, uri in NAMESPACES.items())
        whole = parse_xml(f"<w:body {spaces}>{''.join(found)}</w:body>")
        for place in whole.iter(qn("w:sectPr")):
            for element in bare:
                place.append(deepcopy(element))
        for element in list(whole):
            body.insert(len(body) - 1, element)
        if self._is_own:
            titles = [one.short for one in chapters] or [""]
            if len(chapters) > 1:
                titles.insert(0, "")
            self._frame(titles)
        else:
            word_frame.added(self._document.sections[0], self._words)

    def _opening(self, chapters: tuple[parts.Chapter, ...]) -> list[str]:
        """Return what stands before the first sheet: the title, and where each sheet begins."""
        body, words = self._body, self._words
        if len(chapters) == 1:
            if chapters[0].title == words.title:
                return []
            return [body.small(words.title)]
        found = [body.paragraph("Title", body.letters(words.title)), body.small(words.foot)]
        if chapters:
            found.append(body.paragraph("Normal", body.letters(words.contents, is_bold=True)))
        found += [body.lead(f"sheet{place}", one.title) for place, one in enumerate(chapters)]
        if self._is_own and chapters:
            found.append(_BREAK)
        return found

    def _frame(self, titles: list[str]) -> None:
        """Write what stands above and below every page."""
        for place, (section, title) in enumerate(zip(self._sections(), titles, strict=True)):
            section.different_first_page_header_footer = True
            word_frame.head(section.header, title, self._words)
            if place == 0:
                word_frame.head(section.first_page_header, "", self._words)
                word_frame.foot(section.footer, self._words)
                word_frame.foot(section.first_page_footer, self._words)

    def _sections(self) -> list[Section]:
        return list(self._document.sections)

    def _link(self, address: str) -> str:
        """Return the relation of an address."""
        if address not in self._links:
            self._links[address] = self._document.part.relate_to(
                address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True
            )
        return self._links[address]

    def _picture(self, picture: Picture) -> tuple[str, str]:
        """Return the relations of a picture, as pixels and as lines."""
        part = self._document.part
        pixels, _image = part.get_or_add_image(
            io.BytesIO(raster.png(picture.svg, scale=PIXELS_A_PIXEL))
        )
        self._n_lines += 1
        name = PackURI(f"/word/media/lines{self._n_lines}.svg")
        lines = Part(name, "image/svg+xml", picture.svg, part.package)
        return pixels, part.relate_to(lines, RELATIONSHIP_TYPE.IMAGE)

    def _number(self) -> int:
        """Return the number of a new list that counts from 1; 0 where the style does not count."""
        counted: Any = self._document.styles["List Number"].element
        found = counted.xpath("./w:pPr/w:numPr/w:numId/@w:val")
        if not found:
            return 0
        numbering: Any = self._document.part.numbering_part.element
        abstract = numbering.num_having_numId(int(found[0])).abstractNumId.val
        num = numbering.add_num(abstract)
        num.add_lvlOverride(ilvl=0).add_startOverride(1)
        return int(num.numId)


_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_DEFAULTS = (
    ("rels", "application/vnd.openxmlformats-package.relationships+xml"),
    ("xml", "application/xml"),
)
_BREAK = (
    '<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
    "<w:sectPr/></w:pPr></w:p>"
)


def _files(document: Document) -> dict[str, bytes]:
    """Return the files that a document is made of.

    They are not written by python-docx, which packs them with the time of the day.
    """
    package = document.part.package
    files = {"_rels/.rels": package.rels.xml}
    kinds = [
        f'<Default Extension="{extension}" ContentType="{kind}"/>' for extension, kind in _DEFAULTS
    ]
    for part in package.iter_parts():
        part.before_marshal()
        files[part.partname.membername] = part.blob
        if len(part.rels):
            files[part.partname.rels_uri.membername] = part.rels.xml
        kinds.append(f'<Override PartName="{part.partname}" ContentType="{part.content_type}"/>')
    types = f'<Types xmlns="{_TYPES}">{"".join(sorted(kinds))}</Types>'
    return {archive.FIRST: f"{_XML}{types}".encode(), **files}


def _describe(document: Document, pack: Pack, words: PaperWords) -> None:
    """Say what a document is: its title, language and day."""
    when = datetime.combine(pack.as_of, time(), tzinfo=UTC)
    language, _, region = i18n.LOCALES[pack.language].partition("_")
    spoken = f"{language}-{region or language.upper()}"
    about = document.core_properties
    about.title = words.title[: archive.MAX_PROPERTY]
    about.author = about.last_modified_by = words.author
    about.subject, about.comments, about.keywords = words.foot, "", words.marking
    about.created = about.modified = when
    about.revision, about.language = 1, spoken
    for found in document.styles.element.iter(qn("w:lang")):
        found.set(qn("w:val"), spoken)
    for key, relation in list(document.part.package.rels.items()):  # a picture of an empty page
        if relation.reltype.endswith("/thumbnail"):
            del document.part.package.rels[key]
