"""A ministry's template: its layouts and placeholders are used; one without them is refused."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pptx
import pytest
from pptx.presentation import Presentation

from dashboard.briefing import slides
from data.errors import BriefingError
from tests.dashboard.briefing.slides import reading_back
from tests.dashboard.briefing.slides.conftest import MakePack


def template(change: Callable[[Presentation], None] = lambda _slides: None) -> bytes:
    """Return python-pptx's own slides, 4 by 3, with one sample slide."""
    own = pptx.Presentation()
    own.slides.add_slide(own.slide_layouts[0]).shapes.title.text = "A sample"  # type: ignore[union-attr]
    change(own)
    file = io.BytesIO()
    own.save(file)
    return file.getvalue()


def without(kind: str) -> Callable[[Presentation], None]:
    """Return what takes a kind of placeholder out of all layouts."""

    def change(own: Presentation) -> None:
        for layout in own.slide_layouts:
            for shape in list(layout.placeholders):
                if shape._element.xpath(".//p:ph")[0].get("type") == kind:
                    shape._element.getparent().remove(shape._element)

    return change


def test_its_layouts_size_and_placeholders_are_used(pack: MakePack) -> None:
    found = reading_back.opened(slides.write(pack(), template=template()))
    assert found.slide_width == pptx.Presentation().slide_width
    assert found.slides[0].slide_layout.name == "Title Slide"
    titles = [reading_back.title(slide) for slide in found.slides]
    assert "A sample" not in titles
    for slide in list(found.slides)[1:]:
        assert slide.slide_layout.name == "Title and Content"
        kinds = {shape.placeholder_format.type for shape in slide.placeholders}
        assert {"TITLE (1)", "FOOTER (15)", "SLIDE_NUMBER (13)"} <= {str(one) for one in kinds}
        for shape in reading_back.shapes(slide):
            assert shape.left + shape.width <= found.slide_width  # type: ignore[operator]
            assert shape.top + shape.height <= found.slide_height  # type: ignore[operator]


@pytest.mark.parametrize(
    ("kind", "said"),
    [("sldNum", "no slide number on the layout"), ("ftr", "no footer"), ("subTitle", "subtitle")],
)
def test_one_without_a_placeholder_is_refused_by_its_name(
    pack: MakePack, kind: str, said: str
) -> None:
    with pytest.raises(BriefingError, match=said) as found:
        slides.write(pack(), template=template(without(kind)), where="house.pptx")
    assert str(found.value).startswith("house.pptx: found no ")
    assert "slide master view" in str(found.value)


def test_one_with_a_text_too_small_for_a_chart_is_refused(pack: MakePack) -> None:
    def narrow(own: Presentation) -> None:
        for layout in own.slide_layouts:
            for shape in layout.placeholders:
                if shape.placeholder_format.idx == 1:
                    shape.width = shape.height = 1_000_000  # type: ignore[assignment]
                    shape.left = shape.top = 0  # type: ignore[assignment]

    with pytest.raises(BriefingError, match="found a text of 105 by 105 pixels"):
        slides.write(pack(), template=template(narrow), where="house.pptx")


def test_a_hostile_one_is_refused_before_it_is_opened(pack: MakePack, tmp_path: Path) -> None:
    with pytest.raises(BriefingError, match=r"house\.pptx: found no \.pptx in it"):
        slides.write(pack(), template=b"MZ", where="house.pptx")
