"""The forecast on votes of the past: how good it was, and votes on the subject one by one."""

from __future__ import annotations

import pandas as pd

from analytics import next_vote
from analytics.next_vote import skill
from dashboard import i18n
from dashboard.blocks import Blocks, Folded, Heading, Note, Share, Table, Text
from dashboard.i18n import _, vocabulary
from dashboard.words import next_votes, states
from data.facts import Facts

CASES = ("a_res_80_58", "a_res_80_57", "a_res_79_62")
"""Votes on the subject that follow another on the same text."""

CHANCE_PX = 110


def backtest(facts: Facts) -> Blocks:
    """Return what the back-test found: in a plain sentence, and all of it on demand."""
    found = facts.recall(next_vote.next_vote_skill)
    return (
        Note(next_votes.tested_sentence(found)),
        Folded(
            "next_vote_backtest",
            _("For statisticians"),
            (Text(_moves_sentence(found)), Text(_tally_sentence(found))),
        ),
    )


def cases(facts: Facts) -> dict[str, str]:
    """Return the symbols of votes on the subject that had a forecast, by their keys."""
    symbols = facts.recall(next_vote.next_vote_backtest).events.set_index("rollcall_id")["symbol"]
    return {key: str(symbols[key]) for key in CASES if key in symbols.index}


def heading() -> Blocks:
    """Return what stands above the choice of a past vote."""
    return (
        Heading(
            _("As foreseen before earlier votes"),
            _("What the model would have said half a year before the vote, and what came out."),
        ),
    )


def case(facts: Facts, key: str) -> Blocks:
    """Return a past vote as foreseen before it, beside what came out.

    Parameters
    ----------
    facts : Facts
    key : str
        Of a roll call: one of `cases`.
    """
    events = facts.recall(next_vote.next_vote_backtest).events
    event = events.set_index("rollcall_id").to_dict("index")[key]
    rollcalls = facts.rollcalls.set_index("rollcall_id")
    sentence = _(
        "{symbol}, {day}: **{expected}** in favour were expected ({low} to {high}); **{yes}** came."
    ).format(
        symbol=str(event["symbol"]),
        day=i18n.day(event["vote_date"]),
        expected=i18n.number(event["expected"]),
        low=i18n.number(event["low"]),
        high=i18n.number(event["high"]),
        yes=i18n.number(event["n_yes"]),
    )
    chance = Share(width=CHANCE_PX)
    table = Table(
        key="next_case",
        title=_("Who was likeliest to move, and who did"),
        table=_case_rows(facts.recall(next_vote.moves_foreseen, key), facts.states),
        columns={
            "rank": _("Place"),
            "name": _("State"),
            "last_words": _("Last vote"),
            "outcome_words": _("Voted"),
            "p_moves": _("Chance that it moves"),
            "p_outcome": _("Chance of what came"),
        },
        styles={_("Chance that it moves"): chance, _("Chance of what came"): chance},
        evidence=(str(rollcalls.loc[key, "evidence_id"]),),
        note=_(
            "The ten likeliest, and all that moved. The first vote on a text has no forecast: "
            "there is no basis. Of the First Committee only some names are known for these texts, "
            "too few to learn what a committee vote tells of the plenary."
        ),
    )
    return (Text(sentence), table)


def _case_rows(moves: pd.DataFrame, all_states: pd.DataFrame) -> pd.DataFrame:
    """Return who could have moved at a past vote, or did, in words."""
    frame = states.with_names(moves, all_states).round(3)
    return frame.assign(
        last_words=[vocabulary.word(vocabulary.POSITIONS, vote) for vote in frame["last"]],
        outcome_words=[vocabulary.word(vocabulary.POSITIONS, vote) for vote in frame["outcome"]],
    )


def _moves_sentence(found: skill.Skill) -> str:
    """Return how well it was foretold who moves, in a few lines."""
    scores, rates = found.scores, found.over_rates
    return _(
        "Tested half a year ahead on {n} votes on {texts} texts since 2003 that the model had not "
        "seen, for States whose last vote was not in favour; {base} of them moved to Yes. The "
        "error is {bss} smaller than that of the strongest simple baseline, a logit of nine "
        "counts (90% interval by text: {low} to {high}), and {rates} smaller than with the rates "
        "of past votes. Of those that moved, {recall} were among the ten likeliest ({nine} by the "
        "nine counts, {random} by chance). Where it said {said} on average, {did} moved."
    ).format(
        n=i18n.number(found.n_votes),
        texts=i18n.number(scores.n_groups),
        base=i18n.per_cent(scores.n_yes / scores.n_rows, decimals=1),
        bss=i18n.per_cent(scores.values["bss"]),
        low=i18n.per_cent(scores.low["bss"]),
        high=i18n.per_cent(scores.high["bss"]),
        rates=i18n.per_cent(rates.values["bss"]),
        recall=i18n.per_cent(found.recall_at_10),
        nine=i18n.per_cent(found.recall_nine),
        random=i18n.per_cent(found.recall_random),
        said=i18n.per_cent(found.top_predicted),
        did=i18n.per_cent(found.top_observed),
    )


def _tally_sentence(found: skill.Skill) -> str:
    """Return how near the tallies came beside those of last time, in a few lines."""
    tally = found.tallies.set_index("method").to_dict("index")
    latest = found.latest.set_index("method").to_dict("index")
    last = tally["last"]
    text = _(
        "Of the tally, the number expected was off by {rmse} States (root mean square), that of "
        "last time by {last}; the gain is {gain} (90% interval: {low} to {high})."
    ).format(
        rmse=i18n.number(tally["model"]["rmse"], decimals=1),
        last=i18n.number(last["rmse"], decimals=1),
        gain=i18n.number(last["rmse_gain"], decimals=1),
        low=i18n.number(last["rmse_gain_low"], decimals=1),
        high=i18n.number(last["rmse_gain_high"], decimals=1),
    )
    if last["rmse_gain_low"] <= 0:
        text += " " + _("That may be chance.")
    spread = tally["last_with_spread"]
    return (
        text
        + " "
        + _(
            "With its range the forecast is nearer than last time with the usual spread: CRPS "
            "{crps} against {crps_last} States (the gain: {low} to {high}). The tally lay within "
            "its range in {coverage} of votes. In the {n} votes since {day} the model expected "
            "{bias} more in favour than came, on average; last time had {bias_last} more."
        ).format(
            crps=i18n.number(tally["model"]["crps"], decimals=1),
            crps_last=i18n.number(spread["crps"], decimals=1),
            low=i18n.number(spread["crps_gain_low"], decimals=1),
            high=i18n.number(spread["crps_gain_high"], decimals=1),
            coverage=i18n.per_cent(found.coverage),
            n=i18n.number(found.n_latest),
            day=i18n.day(found.latest_since),
            bias=i18n.number(latest["model"]["bias"], decimals=1),
            bias_last=i18n.number(latest["last"]["bias"], decimals=1),
        )
    )
