"""Which roll call the reader looks at: the first lines of the page *Roll calls*."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from analytics import record
from analytics.record import search
from dashboard import ask, i18n, resolutions
from dashboard.i18n import _, vocabulary
from dashboard.resolutions import Row
from data.facts import current_facts

NEAR_TOPICS = (
    "aimd",
    "laws",
    "ai_nuclear_c3",
    "ai_other",
    "ict_security",
    "cybercrime",
    "space_security",
    "peaceful_uses_tech",
)
"""Topics offered by name; the others are found among all recorded votes."""

EVERY = "all"
MAX_OFFERED = 250


@dataclass(frozen=True)
class Choice:
    """The roll call chosen, and those among which it was.

    Attributes
    ----------
    row : Row
        Its row of the table ``rollcalls``.
    topic : str or None
        The topic chosen; None for any.
    found : DataFrame
        Rows of the table ``rollcalls``.
    """

    row: Row
    topic: str | None
    found: pd.DataFrame


def choose() -> Choice | None:
    """Ask for a topic and a roll call; nothing if no roll call answers to the words."""
    _follow_link()
    first, second = st.columns([2, 5])
    with first:
        topic = ask.one(_("Topic"), _topics(), key="topic")
    found = _among_all() if topic == EVERY else _found(topic)
    rows = {row["rollcall_id"]: row for row in found.rollcalls.to_dict("records")}
    if not rows:
        return None
    with second:
        key = ask.one(
            _("Roll call"),
            {key: resolutions.label(row) for key, row in rows.items()},
            key="rollcall",
        )
    return Choice(rows[key], None if topic == EVERY else topic, found.rollcalls)


def _follow_link() -> None:
    """Where a link names a roll call alone, choose a topic under which it is offered."""
    linked = ask.arrived("rollcall")
    facts = current_facts()
    rollcalls = facts.rollcalls
    held = rollcalls[(rollcalls["rollcall_id"] == linked).to_numpy(dtype=bool)]
    if held.empty or ask.arrived("topic"):
        return
    topics = facts.topics
    own = set(topics.loc[topics["rollcall_id"] == linked, "topic"])
    near = next((topic for topic in NEAR_TOPICS if topic in own), EVERY)
    ask.put("topic", near)
    session = held.iloc[0]["session"]
    if near == EVERY and not ask.arrived("session") and pd.notna(session):
        ask.put("session", str(session))


def _topics() -> dict[str, str]:
    """Return the topics to choose from, in words."""
    facts = current_facts()
    held = set(facts.topics["topic"].unique())
    near = {t: vocabulary.word(vocabulary.TOPICS, t) for t in NEAR_TOPICS if t in held}
    return near | {EVERY: _("All recorded votes since 1946")}


def _among_all() -> search.Found:
    """Ask for a session and words, and return the roll calls that answer to them."""
    first, second = st.columns([2, 5])
    with first:
        session = ask.one(_("Session"), _sessions(), key="session")
    with second:
        words = ask.words(
            _("Words in the title or symbol"),
            key="words",
            placeholder=_("for example: outer space"),
        )
    found = _found(None, None if session == EVERY else session, words)
    if found.n_found > len(found.rollcalls):
        st.caption(
            _("{n} roll calls answer to this; the latest {shown} are offered.").format(
                n=i18n.number(found.n_found), shown=i18n.number(len(found.rollcalls))
            )
        )
    return found


def _sessions() -> dict[str, str]:
    """Return the sessions to choose from, the latest first."""
    facts = current_facts()
    rollcalls = facts.rollcalls
    latest = rollcalls.groupby("session")["vote_date"].max().sort_values(ascending=False)
    return {EVERY: _("Any session")} | {key: str(key) for key in latest.index}


def _found(topic: str | None, session: str | None = None, words: str = "") -> search.Found:
    facts = current_facts()
    return facts.recall(
        record.rollcalls_found, topic=topic, session=session, words=words, limit=MAX_OFFERED
    )
