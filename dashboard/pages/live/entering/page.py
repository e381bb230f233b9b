"""Where names and votes are entered as they come in, and taken back."""

from __future__ import annotations

import streamlit as st

from dashboard.i18n import _, ngettext
from dashboard.kit import here, plan_trouble, signing
from dashboard.pages.live import wording
from dashboard.pages.live.begin.page import WHO
from dashboard.pages.live.entering import reading
from dashboard.pages.live.judged import JudgedCount
from dashboard.plans import count_document
from dashboard.plans.count_document import Answer, CountLine
from dashboard.plans.counts import kept_counts
from dashboard.words import markdown, states
from dashboard.words.faults import sentences
from data.errors import PlanError, SourceError
from data.facts import current_facts

FEWEST_NAMES = 10
"""With fewer names in, nobody can say that a vote goes by the alphabet."""

TOLD = "live:told"
"""Key of what is said once, after what was entered is kept."""


def render_entering(count: JudgedCount) -> None:
    """Draw where names are entered, one by one or many at once, and the way to undo."""
    before = str(st.session_state.get(WHO, ""))
    who = signing.asked(st.container(), _("Entered by"), key="live_who", before=before)
    st.session_state[WHO] = who
    if not count.standing.is_over:
        _one(count, who)
        with st.expander(_("Paste many names at once")):
            _many(count, who)
    if told := st.session_state.pop(TOLD, ""):
        st.success(told, icon=":material/check:")
    _undo(count, who)
    _passed(count, who)


def keep(count: JudgedCount, lines: tuple[CountLine, ...], *, who: str, told: str = "") -> None:
    """Keep lines and draw anew; if that fails, say why, and return."""
    if not who:
        st.error(_("Say who enters this, so that colleagues know whom to ask."))
        return
    try:
        kept_counts(here.person()).enter(count.kept.count_id, lines, who=who)
    except PlanError as error:
        plan_trouble.say(error)
        return
    st.session_state[TOLD] = told
    st.rerun()


def _one(count: JudgedCount, who: str) -> None:
    with st.form("enter_one", border=True, clear_on_submit=True):
        text = st.text_input(
            _("A name, or several with commas"),
            max_chars=2000,
            placeholder=_("as it is read out, in any language"),
        )
        answer = _ask_answer(count, "one")
        is_sent = st.form_submit_button(_("Enter"), type="primary")
    if is_sent:
        _enter(count, text, answer, who)


def _many(count: JudgedCount, who: str) -> None:
    with st.form("enter_many", border=False, clear_on_submit=True):
        text = st.text_area(
            _("A list, or a roll call as the United Nations print it"),
            height=140,
            placeholder=_("In favour: … Against: … Abstaining: …")
            if count.document.kind == "vote"
            else _("Names between commas or on lines of their own"),
        )
        answer = _ask_answer(count, "many")
        is_sent = st.form_submit_button(_("Enter all"))
    if is_sent:
        _enter(count, text, answer, who)


def _ask_answer(count: JudgedCount, key: str) -> Answer:
    """Return the answer of names without a heading."""
    answers = wording.answers(count.document.kind)
    options: tuple[Answer, ...] = count_document.ANSWERS[count.document.kind]
    chosen: Answer | None = st.segmented_control(
        _("Answer"),
        options,
        default=options[0],
        format_func=lambda answer: answers[answer],
        key=f"answer_{key}:{count.document.kind}",
        required=True,
    )
    return chosen or options[0]


def _enter(count: JudgedCount, text: str, answer: Answer, who: str) -> None:
    """Keep what was typed or pasted; if that fails, say why, and show it so that it is not lost."""
    try:
        lines = reading.lines(current_facts(), text, kind=count.document.kind, answer=answer)
    except (PlanError, SourceError) as error:
        st.error(markdown.plain(sentences.of_error(error)), icon=":material/error:")
    else:
        keep(count, lines, who=who, told=_told(lines))
    if text.strip():
        st.caption(_("Not entered:"))
        st.code(text, language=None, wrap_lines=True)


def _told(lines: tuple[CountLine, ...]) -> str:
    """Return what was entered, in a sentence."""
    n = sum(line.act == "answer" for line in lines)
    said = ngettext("{n} State entered.", "{n} States entered.", n).format(n=n)
    unclear = len(lines) - n
    if not unclear:
        return said
    return f"{said} " + ngettext(
        "{n} name is not known: see below.", "{n} names are not known: see below.", unclear
    ).format(n=unclear)


def _undo(count: JudgedCount, who: str) -> None:
    """Draw the button that takes back what was entered last, whoever did."""
    last = count.standing.last
    if not last:
        return
    names = states.names(current_facts().states)
    label = _("Undo: {what} ({by})").format(
        what=wording.batch_in_words(last, names), by=wording.entered_by(last[0])
    )
    # the button takes back what it names, even if another desk has entered more by then
    if st.button(label, icon=":material/undo:", key=f"undo:{last[0].line.batch}"):
        line = count_document.line(
            act="take_back", batch=reading.new_batch(), takes_back=last[0].line.batch
        )
        keep(count, (line,), who=who, told=_("Taken back; every line stays in the list below."))


def _passed(count: JudgedCount, who: str) -> None:
    """Draw the button for those that a vote in the order of the alphabet has passed by."""
    standing = count.standing
    if count.document.kind != "vote" or standing.is_over or len(standing.answers) < FEWEST_NAMES:
        return
    facts = current_facts()
    passed = reading.passed(facts, standing.answers, standing.disputed)
    if not passed:
        return
    last = list(standing.answers)[-1]
    label = ngettext(
        "{n} State before {name} in the alphabet is not entered: it did not vote",
        "{n} States before {name} in the alphabet are not entered: they did not vote",
        len(passed),
    ).format(n=len(passed), name=states.names(facts.states).get(last, last))
    named = states.names(facts.states)
    shown = ", ".join(named.get(iso3, iso3) for iso3 in passed)
    if st.button(label, icon=":material/playlist_add_check:", key=f"passed:{last}", help=shown):
        batch = reading.new_batch()
        lines = tuple(
            count_document.line(
                act="answer", batch=batch, state=iso3, answer="X", name=named.get(iso3, iso3)
            )
            for iso3 in passed
        )
        keep(count, lines, who=who, told=_told(lines))
