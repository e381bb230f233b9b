"""Next vote: how a text may fare when it is voted on again, and which States may move."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics import next_vote
from analytics.next_vote import forecast
from dashboard import ask, forecasts, i18n, once, show, standings, states
from dashboard.figures import next_vote as draw
from dashboard.figures import tally
from dashboard.i18n import _, ngettext
from dashboard.views import next_vote_past
from data.facts import current_facts

N_NAMED = 4
N_FROM_YES = 15


def render() -> None:
    """Draw the page."""
    show.title(
        _("Next vote"),
        _("How a text may fare when the Assembly votes on it again, and which States may move."),
    )
    facts = current_facts()
    table = facts.states
    with st.spinner(_("Learning from the recorded votes of the past fifteen years…")):
        texts = facts.recall(next_vote.recurring_texts)
        if texts.empty:
            show.unknown(_("No text on disarmament has been voted on in the last five years."))
            return
        names = forecasts.text_names(texts)
        key = ask.one(_("Text"), names, key="series")
        found = facts.recall(next_vote.next_vote_on, key)
    row = texts[texts["series"] == key].iloc[0]
    words = once.in_words(
        ("next_vote", key), lambda: forecasts.mover_rows(forecast.movers(found), table)
    )
    show.answer(_answer(found, words, _(str(row["title"]))))
    if row["n_votes"] == 1:
        show.unknown(
            _(
                "This text has been voted on once: how States move on it is learnt from other "
                "texts alone."
            )
        )
    next_vote_past.headline()
    _tally(found, row)
    _movers(words, row)
    _no_basis(found, table)
    next_vote_past.cases(table)


def _answer(found: forecast.Forecast, words: pd.DataFrame, title: str) -> str:
    """Return the tally expected and who is likeliest to move, in two sentences."""
    tally_of = found.tally.set_index("vote").to_dict("index")
    likely = words[words["direction"] == "to_yes"].head(N_NAMED)
    text = _(
        "If {title} comes to a vote again a year on, about **{yes} States** vote in favour "
        "(90% of cases: {low} to {high}), {abstain} abstain, {against} vote against and {away} do "
        "not vote. It was {last} last time."
    ).format(
        title=title,
        yes=i18n.number(tally_of["Y"]["expected"]),
        low=i18n.number(tally_of["Y"]["low"]),
        high=i18n.number(tally_of["Y"]["high"]),
        abstain=i18n.number(tally_of["A"]["expected"]),
        against=i18n.number(tally_of["N"]["expected"]),
        away=i18n.number(tally_of["X"]["expected"]),
        last=i18n.number(tally_of["Y"]["last"]),
    )
    if likely.empty:
        return text
    named = [
        f"{name} ({i18n.per_cent(p)})"
        for name, p in zip(likely["name"], likely["p_moves"], strict=True)
    ]
    return f"{text} " + _("Likeliest to move to Yes: **{names}**.").format(
        names=i18n.listing(named)
    )


def _tally(found: forecast.Forecast, row: pd.Series) -> None:
    """Draw the tally expected beside the last one, and how far it may come out otherwise."""
    table = forecasts.tally_table(found)
    headings = {
        "words": _("Vote"),
        "last": _("Last time"),
        "expected": _("Expected"),
        "low": _("From"),
        "high": _("To"),
    }
    yes = found.tally.to_dict("records")[0]
    in_short = _("{yes} in favour expected, from {low} to {high}; {last} last time.").format(
        yes=i18n.number(yes["expected"]),
        low=i18n.number(yes["low"]),
        high=i18n.number(yes["high"]),
        last=i18n.number(yes["last"]),
    )
    show.figure(
        tally.bars(
            forecasts.tally_rows(found, str(row["symbol"])), categories=standings.positions()
        ),
        key="next_tally",
        title=_("The tally, last time and next"),
        table=table,
        columns=headings,
        evidence=[row["evidence_id"]],
        summary=in_short,
    )
    show.figure(
        draw.spread(
            found.yes,
            low=int(yes["low"]),
            high=int(yes["high"]),
            last=int(yes["last"]),
            inside=_("90% of cases"),
            outside=_("The other cases"),
            before=_("Last time"),
            axis=_("States in favour"),
        ),
        key="next_spread",
        title=_("How many may vote in favour"),
        table=found.yes,
        columns={"n_yes": _("States in favour"), "share": _("Share of cases")},
        config={_("Share of cases"): st.column_config.NumberColumn(format="percent")},
        evidence=[row["evidence_id"]],
        summary=in_short,
        note=_(
            "Each simulated vote errs as the forecast of some past vote did, for all States at "
            "once: on some days many are away. Learnt from {n} votes; asked for {day}."
        ).format(n=i18n.number(found.n_events), day=i18n.day(found.day)),
    )


def _movers(words: pd.DataFrame, row: pd.Series) -> None:
    """List the States that may move, to Yes and away from it."""
    percent = st.column_config.NumberColumn(format="percent", width=90)
    columns = {
        "name": _("State"),
        "group": _("Regional group"),
        "last_words": _("Last vote"),
        "in_words": _("Chance that it moves"),
        "p_y": _("In favour"),
        "p_a": _("Abstains"),
        "p_n": _("Against"),
        "p_x": _("Does not vote"),
        "dossier": _("Dossier"),
    }
    config = {columns[name]: percent for name in ("p_y", "p_a", "p_n", "p_x")}
    config[_("Dossier")] = show.link(_("open"))
    to_yes = words[words["direction"] == "to_yes"]
    if to_yes.empty:
        show.unknown(_("Every State that voted on the text last voted in favour."))
    else:
        show.table(
            to_yes,
            key="next_to_yes",
            title=_("States that may move to Yes"),
            columns=columns,
            config=config,
            evidence=[row["evidence_id"]],
            note=_("Those whose last vote on the text was not in favour, the likeliest first."),
        )
    show.table(
        words[words["direction"] == "from_yes"].head(N_FROM_YES),
        key="next_from_yes",
        title=_("States that may leave Yes"),
        columns=columns,
        config=config,
        evidence=[row["evidence_id"]],
        note=_(
            "The {n} likeliest to abstain or vote against. Not voting is neither; it has a "
            "column of its own."
        ).format(n=i18n.number(N_FROM_YES)),
    )


def _no_basis(found: forecast.Forecast, table: pd.DataFrame) -> None:
    """Name the States that never voted on the text: nothing is said of them one by one."""
    silent = set(found.states["iso3"][~found.states["has_basis"]])
    if not silent:
        return
    who = [name for key, name in states.names(table).items() if key in silent]
    show.unknown(
        ngettext(
            "No basis for {n} State that has not voted on this text of late: {who}.",
            "No basis for {n} States that have not voted on this text of late: {who}.",
            len(who),
        ).format(n=i18n.number(len(who)), who=i18n.listing(who))
        + " "
        + _("In the tally they count by the habits of States like them.")
    )
