"""The forecast on votes of the past: its headline, and the votes on the subject one by one."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics import next_vote
from dashboard import ask, forecasts, i18n, show
from dashboard.i18n import _
from data.facts import current_facts

CASES = ("a_res_80_58", "a_res_80_57", "a_res_79_62")
"""Votes on the subject that follow another on the same text."""


def headline() -> None:
    """Draw what the back-test found, in a few lines."""
    facts = current_facts()
    with st.spinner(_("Testing the forecast on votes it had not seen…")):
        found = facts.recall(next_vote.next_vote_skill)
    st.caption(forecasts.measured(found))
    st.caption(forecasts.measured_tally(found))


def cases(table: pd.DataFrame) -> None:
    """Draw the votes on the subject as foreseen the day before, beside what came out."""
    facts = current_facts()
    events = facts.recall(next_vote.next_vote_backtest).events
    told = events.set_index("rollcall_id").to_dict("index")
    rollcalls = facts.rollcalls.set_index("rollcall_id")
    symbols = {key: str(told[key]["symbol"]) for key in CASES if key in told}
    if not symbols:
        return
    show.heading(
        _("As foreseen before earlier votes"),
        _("What the model would have said half a year before the vote, and what came out."),
    )
    key = ask.switch(_("Vote"), symbols, key="case")
    event = told[key]
    sentence = _(
        "{symbol}, {day}: **{expected}** in favour were expected ({low} to {high}); **{yes}** came."
    ).format(
        symbol=symbols[key],
        day=i18n.day(event["vote_date"]),
        expected=i18n.number(event["expected"]),
        low=i18n.number(event["low"]),
        high=i18n.number(event["high"]),
        yes=i18n.number(event["n_yes"]),
    )
    st.markdown(sentence)
    rows = forecasts.case_rows(facts.recall(next_vote.moves_foreseen, key), table)
    percent = st.column_config.NumberColumn(format="percent", width=110)
    show.table(
        rows,
        key="next_case",
        title=_("Who was likeliest to move, and who did"),
        columns={
            "rank": _("Place"),
            "name": _("State"),
            "last_words": _("Last vote"),
            "outcome_words": _("Voted"),
            "p_moves": _("Chance that it moves"),
            "p_outcome": _("Chance of what came"),
        },
        config={_("Chance that it moves"): percent, _("Chance of what came"): percent},
        evidence=[str(rollcalls.loc[key, "evidence_id"])],
        note=_(
            "The ten likeliest, and all that moved. The first vote on a text has no forecast: "
            "there is no basis. Of the First Committee only some names are known for these texts, "
            "too few to learn what a committee vote tells of the plenary."
        ),
    )
