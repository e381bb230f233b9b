"""Looks at a template of slides or paper before any program opens it, and refuses a hostile one.

Such a file is a zip of XML. It is refused where opening it could fill the memory, fetch something
from elsewhere, run something, or where it is not what it says it is.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from typing import Literal, NoReturn

from lxml import etree

from data.errors import BriefingError

Kind = Literal["pptx", "docx"]

MAX_BYTES = 20_000_000
MAX_UNPACKED_BYTES = 200_000_000
MAX_XML_BYTES = 20_000_000
"""Bytes of one part: our readers keep XML as a tree, some ten times as large."""

MAX_PARTS = 2_000
MAX_RATIO = 200
"""What is unpacked, in times what is packed, for parts above `SMALL_BYTES`."""

SMALL_BYTES = 1_000_000

MAIN_PART = {
    "pptx": (
        "ppt/presentation.xml",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml",
    ),
    "docx": (
        "word/document.xml",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    ),
}
PROGRAM = {"pptx": "PowerPoint", "docx": "Word"}
HYPERLINK = "/hyperlink"
"""End of the kind of a relationship that leads elsewhere only when a reader follows it."""

ZIP = b"PK\x03\x04"
SAVE_AGAIN = "save it again from the program that made it"

_RUNS = re.compile(
    r"vbaproject|vbadata|/activex/|/ctrlprops/|macrosheets|oleobject|\.(exe|dll|js)$"
)
_DOCTYPE = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)


def checked(content: bytes, *, kind: Kind, where: str) -> bytes:
    """Return a template as it is, if nothing speaks against opening it.

    Parameters
    ----------
    content : bytes
    kind : str
        ``pptx`` or ``docx``.
    where : str
        What the file is called, for messages.

    Raises
    ------
    BriefingError
        With a sentence that says what was found, and what to do.
    """
    if len(content) > MAX_BYTES:
        _refuse(
            where,
            f"{len(content) / 1e6:.0f} MB",
            f"at most {MAX_BYTES / 1e6:.0f} MB",
            "take its pictures out, or make them smaller",
        )
    if not content.startswith(ZIP):
        _refuse_kind(where, kind)  # a file of another kind, with such a one behind it
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            _check_sizes(parts, where)
            _check_names(parts, kind, where)
            for part in parts.infolist():
                _check_part(part.filename, parts.read(part), where)
            _check_main(parts, kind, where)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, RuntimeError, OSError):
        _refuse_kind(where, kind)
    return content


def _check_sizes(parts: zipfile.ZipFile, where: str) -> None:
    """Refuse a file that would fill the memory."""
    held = parts.infolist()
    if len(held) > MAX_PARTS:
        _refuse(
            where,
            f"{len(held)} parts",
            f"at most {MAX_PARTS}",
            SAVE_AGAIN,
        )
    unpacked = sum(part.file_size for part in held)
    swollen = [
        part
        for part in held
        if part.file_size > SMALL_BYTES and part.file_size > MAX_RATIO * part.compress_size
    ]
    too_large = [part for part in held if _is_xml(part.filename) and part.file_size > MAX_XML_BYTES]
    if unpacked > MAX_UNPACKED_BYTES or swollen or too_large:
        _refuse(
            where,
            f"{unpacked / 1e6:.0f} MB once unpacked, packed into "
            f"{sum(part.compress_size for part in held) / 1e6:.1f} MB",
            "no more than a template needs",
            "save an empty document with the same styles, and use that",
        )


def _check_names(parts: zipfile.ZipFile, kind: Kind, where: str) -> None:
    """Refuse a file with parts that run, that stand elsewhere, or that stand there twice."""
    names = [part.filename for part in parts.infolist()]
    lower = [name.lower() for name in names]
    if len(set(lower)) < len(lower):
        _refuse(where, "two parts of one name", "one of each", SAVE_AGAIN)
    for name in names:
        if _RUNS.search(name.lower()):
            _refuse(
                where,
                f"{name}, which holds a program",
                "nothing that runs",
                f"save it from {PROGRAM[kind]} without macros and embedded objects",
            )
        if name.startswith("/") or "\\" in name or ".." in posixpath.normpath(name).split("/"):
            _refuse(
                where,
                f"a part called {name!r}",
                "parts inside the file",
                "save it again without it",
            )
    if "[Content_Types].xml" not in names or MAIN_PART[kind][0] not in names:
        _refuse_kind(where, kind)


def _check_part(name: str, content: bytes, where: str) -> None:
    """Refuse XML that is broken, declares what it could swell into, or leads elsewhere."""
    if not _is_xml(name):
        return
    if _DOCTYPE.search(content) or _DOCTYPE.search(content.replace(b"\x00", b"")):
        _refuse(where, f"a DOCTYPE in {name}", "none", SAVE_AGAIN)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise BriefingError(
            where,
            found=f"broken XML in {name}",
            expected="a file as its program saves it",
            do="open it there, save it again and use that",
        ) from error
    if name.endswith(".rels"):
        for one in root:
            mode, leads = one.get("TargetMode", ""), one.get("Type", "")
            if mode.lower() == "external" and not leads.endswith(HYPERLINK):
                _refuse(
                    where,
                    f"{one.get('Target')!r} in {name}, which is fetched from elsewhere",
                    "nothing from outside the file",
                    "embed what is linked, and save it again",
                )


def _check_main(parts: zipfile.ZipFile, kind: Kind, where: str) -> None:
    """Refuse a file whose main part is of another kind: one with macros, say."""
    name, wanted = MAIN_PART[kind]
    types = etree.fromstring(
        parts.read("[Content_Types].xml"), etree.XMLParser(resolve_entities=False)
    )
    found = {one.get("PartName"): one.get("ContentType") for one in types if one.get("PartName")}
    if "macroEnabled" in "".join(str(one) for one in found.values()):
        _refuse(
            where,
            "a document made for macros",
            "one without",
            f"save it from {PROGRAM[kind]} as .{kind}, without macros",
        )
    if found.get(f"/{name}") != wanted:
        _refuse_kind(where, kind)


def _is_xml(name: str) -> bool:
    return name.lower().endswith((".xml", ".rels", ".vml"))


def _refuse_kind(where: str, kind: Kind) -> NoReturn:
    _refuse(
        where,
        f"no .{kind} in it",
        f"a file as {PROGRAM[kind]} saves it",
        f"save the template from {PROGRAM[kind]} as .{kind}, not as a template or older kind",
    )


def _refuse(where: str, found: str, expected: str, do: str) -> NoReturn:
    raise BriefingError(where, found=found, expected=expected, do=do)
