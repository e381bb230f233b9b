"""Which roll calls a reader can choose: by topic, or by session and words among all."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analytics import record
from analytics.record import search
from dashboard import i18n
from dashboard.blocks import Blocks, Note, Unknown
from dashboard.i18n import _, vocabulary
from dashboard.words import resolutions
from data import domains
from data.facts import Facts

EVERY = "all"
MAX_OFFERED = 250


@dataclass(frozen=True)
class RollcallSearch:
    """Roll calls that the reader asks for.

    Attributes
    ----------
    topic, session : str or None
        On which topic and of which session; None for any.
    words : str
        In the title or symbol.
    """

    topic: str | None
    session: str | None = None
    words: str = ""


@dataclass(frozen=True)
class RollcallChoice:
    """The key of the roll call chosen, and the search among whose results it was."""

    key: str
    among: RollcallSearch


def topics(facts: Facts) -> dict[str, str]:
    """Return the topics to choose from, in words."""
    held = set(facts.topics["topic"].unique())
    near = {
        t: vocabulary.word(vocabulary.TOPICS, t) for t in domains.TECHNOLOGY_TOPICS if t in held
    }
    return near | {EVERY: _("All recorded votes since 1946")}


def sessions(facts: Facts) -> dict[str, str]:
    """Return the sessions to choose from, the latest first."""
    latest = facts.rollcalls.groupby("session")["vote_date"].max().sort_values(ascending=False)
    return {EVERY: _("Any session")} | {key: str(key) for key in latest.index}


def rollcalls_found(facts: Facts, among: RollcallSearch) -> search.RollcallMatches:
    """Return the roll calls that answer to a search, at most so many as are offered."""
    return facts.recall(
        record.rollcalls_found,
        topic=among.topic,
        session=among.session,
        words=among.words,
        limit=MAX_OFFERED,
    )


def labels(facts: Facts, among: RollcallSearch) -> dict[str, str]:
    """Return the roll calls that answer to a search, by key in words; none if none does."""
    rows = rollcalls_found(facts, among).rollcalls.to_dict("records")
    return {str(row["rollcall_id"]): resolutions.label(row) for row in rows}


def left_out_note(facts: Facts, among: RollcallSearch) -> Blocks:
    """Return that more roll calls answer to a search than are offered, if so."""
    result = rollcalls_found(facts, among)
    if result.n_found <= len(result.rollcalls):
        return ()
    text = _("{n} roll calls answer to this; the latest {shown} are offered.")
    return (
        Note(
            text.format(n=i18n.number(result.n_found), shown=i18n.number(len(result.rollcalls))),
        ),
    )


def nothing_found(_facts: Facts) -> Blocks:
    """Return that no roll call answers to the search."""
    return (Unknown(_("No roll call answers to these words.")),)


def search_of(facts: Facts, key: str) -> RollcallSearch | None:
    """Return a search that offers a roll call, for links that name it alone; none if unknown."""
    held = facts.rollcalls[(facts.rollcalls["rollcall_id"] == key).to_numpy(dtype=bool)]
    if held.empty:
        return None
    own = set(facts.topics.loc[facts.topics["rollcall_id"] == key, "topic"])
    near = next((topic for topic in domains.TECHNOLOGY_TOPICS if topic in own), None)
    session = held.iloc[0]["session"]
    return RollcallSearch(near, str(session) if near is None and pd.notna(session) else None)


def at_first(facts: Facts) -> RollcallChoice:
    """Return the roll call that is shown when nothing was chosen: the latest on the first topic."""
    among = RollcallSearch(next(iter(topics(facts))))
    return RollcallChoice(next(iter(labels(facts, among))), among)
