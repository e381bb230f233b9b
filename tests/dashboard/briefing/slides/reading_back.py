"""Reads slides back with python-pptx: their words, shapes, charts and notes."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pptx
from pptx.presentation import Presentation
from pptx.shapes.base import BaseShape
from pptx.slide import Slide


def opened(content: bytes) -> Presentation:
    return pptx.Presentation(io.BytesIO(content))


def shapes(slide: Slide) -> Iterator[BaseShape]:
    """Yield every shape of a slide, those in groups too."""
    yield from _inside(slide.shapes)


def _inside(found: Any) -> Iterator[BaseShape]:
    for shape in found:
        yield shape
        if shape.shape_type == 6:
            yield from _inside(shape.shapes)


def charts(slide: Slide) -> list[Any]:
    return [shape.chart for shape in shapes(slide) if getattr(shape, "has_chart", False)]


def words(slide: Slide) -> str:
    """Return all words of a slide: of shapes, tables and charts."""
    found = []
    for shape in shapes(slide):
        if shape.has_text_frame:
            found.append(shape.text_frame.text)  # type: ignore[attr-defined]
        if getattr(shape, "has_table", False):
            found += [cell.text for row in shape.table.rows for cell in row.cells]  # type: ignore[attr-defined]
        if getattr(shape, "has_chart", False):
            found += shape.chart._chartSpace.itertext()  # type: ignore[attr-defined]
    return "\n".join(found)


def title(slide: Slide) -> str:
    assert slide.shapes.title is not None
    return slide.shapes.title.text_frame.text


def numbers(element: Any, name: str) -> list[float | None]:
    """Return the numbers that a series of a chart keeps under a name, by their places."""
    held = element.find(f"{{*}}{name}")
    n = int(held.find(".//{*}ptCount").get("val"))
    values: list[float | None] = [None] * n
    for point in held.iter("{*}pt"):
        values[int(point.get("idx"))] = float(point.find("{*}v").text)
    return values
