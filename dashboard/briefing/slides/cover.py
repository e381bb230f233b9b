"""The first slide: what the briefing is called, of which day, on which facts, and its marking."""

from __future__ import annotations

from dashboard.briefing import sources
from dashboard.briefing.pack import Pack
from dashboard.briefing.slides import one_slide, pen, setting
from dashboard.briefing.slides.layouts import Layouts
from dashboard.briefing.slides.pen import Pen, Type
from dashboard.i18n import _


def put(found: Layouts, pack: Pack) -> None:
    """Put the first slide of a pack on the slides."""
    slide = one_slide.bare(found.slides, found.cover)
    own = Pen(pack.language)
    language = pen.LANGUAGES[pack.language]
    title = setting.readable(pack.title) or _("Briefing")
    shown, size = one_slide.shortened(title, found.cover_title)
    heading = one_slide.run(shown, language, size if size != found.cover_title.size else None)
    lines = [f"Trojka · {sources.facts_line(pack)}", pack.site]
    small = found.cover_text.size
    said = "".join(
        f"<a:p>{own.run(line, Type(min(small, 22.0), 'tx2'))}</a:p>" for line in lines if line
    )
    if pack.marking:
        marked = Type(min(small, 22.0), "tx1", is_bold=True)
        said = f"<a:p>{own.run(pack.marking, marked)}</a:p>{said}"
    shapes = [
        one_slide.placeholder(own, found.cover_title, "Title", f"<a:p>{heading}</a:p>"),
        one_slide.placeholder(own, found.cover_text, "Subtitle", said),
    ]
    one_slide.fill(slide, shapes)
    contents = [f"{n}. {sheet.title}" for n, sheet in enumerate(pack.sheets, start=1)]
    one_slide.speak(slide, language, "\n".join([title, *lines, "", *contents]))
