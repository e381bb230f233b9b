"""Turns a picture of lines into one of pixels."""

from __future__ import annotations

import functools
import struct
import zlib

import typst

PIXELS_A_PIXEL = 2
"""Pixels of the picture along one of the page's, unless others are asked for."""

_PAGE = b"""#set page(width: auto, height: auto, margin: 0pt, fill: none)
#image(bytes(sys.inputs.svg), format: "svg")"""
_HEAD = 33
"""Bytes of a PNG before the first part that may be left out."""


def png(
    svg: bytes, *, title: str = "", description: str = "", scale: float = PIXELS_A_PIXEL
) -> bytes:
    """Return an SVG without words as PNG, with a title and a description kept in the file."""
    drawn = _compiler().compile(
        _PAGE, format="png", ppi=96 * scale, sys_inputs={"svg": svg.decode()}
    )
    if not isinstance(drawn, bytes):
        raise TypeError(f"picture: found {type(drawn).__name__}, expected the bytes of one page")
    about = [("Title", title), ("Description", description), ("Software", "Trojka")]
    texts = b"".join(_text(name, text) for name, text in about if text)
    return drawn[:_HEAD] + texts + drawn[_HEAD:]


def _text(name: str, text: str) -> bytes:
    """Return a part of a PNG that holds text."""
    body = b"iTXt" + name.encode() + b"\0\0\0\0\0" + text.encode()
    return struct.pack(">I", len(body) - 4) + body + struct.pack(">I", zlib.crc32(body))


@functools.cache
def _compiler() -> typst.Compiler:
    none = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False)
    return typst.Compiler(_PAGE, font_paths=none, ignore_system_fonts=True)
