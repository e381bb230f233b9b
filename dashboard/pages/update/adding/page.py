"""The form in which a fact is handed in: asked, looked at, confirmed, written."""

from __future__ import annotations

import base64
from typing import Any

import streamlit as st

from dashboard.i18n import _
from dashboard.kit import ask, here, signing
from dashboard.kit.blocks_on_screen import draw
from dashboard.pages.update import command
from dashboard.pages.update.adding import content
from dashboard.pages.update.command import Answered
from dashboard.pages.update.details import content as details
from dashboard.pages.update.details import page as fields
from dashboard.pages.update.provenance import page as provenance
from dashboard.plans import trail
from dashboard.words import markdown, states
from dashboard.words.faults import sentences
from data.facts import Facts

SEEN = "update:seen"
"""Key of the request that was looked at last, with its answer."""

DONE = "update:done"
"""Key of the answer to the change that was written last."""

OTHER = ""
NO_STATE = "-"
MAX_MEGABYTES = 8


def render_form(facts: Facts) -> None:
    """Draw the form, and what came of it so far."""
    if (done := st.session_state.pop(DONE, None)) is not None:
        with st.container(border=True):
            draw(content.preview(facts, done))
    kind = ask.one(
        _("What is new?"),
        {code: _(words) for code, words in details.KINDS.items()},
        key="change",
    )
    asked = fields.ask_details(facts, kind)
    if kind in details.WITH_LIST:
        asked |= _ask_list(kind)
    asked["source"] = provenance.ask_source(facts)
    left, right = st.columns([1, 2])
    asked["who"] = signing.asked(left, _("Your name"), key="update_who", with_desk=True)
    asked["why"] = right.text_input(_("Why"), key="update_why", max_chars=300).strip()
    if st.button(_("Show what would change"), type="primary", key="update_look"):
        _look(kind, asked)
    _render_answer(facts, kind, asked)


def _ask_list(kind: str) -> dict[str, Any]:
    """Return the list that was pasted or handed in as a file; nothing where neither was."""
    left, right = st.columns([3, 2])
    text = left.text_area(
        _("The list"), key="update_list", height=180, placeholder=_(details.HINTS[kind])
    )
    file = right.file_uploader(
        _("or a file"),
        type=["csv", "xlsx", "txt"],
        key="update_file",
        max_upload_size=MAX_MEGABYTES,
        help=_("A table with a column for the State, and for a roll call one for the vote."),
    )
    given: dict[str, Any] = {"text": text} if text.strip() or file is None else {}
    if file is not None:
        encoded = base64.b64encode(file.getvalue()).decode("ascii")
        given["file"] = {"name": file.name, "content": encoded}
    return given


def _request_kind(kind: str) -> str:
    return "roster" if kind == "list" else kind


def _look(kind: str, asked: dict[str, Any], confirmed: dict[str, str] | None = None) -> None:
    """Ask what a request would change, and keep the answer for this desk."""
    request = asked | {"confirmed": confirmed or {}}
    with st.spinner(_("Looking at what would change; this takes some seconds")):
        answer = command.add(_request_kind(kind), request, person=here.person(), is_written=False)
    st.session_state[SEEN] = (kind, asked, request, answer)


def _render_answer(facts: Facts, kind: str, asked: dict[str, Any]) -> None:
    """Draw the answer to what was looked at, unless something else is in the form by now."""
    held = st.session_state.get(SEEN)
    if held is None:
        return
    seen_kind, seen_asked, request, answer = held
    if (seen_kind, seen_asked) != (kind, asked):
        st.caption(_("The form was changed since it was looked at."))
        return
    with st.container(border=True, key="update_answer"):
        if answer["answer"] == "faults":
            _render_faults(answer)
        elif answer["answer"] == "questions":
            _render_questions(facts, kind, request, answer)
        else:
            draw(content.preview(facts, answer))
            if st.button(_("Write this change"), type="primary", key="update_write"):
                _write(kind, request, answer)


def _render_faults(answer: Answered) -> None:
    st.markdown(_("**This cannot be written as it is.** Nothing was changed."))
    for sentence in content.faults(answer):
        st.error(sentence, icon=":material/error:")


def _render_questions(facts: Facts, kind: str, request: dict[str, Any], answer: Answered) -> None:
    """Draw a choice for each name that nobody knows yet: the nearest State first."""
    st.markdown(_("**Which States are these?** What you confirm is kept for the next time."))
    names = states.names(facts.states)
    confirmed = dict(request["confirmed"])
    for question in answer["questions"]:
        near = {iso3: names.get(iso3, name) for iso3, name in question["suggested"]}
        others = {iso3: name for iso3, name in names.items() if iso3 not in near}
        options = near | {NO_STATE: _("No State of the record")} | others
        chosen = st.selectbox(
            markdown.plain(question["name"]),
            list(options),
            index=0 if near else None,
            format_func=options.__getitem__,
            placeholder=_("Choose a State"),
            key=f"update_name:{question['name']}",
            help=markdown.plain(sentences.in_words(question["where"], "where")),
        )
        confirmed[question["name"]] = chosen or OTHER
    is_ready = all(confirmed.values())
    if st.button(_("Confirm these names"), type="primary", disabled=not is_ready):
        asked = {key: value for key, value in request.items() if key != "confirmed"}
        _look(kind, asked, confirmed)
        st.rerun()


def _write(kind: str, request: dict[str, Any], answer: Answered) -> None:
    """Write what was looked at, unless the facts were changed since; say so on the fresh page."""
    with st.spinner(_("Writing the change; this takes some seconds")):
        done = command.add(
            _request_kind(kind),
            request | {"base": answer["base"]},
            person=here.person(),
            is_written=True,
        )
    if done["answer"] != "written":
        _render_faults(done)
        return
    trail.noted(here.person(), "updated", "facts", kind)
    del st.session_state[SEEN]
    st.session_state[DONE] = done
    st.session_state.pop("update_list", None)
    st.rerun()
