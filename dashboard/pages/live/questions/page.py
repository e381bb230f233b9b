"""Where names that are not known are settled, and States with two answers."""

from __future__ import annotations

import streamlit as st

from dashboard.blocks import Unknown
from dashboard.i18n import _, ngettext
from dashboard.kit.blocks_on_screen import draw
from dashboard.pages.live import wording
from dashboard.pages.live.entering import page as entering
from dashboard.pages.live.entering import reading
from dashboard.pages.live.judged import JudgedCount
from dashboard.plans import count_document
from dashboard.plans.count_document import CountLine
from dashboard.words import markdown, states
from data.facts import current_facts

OPEN, NO_STATE = "", "-"
"""Options beside the States: not settled yet; no State at all."""

MAX_SHOWN = 12
"""Names that are settled at once; the others follow."""


def render_questions(count: JudgedCount, who: str) -> None:
    """Draw the names and answers that are not clear, where there are any."""
    _render_unclear(count, who)
    _render_disputed(count, who)


def _render_unclear(count: JudgedCount, who: str) -> None:
    unclear = count.standing.unclear
    if not unclear:
        return
    draw(
        (
            Unknown(
                ngettext(
                    "{n} name is not known, and does not count until it is settled.",
                    "{n} names are not known, and do not count until they are settled.",
                    len(unclear),
                ).format(n=len(unclear))
            ),
        )
    )
    facts = current_facts()
    known, may = reading.spellings(facts), reading.may_answer(facts, count.document.kind)
    words = {
        OPEN: _("Not settled yet"),
        **{iso3: name for iso3, name in states.names(facts.states).items() if iso3 in may},
        NO_STATE: _("No State that counts here: set aside"),
    }
    chosen = {}
    with st.form("settle_names", border=True):
        for entry in unclear[:MAX_SHOWN]:
            near = [iso3 for iso3 in known.near(entry.line.name) if iso3 in may]
            options = list(dict.fromkeys([OPEN, *near, NO_STATE, *words]))
            said = wording.answer_in_words(entry.line.answer)
            chosen[entry] = st.selectbox(
                _("“{name}” ({answer}): which State is it?").format(
                    name=markdown.plain(entry.line.name), answer=said
                ),
                options,
                format_func=words.__getitem__,
                key=f"settle:{entry.entry_id}",
            )
        is_sent = st.form_submit_button(_("Confirm these names"), type="primary")
    if not is_sent:
        return
    batch = reading.new_batch()
    lines = [
        count_document.line(
            act="set_aside" if iso3 == NO_STATE else "answer",
            batch=batch,
            state=None if iso3 == NO_STATE else iso3,
            answer=entry.line.answer,
            name=entry.line.name,
        )
        for entry, iso3 in chosen.items()
        if iso3 != OPEN
    ]
    _keep_settled(count, lines, who)


def _render_disputed(count: JudgedCount, who: str) -> None:
    disputed = count.standing.disputed
    if not disputed:
        return
    draw(
        (
            Unknown(
                ngettext(
                    "{n} State was given two answers, and counts for neither until it is settled.",
                    "{n} States were given two answers, and count for neither until settled.",
                    len(disputed),
                ).format(n=len(disputed))
            ),
        )
    )
    names = states.names(current_facts().states)
    chosen: dict[str, str] = {}
    with st.form("settle_answers", border=True):
        for iso3, given in disputed.items():
            words = {OPEN: _("Not settled yet")} | {
                str(entry.line.answer): _("{answer} (entered by {by})").format(
                    answer=wording.answer_in_words(entry.line.answer), by=wording.entered_by(entry)
                )
                for entry in given
            }
            chosen[iso3] = st.selectbox(
                _("{state}: which answer holds?").format(state=names.get(iso3, iso3)),
                list(words),
                format_func=words.__getitem__,
                key=f"dispute:{iso3}",
            )
        is_sent = st.form_submit_button(_("These answers hold"), type="primary")
    if not is_sent:
        return
    batch = reading.new_batch()
    lines = [
        count_document.line(act="correction", batch=batch, state=iso3, answer=answer)
        for iso3, answer in chosen.items()
        if answer != OPEN
    ]
    _keep_settled(count, lines, who)


def _keep_settled(count: JudgedCount, lines: list[CountLine], who: str) -> None:
    """Keep what was settled, if anything was."""
    if not lines:
        st.info(_("Nothing was chosen yet."))
        return
    told = _("Settled: {n}.").format(n=len(lines))
    entering.keep(count, tuple(lines), who=who, told=told)
