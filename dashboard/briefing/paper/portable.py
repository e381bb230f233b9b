"""Writes a pack as PDF: tagged, searchable, and the same bytes on every machine.

The page is set by ``paper.typ``; words reach it as JSON and never as code. Letters come from
packages only, never from the machine.
"""

from __future__ import annotations

import functools
import json
import threading
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, time
from functools import singledispatch
from pathlib import Path
from typing import Any, Literal

import typst

from dashboard import i18n, theme
from dashboard.briefing import prose
from dashboard.briefing.charts import lettering
from dashboard.briefing.pack import Pack
from dashboard.briefing.paper import parts, shape
from dashboard.briefing.paper.pictures import Pictures
from dashboard.briefing.paper.wording import PaperWords, words_of
from data.errors import BriefingError

STANDARD: Literal["ua-1"] = "ua-1"
"""PDF/UA-1: tagged, with language, title and words for every picture, else typst refuses."""

Pages = tuple[bytes, ...]

_turn = threading.Lock()
"""The compiler sets one paper at a time, whoever asks."""

_CODE = Path(__file__).with_name("paper.typ")
_LOOK = {
    "sans": [lettering.SANS, lettering.FALLBACK, lettering.FAR_EAST],
    "serif": [lettering.SERIF, lettering.FALLBACK, lettering.FAR_EAST],
    "paper": theme.PAPER,
    "ink": theme.INK,
    "muted": theme.MUTED,
    "rule": theme.RULE,
    "accent": theme.ACCENT,
    "land": theme.LAND,
    "ochre": theme.SERIES[1],
    "page": shape.PAGE_MM,
    "margin": shape.MARGIN_MM,
    "top": shape.TOP_MM,
    "bottom": shape.BOTTOM_MM,
}


def write(pack: Pack, *, pictures: Pictures | None = None) -> bytes:
    """Return a pack as PDF; the same pack gives the same bytes.

    Parameters
    ----------
    pack : Pack
    pictures : Pictures, optional
        Those of another writer of the same pack, so that charts are painted once.

    Raises
    ------
    BriefingError
        If the page cannot be set: a fault of ours, with what typst says of it.
    """
    written = _set(
        pack,
        pictures or Pictures(),
        format="pdf",
        pdf_standards=[STANDARD],
        timestamp=datetime.combine(pack.as_of, time(), tzinfo=UTC),
    )
    if not isinstance(written, bytes):
        raise TypeError(f"paper: found {type(written).__name__}, expected bytes")
    return written


def pages(pack: Pack, *, pixels_per_inch: float, pictures: Pictures | None = None) -> Pages:
    """Return a picture of each page as PNG, in order; see `write`."""
    drawn = _set(pack, pictures or Pictures(), format="png", ppi=pixels_per_inch)
    return tuple(drawn) if isinstance(drawn, list) else (drawn,)


def _set(pack: Pack, pictures: Pictures, **how: Any) -> bytes | list[bytes]:
    """Return a pack as the compiler sets it, in the format asked for."""
    words = words_of(pack)
    chapters = parts.chapters(pack, pictures)
    language, _, region = i18n.LOCALES[pack.language].partition("_")
    paper = {
        "look": _LOOK,
        "title": words.title,
        "author": words.author,
        "day": {"year": pack.as_of.year, "month": pack.as_of.month, "day": pack.as_of.day},
        "language": language,
        "region": region or language.upper(),
        "marking": words.marking,
        "foot": words.foot,
        "pages": words.pages,
        "contents": words.contents,
        "chapters": [
            {
                "title": chapter.title,
                "short": chapter.short,
                "parts": [_said(part, words) for part in chapter.parts],
            }
            for chapter in chapters
        ],
    }
    try:
        with _turn:
            made = _compiler().compile(
                _CODE,
                sys_inputs={"paper": json.dumps(_settable(paper), ensure_ascii=False)},
                **how,
            )
    except typst.TypstError as error:
        raise BriefingError(
            f"paper {pack.title!r}",
            found=error.message,
            expected="a page that can be set",
            do="report it with the pack: this is a fault of dashboard/briefing/paper/paper.typ",
        ) from error
    if made is None:
        raise TypeError("paper: found nothing, expected a page")
    return made


@functools.cache
def _compiler() -> typst.Compiler:
    """Return what sets pages: it keeps letters and code from one paper to the next."""
    lettering.make_known()
    letters = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(folder) for folder in lettering.folders()],
    )
    return typst.Compiler(
        _CODE, root=str(_CODE.parent), font_paths=letters, ignore_system_fonts=True
    )


def _settable(said: Any) -> Any:
    """Return what is to be set with signs that our fonts have; pictures have theirs already."""
    if isinstance(said, str):
        return lettering.shown(said)
    if isinstance(said, Mapping):
        return {
            name: one if name in ("slices", "look") else _settable(one)
            for name, one in said.items()
        }
    if isinstance(said, list | tuple):
        return [_settable(one) for one in said]
    return said


@singledispatch
def _said(part: parts.Part, words: PaperWords) -> dict[str, Any]:  # noqa: ARG001  # for kinds
    """Return a part as the page takes it."""
    raise TypeError(f"no part of a paper: {type(part).__name__}")


@_said.register
def _head(part: parts.Head, _words: PaperWords) -> dict[str, Any]:
    return {"is": "head", "level": part.level, "text": part.text}


@_said.register
def _prose(part: parts.Prose, words: PaperWords) -> dict[str, Any]:
    label = words.labels.get(part.role)
    said = list(part.paragraphs)
    if label and said:
        runs = (prose.Run(f"{label} ", is_bold=True), *said[0].runs)
        said[0] = replace(said[0], runs=runs)
    return {
        "is": "prose",
        "role": part.role,
        "lead": part.is_lead,
        "paragraphs": [
            {"kind": one.kind, "level": one.level, "runs": _runs(one.runs)} for one in said
        ],
    }


@_said.register
def _figures(part: parts.Figures, _words: PaperWords) -> dict[str, Any]:
    tiles = [list(tile) for tile in part.tiles]
    return {"is": "figures", "tiles": tiles, "line": part.per_line, "glance": part.is_glance}


@_said.register
def _image(part: parts.Image, words: PaperWords) -> dict[str, Any]:
    return {
        "is": "picture",
        "slices": [one.svg.decode() for one in part.slices],
        "alts": words.of_slices(part),
    }


@_said.register
def _grid(part: parts.PaperTable, _words: PaperWords) -> dict[str, Any]:
    cells = [zip(one.texts, one.addresses, strict=True) for one in part.columns]
    return {
        "is": "table",
        "size": part.size_pt,
        "widths": part.widths_mm,
        "heads": [one.heading for one in part.columns],
        "numeric": [one.is_number for one in part.columns],
        "rows": list(zip(*cells, strict=True)),
    }


@_said.register
def _about(part: parts.SmallPrint, _words: PaperWords) -> dict[str, Any]:
    return {"is": "about", "lines": [[name, _runs(runs)] for name, runs in part.lines]}


def _runs(runs: tuple[prose.Run, ...]) -> list[dict[str, Any]]:
    return [
        {
            "text": one.text,
            "bold": one.is_bold,
            "italic": one.is_italic,
            "address": one.address,
        }
        for one in runs
    ]
