"""A template is looked at before any program opens it; a hostile one is refused with a sentence."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

import docx
import pptx
import pytest

from dashboard.briefing import templates
from data.errors import BriefingError


def of(kind: templates.Kind) -> bytes:
    """Return a document as its library makes it."""
    file = io.BytesIO()
    if kind == "pptx":
        pptx.Presentation().save(file)
    else:
        docx.Document().save(file)
    return file.getvalue()


def changed(content: bytes, parts: Mapping[str, bytes], *, without: str = "") -> bytes:
    """Return a document with other parts in it."""
    file = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            if name not in parts and name != without:
                new.writestr(name, old.read(name))
        for name, held in parts.items():
            new.writestr(name, held)
    return file.getvalue()


@pytest.mark.parametrize("kind", ["pptx", "docx"])
def test_a_sound_document_is_returned_as_it_is(kind: templates.Kind) -> None:
    content = of(kind)
    assert templates.checked(content, kind=kind, where="house.file") is content


RELATIONS = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    b'<Relationship Id="rId1" Type="http://x/%s" Target="https://evil.example/a" '
    b'TargetMode="External"/></Relationships>'
)
HOSTILE = {
    "a program": ({"ppt/vbaProject.bin": b"x"}, "holds a program"),
    "an embedded object": ({"ppt/embeddings/oleObject1.bin": b"x"}, "holds a program"),
    "a link": ({"ppt/_rels/a.xml.rels": RELATIONS % b"image"}, "fetched from elsewhere"),
    "a doctype": ({"ppt/a.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}, "DOCTYPE"),
    "a hidden doctype": (
        {"ppt/a.xml": '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a><a/>'.encode("utf-16")},
        "DOCTYPE",
    ),
    "broken xml": ({"ppt/a.xml": b"<a><b></a>"}, "broken XML"),
    "a bomb": ({"ppt/a.bin": b"0" * 30_000_000}, "once unpacked"),
    "a way out": ({"../../a.xml": b"<a/>"}, "called"),
    "many parts": ({f"a{n}.bin": b"" for n in range(templates.MAX_PARTS)}, "parts"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_document_is_refused(name: str) -> None:
    parts, said = HOSTILE[name]
    with pytest.raises(BriefingError, match=said) as found:
        templates.checked(changed(of("pptx"), parts), kind="pptx", where="house.pptx")
    assert str(found.value).startswith("house.pptx: ")


def test_a_link_to_be_followed_by_a_reader_is_allowed() -> None:
    content = changed(of("pptx"), {"ppt/_rels/a.xml.rels": RELATIONS % b"hyperlink"})
    assert templates.checked(content, kind="pptx", where="house.pptx") == content


def test_what_is_no_document_is_refused() -> None:
    for content in (b"", b"PK", of("docx"), changed(of("pptx"), {}, without="[Content_Types].xml")):
        with pytest.raises(BriefingError, match=r"found no \.pptx in it"):
            templates.checked(content, kind="pptx", where="house.pptx")


def test_a_document_made_for_macros_is_refused() -> None:
    with zipfile.ZipFile(io.BytesIO(of("docx"))) as parts:
        types = parts.read("[Content_Types].xml")
    for_macros = types.replace(
        b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        b"application/vnd.ms-word.document.macroEnabled.main+xml",
    )
    content = changed(of("docx"), {"[Content_Types].xml": for_macros})
    with pytest.raises(BriefingError, match="made for macros"):
        templates.checked(content, kind="docx", where="house.docx")


def test_a_large_document_is_refused_unopened() -> None:
    with pytest.raises(BriefingError, match="found 21 MB, expected at most 20 MB"):
        templates.checked(b"0" * 21_000_000, kind="pptx", where="house.pptx")
