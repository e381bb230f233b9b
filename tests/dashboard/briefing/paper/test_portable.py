"""Papers as PDF: tagged, in the language asked for, of the same bytes, and with nothing lost."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import pypdf
import pytest

from dashboard.briefing.paper import pictures, portable
from tests.dashboard.briefing.paper import conftest as packs


def read(content: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(content))


def words(content: bytes) -> str:
    text = " ".join(page.extract_text() for page in read(content).pages)
    return re.sub(r"\s+", "", text.replace("\u200b", ""))


def tags(reader: pypdf.PdfReader) -> list[dict[str, object]]:
    """Return every element of the structure of a document, in reading order."""
    found: list[dict[str, object]] = []
    waiting = [reader.root_object["/StructTreeRoot"]]
    while waiting:
        one = waiting.pop(0)
        one = one.get_object() if hasattr(one, "get_object") else one
        if isinstance(one, list):
            waiting = [*one, *waiting]
        elif isinstance(one, dict) and ("/S" in one or "/K" in one):
            found.append(one)
            waiting = [one["/K"], *waiting] if "/K" in one else waiting
    return found


@pytest.mark.slow
def test_it_is_tagged_and_says_what_it_is(language: str) -> None:
    reader = read(portable.write(packs.worst(language)))
    root = reader.root_object
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == {"en": "en-GB", "nl": "nl-NL"}[language]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert "pdfuaid:part" in reader.root_object["/Metadata"].get_object().get_data().decode()
    assert reader.metadata is not None
    assert str(reader.metadata.title).startswith("Pack #set text")
    kinds = {str(one.get("/S")) for one in tags(reader)}
    assert {"/H1", "/H2", "/H3", "/Table", "/TH", "/TD", "/Figure", "/L", "/Link"} <= kinds
    assert len(reader.outline) >= 2


def test_every_picture_says_what_it_shows(language: str) -> None:
    pack = packs.worst(language)
    figures = [one for one in tags(read(portable.write(pack))) if one.get("/S") == "/Figure"]
    assert figures
    assert all("What tall shows." in str(one["/Alt"]) for one in figures)


@pytest.mark.slow
def test_what_a_user_typed_is_never_code(language: str) -> None:
    text = words(portable.write(packs.worst(language)))
    assert text.count(re.sub(r"\s+", "", packs.MARKUP)) >= 12
    assert re.sub(r"\s+", "", packs.LONGEST) in text


@pytest.mark.slow
def test_every_page_says_marking_version_day_and_number(language: str) -> None:
    reader = read(portable.write(packs.worst(language)))
    n = len(reader.pages)
    assert n > 4
    for number, page in enumerate(reader.pages, 1):
        text = page.extract_text()
        assert "Departementaal Vertrouwelijk" in text
        assert "0123456789ab" in text
        assert {"en": f"Page {number} of {n}", "nl": f"Pagina {number} van {n}"}[language] in text
        assert {"en": "20 November 2026", "nl": "20 november 2026"}[language] in text


def test_links_lead_to_the_web_or_to_this_dashboard(language: str) -> None:
    reader = read(portable.write(packs.worst(language)))
    found = {
        str(one["/A"]["/URI"])
        for page in reader.pages
        for one in (link.get_object() for link in page.get("/Annots", []))
        if "/A" in one and "/URI" in one["/A"]
    }
    assert "https://trojka.example/state?state=KEN" in found
    assert "https://example.org/58" in found
    assert not [one for one in found if "script" in one or "mailto" in one or "copy.example" in one]


@pytest.mark.slow
def test_copies_are_never_named(language: str) -> None:
    text = words(portable.write(packs.worst(language)))
    assert "copy.example" not in text
    assert "Somebody" not in text


@pytest.mark.slow
def test_the_heads_of_a_long_table_are_repeated(language: str) -> None:
    pages = [page.extract_text() for page in read(portable.write(packs.worst(language))).pages]
    tall = [text for text in pages if "In favour of it" in text]
    assert len(tall) >= 2
    assert all("Number" in text for text in tall)


def test_the_same_pack_gives_the_same_bytes(language: str) -> None:
    pack = packs.worst(language)
    assert portable.write(pack) == portable.write(pack)


def test_a_pack_of_one_sheet_has_no_page_of_contents() -> None:
    content = portable.write(packs.small())
    assert len(read(content).pages) == 1
    assert words(content).startswith("State")


@pytest.mark.parametrize("sheets", [(), packs.small().sheets * 2])
def test_packs_of_no_sheet_and_of_two_have_their_title_alone(sheets: tuple[object, ...]) -> None:
    reader = read(portable.write(packs.small(sheets=sheets)))
    assert len(reader.pages) == 1 + len(sheets)


def test_a_sign_that_no_font_has_is_marked_as_such() -> None:
    assert "日本□" in words(portable.write(packs.small(title="日本国")))


def test_letters_come_from_packages_alone() -> None:
    fonts = {
        str(font.get_object()["/BaseFont"]).split("+")[-1]
        for page in read(portable.write(packs.worst("en"))).pages
        for font in page["/Resources"]["/Font"].values()
    }
    families = {re.split("[-,]", name.lstrip("/"))[0] for name in fonts}
    assert families <= {
        "SourceSansPro",
        "SourceSerifPro",
        "DejaVuSans",
        "NanumGothic",
        "NanumGothicBold",
    }


def test_a_chart_is_painted_once_for_both_papers() -> None:
    pack = packs.small()
    held = pictures.Pictures()
    portable.write(pack, pictures=held)
    first = held.of(pack.sheets[0].charts()[0])
    portable.write(replace(pack, marking="Openbaar"), pictures=held)
    assert held.of(pack.sheets[0].charts()[0]) is first
