"""The letters of the house inside a DOCX, so that it looks the same where they are not installed.

Their licence (SIL OFL 1.1) allows it, and so do the fonts themselves. The first bytes of each are
masked with a key that stands beside it, as Word wants it (ECMA-376, part 4, 2.8.1).
"""

from __future__ import annotations

import uuid
from typing import Any

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from dashboard.briefing.charts import lettering

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.obfuscatedFont"
MASKED = 32
"""Bytes at the start of a font that are masked."""

FACES = (
    (lettering.SANS, "Calibri", (("Regular", "Regular"), ("Bold", "Semibold"), ("Italic", "It"))),
    (lettering.SERIF, "Cambria", (("Regular", "Regular"), ("Bold", "Semibold"))),
)
"""Families, what stands in for them where nothing else helps, and the files of their faces."""

EARLIER = (
    "writeProtection",
    "view",
    "zoom",
    "removePersonalInformation",
    "removeDateAndTime",
    "doNotDisplayPageBoundaries",
    "displayBackgroundShape",
    "printPostScriptOverText",
    "printFractionalCharacterWidth",
    "printFormsData",
)
"""Settings that stand before that of enclosed letters, as the schema wants it."""


def enclose(document: Document) -> None:
    """Put the letters of the house into a document."""
    table = next(
        relation.target_part
        for relation in document.part.rels.values()
        if relation.reltype == RELATIONSHIP_TYPE.FONT_TABLE
    )
    fonts = []
    for (family, instead, faces), folder in zip(FACES, lettering.folders(), strict=False):
        inner = f'<w:altName w:val="{instead}"/>'
        for face, name in faces:
            content = (folder / f"{family.replace(' ', '')}-{name}.ttf").read_bytes()
            key = uuid.uuid5(uuid.NAMESPACE_URL, f"{family} {name}")
            place = PackURI(f"/word/fonts/{key.hex}.odttf")
            part = Part(place, CONTENT_TYPE, masked(content, key), document.part.package)
            relation = table.relate_to(part, RELATIONSHIP_TYPE.FONT)
            inner += f'<w:embed{face} r:id="{relation}" w:fontKey="{{{str(key).upper()}}}"/>'
        fonts.append(f'<w:font w:name="{family}">{inner}</w:font>')
    written = f"<w:fonts {nsdecls('w', 'r')}>{''.join(fonts)}</w:fonts>"
    table._blob = written.encode()  # a part that python-docx does not read has no other way in
    settings: Any = document.settings.element
    settings.insert(_place(settings), parse_xml(f"<w:embedTrueTypeFonts {nsdecls('w')}/>"))


def masked(content: bytes, key: uuid.UUID) -> bytes:
    """Return a font masked with a key, or, if it is masked, as it was.

    Examples
    --------
    >>> key = uuid.UUID(int=1)
    >>> masked(masked(bytes(40), key), key) == bytes(40)
    True
    """
    mask = key.bytes[::-1] * 2
    start = bytes(one ^ other for one, other in zip(content[:MASKED], mask, strict=True))
    return start + content[MASKED:]


def _place(settings: Any) -> int:
    """Return where the mark stands that letters are enclosed: after those that come before it."""
    before = {qn(f"w:{name}") for name in EARLIER}
    return max((i + 1 for i, one in enumerate(settings) if one.tag in before), default=0)
