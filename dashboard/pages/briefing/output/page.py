"""Asks how a briefing is to look, writes its files, and shows pictures of their pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from dashboard import i18n
from dashboard.briefing import files, making, pack, request
from dashboard.briefing.paper import portable
from dashboard.briefing.paper.pictures import Pictures
from dashboard.briefing.request import Item, Request
from dashboard.briefing.templates import Kind
from dashboard.i18n import _, ngettext
from dashboard.kit import ask, here, save_button, take_along
from dashboard.kit.blocks_on_screen import draw
from dashboard.pages.briefing import content
from dashboard.uploads import reading
from dashboard.words import markdown
from dashboard.words.faults import sentences
from data import progress
from data.errors import BriefingError, PlanError
from data.facts import current_facts

WRITTEN = "briefing:written"
"""Key of the files that were written last."""

CHECKED = "briefing:checked"
"""Key, with its kind, of the template that was looked at last, and of what speaks against it."""

AT_ONCE = 6
"""Pages shown at once."""

WIDTH_PX = 340
"""Width of a page as it is shown, in pixels."""

SMALL_BYTES = 100_000

PIXELS_PER_INCH = 82
"""Resolution of pictures of pages: twice as wide as shown, for screens with two dots to a pixel."""

Templates = Mapping[Kind, bytes]


@dataclass(frozen=True)
class WrittenBriefing:
    """The files of a briefing, and all on which they hang.

    Attributes
    ----------
    asked : Request
    templates : mapping of str to bytes
    version : str
        Of the facts.
    contents : mapping of str to bytes
        By suffix.
    pages : tuple of bytes
        Pictures of the pages of the paper.
    """

    asked: Request
    templates: Templates
    version: str
    contents: Mapping[str, bytes]
    pages: tuple[bytes, ...]


def ask_request(items: Sequence[Item]) -> tuple[Request, Templates]:
    """Draw what is asked of the whole briefing, and return it with the ministry's templates."""
    draw(content.files_heading())
    first, second, third = st.columns([3, 2, 1])
    with first:
        title = ask.words(_("Title"), key="headed", placeholder=_("Briefing"))
    with second:
        marking = _ask_marking()
    with third:
        language = ask.switch(
            _("Language"),
            {key: key.upper() for key in i18n.LANGUAGES},
            key="in",
            default=i18n.language(),
        )
    with st.expander(_("The ministry’s own template")):
        templates = _ask_templates()
    asked = request.make(
        title=title.strip(), marking=marking, language=language, items=tuple(items)
    )
    return asked, templates


def _ask_marking() -> str:
    """Return the marking line: none, one that is offered, or another that is typed."""
    held = next(iter(ask.held("marking")), "")
    offered = {text: text or _("None") for text in ("", *pack.MARKINGS, held)}
    chosen = st.selectbox(
        _("Marking"),
        list(offered),
        index=list(offered).index(held),
        format_func=lambda text: offered.get(text, text),
        accept_new_options=True,
        key="marking_of",
        help=_("A line on every page; choose one, or type another."),
    )
    text = (chosen or "").strip()[:120]
    ask.hold("marking", [text] if text else [], most=1)
    return text


def _ask_templates() -> Templates:
    """Return the templates that were handed in, looked at before anything opens them."""
    found: dict[Kind, bytes] = {}
    kinds: tuple[Kind, Kind] = ("pptx", "docx")
    for column, kind in zip(st.columns(2), kinds, strict=True):
        file = column.file_uploader(
            _("Slides (PPTX)") if kind == "pptx" else _("Paper (DOCX)"),
            type=kind,
            key=f"template_{kind}",
            max_upload_size=reading.MAX_MEGABYTES["template"],
        )
        if file is None:
            continue
        fault = _fault(file, kind)
        if fault is None:
            found[kind] = file.getvalue()
        else:
            column.error(markdown.plain(sentences.of_error(fault)), icon=":material/error:")
    return found


def _fault(file: UploadedFile, kind: Kind) -> BriefingError | None:
    """Return what speaks against a template; it is looked at once, when it is handed in."""
    held: tuple[str, BriefingError | None] | None = st.session_state.get(f"{CHECKED}:{kind}")
    if held is None or held[0] != file.file_id:
        try:
            reading.template(file.getvalue(), kind=kind, where=file.name)
        except BriefingError as error:
            held = (file.file_id, error)
        else:
            held = (file.file_id, None)
        st.session_state[f"{CHECKED}:{kind}"] = held
    return held[1]


def render_output(asked: Request, templates: Templates, *, briefing_id: str) -> None:
    """Draw the button that writes the files; and the files, once they are written.

    Parameters
    ----------
    asked : Request
    templates : mapping of str to bytes
    briefing_id : str
        Of the saved briefing that is open; empty where none is.
    """
    is_asked = st.button(
        _("Write the briefing"), type="primary", icon=":material/description:", key="write"
    )
    place = st.container()
    if is_asked:
        with place, st.spinner(_("Writing the briefing…")):
            try:
                st.session_state[WRITTEN] = _write(asked, templates)
            except (BriefingError, PlanError) as error:
                st.session_state.pop(WRITTEN, None)
                st.error(markdown.plain(sentences.of_error(error)), icon=":material/error:")
    written: WrittenBriefing | None = st.session_state.get(WRITTEN)
    if written is None:
        return
    now = (asked, templates, current_facts().version)
    if now != (written.asked, written.templates, written.version):
        place.caption(_("Something has changed since the files were written: write them again."))
        return
    with place:
        _render_downloads(written, briefing_id or "draft")
        _render_pages(written.pages)


def _write(asked: Request, templates: Templates) -> WrittenBriefing:
    """Write every file of a briefing; say how far that is."""
    facts = current_facts()
    made = making.made(asked, facts, site=take_along.site(), person=here.person())
    n_steps = len(files.KINDS) + 1
    contents = {}
    pictures = Pictures()
    with i18n.spoken(asked.language):
        for suffix, content_of in files.each(made, tuple(files.KINDS), templates, pictures):
            contents[suffix] = content_of
            progress.say(len(contents), n_steps)
        pages = portable.pages(made, pixels_per_inch=PIXELS_PER_INCH, pictures=pictures)
    progress.say(n_steps, n_steps)
    return WrittenBriefing(asked, templates, facts.version, contents, pages)


def _render_downloads(written: WrittenBriefing, name: str) -> None:
    """Draw a button for each file."""
    with st.container(horizontal=True, gap="small"):
        for suffix, content_of in written.contents.items():
            kind = files.KINDS[suffix]
            save_button.offer(
                f"{kind.name} · {_size(len(content_of))}",
                partial(written.contents.__getitem__, suffix),
                kind="briefing",
                thing=f"{name}.{suffix}",
                file=f"trojka-briefing-{written.version}.{suffix}",
                mime=kind.mime,
                key=f"file_{suffix}",
                icon=":material/download:",
                help=_(kind.words),
            )


def _size(n_bytes: int) -> str:
    """Return the size of a file, in kB where it is small."""
    if n_bytes < SMALL_BYTES:
        return f"{i18n.number(max(n_bytes / 1e3, 1))} kB"
    return f"{i18n.number(n_bytes / 1e6, decimals=1)} MB"


def _render_pages(pages: Sequence[bytes]) -> None:
    """Draw pictures of the pages of the paper, some at a time."""
    n = len(pages)
    words = ngettext("The paper: {n} page", "The paper: {n} pages", n).format(n=i18n.number(n))
    st.subheader(words, anchor=False)
    first = 1
    if n > AT_ONCE:
        starts = list(range(1, n + 1, AT_ONCE))
        first = st.select_slider(
            _("Pages"),
            starts,
            format_func=lambda at: f"{at}–{min(at + AT_ONCE - 1, n)}",
            key="pages_shown",
        )
    shown = pages[first - 1 : first - 1 + AT_ONCE]
    with st.container(horizontal=True, gap="medium", key="pages"):
        for number, picture in enumerate(shown, start=first):
            alt = _("Page {n} of the paper").format(n=i18n.number(number))
            st.image(picture, width=WIDTH_PX, caption=alt)
