"""Papers as DOCX: styles, real tables, pictures with words, and the same bytes."""

from __future__ import annotations

import io
import zipfile
from itertools import pairwise
from typing import Any

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from lxml import etree

from dashboard.briefing.paper import word
from data.errors import BriefingError
from tests.dashboard.briefing.paper import conftest as packs

SVG_BLIP = "{http://schemas.microsoft.com/office/drawing/2016/SVG/main}svgBlip"


def read(content: bytes) -> Document:
    return docx.Document(io.BytesIO(content))


def text_of(content: bytes) -> str:
    """Return all letters of the body."""
    body: Any = read(content).element.body
    return "".join(str(one.text) for one in body.iter(qn("w:t"))).replace("\u200b", "")


def ministry(drop: str = "") -> bytes:
    """Return a template in a style of its own."""
    document = docx.Document()
    document.styles["Heading 1"].font.name = "Rijksoverheid Serif"
    document.sections[0].header.paragraphs[0].text = "Ministry of Foreign Affairs"
    document.add_paragraph("To be taken out")
    if drop:
        style = document.styles[drop]
        style.element.getparent().remove(style.element)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def test_headings_tables_and_language_are_what_they_say(language: str) -> None:
    document = read(word.write(packs.worst(language)))
    styles = [one.style.name for one in document.paragraphs if one.style is not None]
    assert styles.count("Heading 1") == 2
    assert {"Heading 2", "Heading 3", "List Bullet", "List Number", "Caption"} <= set(styles)
    levels = [int(name[-1]) for name in styles if name.startswith("Heading")]
    assert all(after <= before + 1 for before, after in pairwise(levels))
    rows = [
        one for one in document.element.body.iter(qn("w:tr")) if one.find(qn("w:trPr")) is not None
    ]
    heads = [one for one in rows if one.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None]
    assert len(heads) == 1
    assert document.core_properties.language == {"en": "en-GB", "nl": "nl-NL"}[language]
    assert document.core_properties.title.startswith("Pack #set")
    assert next(document.styles.element.iter(qn("w:lang"))).get(qn("w:val")) == (
        document.core_properties.language
    )


def test_every_picture_is_of_lines_and_of_pixels_and_says_what_it_shows(language: str) -> None:
    document = read(word.write(packs.worst(language)))
    named = list(document.element.body.iter(qn("wp:docPr")))
    assert named
    assert all("What tall shows." in one.get("descr", "") for one in named)
    for blip in document.element.body.iter(qn("a:blip")):
        lines = next(blip.iter(SVG_BLIP)).get(qn("r:embed"))
        assert document.part.related_parts[lines].blob.startswith(b"<?xml")
        assert document.part.related_parts[blip.get(qn("r:embed"))].blob[1:4] == b"PNG"


def test_what_a_user_typed_stays_text(language: str) -> None:
    text = text_of(word.write(packs.worst(language)))
    assert text.count(packs.MARKUP) >= 12
    assert packs.LONGEST in text
    assert "\x07" not in text
    assert "\u202e" not in text
    assert all(name in text for name in packs.NAMES)


def test_copies_are_never_named_and_odd_addresses_lead_nowhere(language: str) -> None:
    content = word.write(packs.worst(language))
    assert "copy.example" not in text_of(content)
    addresses = {one.target_ref for one in read(content).part.rels.values() if one.is_external}
    assert "https://trojka.example/state?state=KEN" in addresses
    assert not [one for one in addresses if not one.startswith("https://")]
    assert not [one for one in addresses if "copy.example" in one]


def test_every_page_says_marking_version_and_number(language: str) -> None:
    for section in read(word.write(packs.worst(language))).sections:
        for head in (section.header, section.first_page_header):
            assert "Departementaal Vertrouwelijk" in "".join(p.text for p in head.paragraphs)
        for foot in (section.footer, section.first_page_footer):
            said = "".join(p.text for p in foot.paragraphs)
            assert "0123456789ab" in said
            fields = [one.text.strip() for one in foot._element.iter(qn("w:instrText"))]
            assert fields == ["PAGE", "NUMPAGES"]


@pytest.mark.slow
def test_the_same_pack_gives_the_same_bytes(language: str) -> None:
    pack = packs.worst(language)
    first = word.write(pack)
    assert first == word.write(pack)
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {one.date_time for one in archive.infolist()} == {(2026, 11, 20, 0, 0, 0)}
        assert archive.namelist()[0] == "[Content_Types].xml"
        for name in archive.namelist():
            if name.endswith((".xml", ".rels", ".svg")):
                etree.fromstring(archive.read(name))


def test_its_letters_come_with_it() -> None:
    with zipfile.ZipFile(io.BytesIO(word.write(packs.small()))) as archive:
        letters = [name for name in archive.namelist() if name.endswith(".odttf")]
    assert len(letters) == 5


def test_a_numbered_list_counts_from_one(language: str) -> None:
    numbered = [
        str(one.numId.val)
        for one in read(word.write(packs.worst(language))).element.body.iter(qn("w:numPr"))
        if one.numId is not None
    ]
    assert len(numbered) == 2
    assert len(set(numbered)) == 1


def test_a_template_lends_its_styles_and_its_header() -> None:
    document = read(word.write(packs.small(marking="Openbaar"), template=ministry()))
    assert document.styles["Heading 1"].font.name == "Rijksoverheid Serif"
    head = "".join(one.text for one in document.sections[0].header.paragraphs)
    assert head == "Ministry of Foreign AffairsOpenbaar"
    assert "To be taken out" not in "".join(one.text for one in document.paragraphs)
    assert "Kenya voted in favour" in "".join(one.text for one in document.paragraphs)


@pytest.mark.parametrize("style", ["Heading 2", "Table Grid", "List Bullet"])
def test_a_template_without_a_style_is_refused_by_its_name(style: str) -> None:
    with pytest.raises(BriefingError, match=f"found no style {style}, expected Normal"):
        word.write(packs.small(), template=ministry(drop=style))


def test_what_is_no_document_is_refused() -> None:
    with pytest.raises(BriefingError):
        word.write(packs.small(), template=b"%PDF-1.7")
